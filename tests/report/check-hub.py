#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-hub.py TERRAINCTL TERRAIN-HUB BUILD: what an endpoint received gives the same figures as what was sent.

Invented records of several forms go from a profile over OpenRosa to a real terrain-hub; then both are reported on, also
while the endpoint is still running, over several ranges, narrowed, and as CSV that a spreadsheet reads.
"""

import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile

FORMS = {"lisa_intake": 120, "lisa_nuisance": 60, "lisa_visit_tally": 30, "outreach_contact": 40, "kiosk_satisfaction": 40}
RANGES = [
    ["--from", "2023-01-01", "--to", "2024-12-31"],
    ["--from", "2024-02-10", "--to", "2024-08-20", "--by", "month"],
    ["--from", "2024-01-01", "--to", "2024-12-31", "--compare", "2023"],
    ["--by", "quarter"],
    ["--by", "all", "--filter", "antenna=and_centre", "--indicator", "D-42"],
    ["--hide-below", "0"],
    ["--from", "1999-01-01", "--to", "1999-12-31"],
]


class Programs:
    def __init__(self, terrainctl, build):
        self.terrainctl = terrainctl
        self.environment = {**os.environ, "TERRAIN_DATA_DIR": build, "LC_ALL": "C.UTF-8", "GIO_USE_VFS": "local"}

    def run(self, *arguments, code=0):
        done = subprocess.run([self.terrainctl, *arguments], capture_output=True, text=True, env=self.environment,
                              timeout=120)
        assert done.returncode == code, f"{arguments}: {done.returncode}\n{done.stderr}"
        return done.stdout if code == 0 else done.stderr


def fill(programs, profile):
    profile.mkdir()
    for form, count in FORMS.items():
        programs.run("demo", "--form", form, "--seed", "11", "--count", str(count), "--from", "2023-01-01",
                     "--to", "2024-12-31", "--profile", str(profile))
    # What was made is complete; only what was queued is sent.
    subprocess.run([sys.executable, "-c", "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); "
                    "c.execute(\"UPDATE record SET state='queued'\"); c.commit()", str(profile / "profile.sqlite")],
                   check=True)


def check_csv(text):
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows and all(len(row) == 16 and None not in row for row in rows), "a line of another length"
    totals = [row for row in rows if row["indicator"] == "D-42" and row["key"] == "total"
              and row["break_down"] == "Antenna"]
    assert sum(float(row["value"]) for row in totals) == FORMS["lisa_intake"], totals
    shown = [float(row["value"]) for row in rows if row["unit"] == "count" and row["value"]]
    assert not [value for value in shown if 0 < value < 5], "a small count is shown"
    assert [row for row in rows if "hidden" in row["flags"].split()]


def compare(programs, profile, archive):
    for options in RANGES:
        for layout in ["csv", "json", "text"] if options is RANGES[0] else ["csv"]:
            same = ["--today", "2024-12-31", "--format", layout, *options]
            mine = programs.run("report", "--profile", str(profile), *same)
            theirs = programs.run("report", "--hub", str(archive), *same)
            assert mine == theirs, f"{options}, {layout}: not the same"
            assert layout != "json" or all(json.loads(line) for line in mine.splitlines())
    check_csv(programs.run("report", "--hub", str(archive), "--today", "2024-12-31", "--format", "csv"))


def main(terrainctl, hub, build):
    programs = Programs(terrainctl, build)
    with tempfile.TemporaryDirectory(prefix="terrain-hub-") as name:
        folder = pathlib.Path(name)
        profile, archive = folder / "profile", folder / "archive"
        fill(programs, profile)
        process = subprocess.Popen([hub, "--port", "0", "--data", str(archive), "--forms", build + "/data/forms"],
                                   stdout=subprocess.PIPE, text=True, env=programs.environment)
        try:
            address = process.stdout.readline().strip()
            programs.run("send", "--profile", str(profile), "--server", address, "--now")
            compare(programs, profile, archive)
        finally:
            process.terminate()
            assert process.wait(20) == 0
        same = ["--today", "2024-12-31", "--format", "csv"]
        assert programs.run("report", "--hub", str(archive / "archive.sqlite"), *same) == \
            programs.run("report", "--profile", str(profile), *same)
        assert "There is no archive" in programs.run("report", "--hub", str(folder / "nowhere"), code=1)
        (folder / "broken.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
        assert programs.run("report", "--hub", str(folder / "broken.sqlite"), code=1).strip()
        assert "after" in programs.run("report", "--hub", str(archive), "--from", "2024-02-01", "--to", "2024-01-01",
                                       code=2)
        assert "no filter" in programs.run("report", "--hub", str(archive), "--filter", "antenna", code=2)
        assert "narrowed" in programs.run("report", "--hub", str(archive), "--filter", "x=1", code=2)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
