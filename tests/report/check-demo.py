#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-demo.py TERRAINCTL BUILD: invented records are complete, plausible, and the same for the same seed."""

import csv
import io
import os
import pathlib
import subprocess
import sys
import tempfile

FORMS = ["gve_person", "gve_pro", "hotspot_observation", "kiosk_satisfaction", "lisa_intake", "lisa_nuisance",
         "lisa_visit_tally", "outreach_contact", "outreach_followup", "outreach_register"]


def run(terrainctl, build, *arguments):
    environment = {**os.environ, "TERRAIN_DATA_DIR": build, "LC_ALL": "C.UTF-8"}
    return subprocess.run([terrainctl, *arguments], capture_output=True, text=True, check=True, env=environment).stdout


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def main(terrainctl, build):
    def demo(form, seed, count, *target):
        run(terrainctl, build, "demo", "--form", form, "--seed", str(seed), "--count", str(count), *target)

    with tempfile.TemporaryDirectory(prefix="terrain-demo-") as name:
        folder = pathlib.Path(name)
        for form in FORMS:
            demo(form, 1, 12, "--out", str(folder / "a"))
            demo(form, 1, 12, "--out", str(folder / "b"))
            demo(form, 2, 12, "--out", str(folder / "c"))
        first = contents(folder / "a")
        assert len(first) == 12 * len(FORMS)
        assert first == contents(folder / "b"), "the same seed gave other bytes"
        assert all(first[file] != other for file, other in contents(folder / "c").items()), "the seed changes nothing"

        profile = folder / "profile"
        profile.mkdir()
        demo("gve_person", 3, 400, "--profile", str(profile))
        answer = run(terrainctl, build, "report", "--profile", str(profile), "--today", "2025-12-31", "--format", "csv",
                     "--indicator", "D-01", "--indicator", "D-09")
        rows = list(csv.DictReader(io.StringIO(answer)))
        image = [float(row["value"]) for row in rows if row["measure"] == "good" and row["break_down"] == ""]
        victims = [float(row["value"]) for row in rows if row["measure"] == "any" and row["key"] == "burglary"]
        assert len(image) == 1 and 40 < image[0] < 60, f"image of safety: {image}"
        assert victims and 34 < victims[0] < 56, f"victims: {victims}"
        tables = run(terrainctl, build, "report", str(folder / "a"), "--today", "2025-12-31", "--format", "json")
        assert len({line.split('"')[3] for line in tables.splitlines()}) == 50
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
