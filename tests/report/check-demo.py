#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-demo.py TERRAINCTL BUILD SOURCE: invented records are complete, plausible, and the same for the same seed."""

import csv
import io
import json
import os
import pathlib
import re
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


def rules_of(answer):
    return [answer, *answer.get("when", [])]


def check_rules(source):
    """What the rules name is in the form: a weight of a choice that is not there would be lost without a word."""
    for path in sorted((source / "data/demo").glob("*.json")):
        form = source / "data/forms" / path.stem
        with open(form / "survey.csv", encoding="utf-8", newline="") as file:
            questions = {row["name"]: row["type"].split() for row in csv.DictReader(file)}
        lists = {}
        with open(form / "choices.csv", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                lists.setdefault(row["list_name"], set()).add(row["name"])
        rules = json.loads(path.read_text(encoding="utf-8"))
        for name, answer in [*rules["answers"].items(), *((name, {}) for name in rules.get("repeats", {}))]:
            assert name in questions, f"{path.name}: no question {name}"
            choices = lists.get((questions[name] + [""])[1])
            for rule in rules_of(answer):
                unknown = set(rule.get("weights", {})) - (choices or set())
                assert not unknown or choices is None, f"{path.name}, {name}: no choice {sorted(unknown)}"


def values(folder, form, element):
    """By record: what stands in the element, and in the moment it was begun."""
    found = []
    for path in sorted(folder.glob(f"{form}-*.xml")):
        text = path.read_text(encoding="utf-8")
        value = re.search(f"<{element}>([^<]+)</{element}>", text)
        found.append((value and value.group(1), re.search("<start>([^<]+)</start>", text).group(1)))
    return found


def check_register(demo, folder):
    """Persons are registered, and found again by those who follow them up; not before they are known."""
    for form, count in (("outreach_register", 40), ("outreach_followup", 60), ("outreach_contact", 60)):
        demo(form, 5, count, "--out", str(folder))
    registered = dict(values(folder, "outreach_register", "person_code"))
    ids = {re.search('<entity [^>]*id="([^"]+)"', path.read_text(encoding="utf-8")).group(1): path
           for path in folder.glob("outreach_register-*.xml")}
    assert len(registered) == 40 and len(ids) == 40 and all(re.fullmatch("P-[0-9a-f]{4}-[0-9a-f]{3}", code) for code in registered)
    codes = values(folder, "outreach_followup", "f_code")
    people = values(folder, "outreach_followup", "person")
    assert len(codes) == 60 and {code for code, _ in codes} <= set(registered), "somebody is followed up who is not registered"
    assert {person for person, _ in people} <= set(ids) and len({person for person, _ in people}) > 10
    first = min(registered.values())
    assert all(registered[code] < when or when <= first or registered[code] == first for code, when in codes)
    known = {person for person, _ in values(folder, "outreach_contact", "p_person") if person}
    assert len(known) > 5 and known <= set(ids)
    return set(registered)


def check_offered(terrainctl, build, demo, codes, profile):
    """Whom the records of a profile register, its follow-up form offers."""
    profile.mkdir()
    for form in ("outreach_register", "outreach_followup"):
        demo(form, 5, 40, "--profile", str(profile))
    environment = {**os.environ, "TERRAIN_DATA_DIR": build, "LC_ALL": "C.UTF-8"}
    answer = subprocess.run([terrainctl, "interview", "outreach_followup", "--profile", str(profile)],
                            input='{"choices": "/data/f1/person"}\n', capture_output=True, text=True, check=True, env=environment)
    offered = {choice["label"] for choice in json.loads(answer.stdout.splitlines()[0])["choices"]}
    assert codes <= offered, codes - offered


def main(terrainctl, build, source):
    check_rules(pathlib.Path(source))

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

        codes = check_register(demo, folder / "r")
        check_offered(terrainctl, build, demo, codes, folder / "register")

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
