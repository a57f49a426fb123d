#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-indicators.py SOURCE-ROOT: what the indicators name is there.

Every question that an expression asks for is in the form it is asked of, and every text is translated in
po/reports/*.po.
"""

import csv
import json
import pathlib
import re
import sys

ASKED = re.compile(r"\$\{([^}]*)\}")
EXPRESSIONS = ("where", "each", "such", "value", "of", "weight", "group", "day")


def questions(root, form, cache={}):
    if form not in cache:
        with open(root / "data/forms" / form / "survey.csv", encoding="utf-8-sig", newline="") as file:
            cache[form] = {row["name"] for row in csv.DictReader(file)}
    return cache[form]


def missing(root, place, form, expression, items):
    for item in items or [""]:
        for name in ASKED.findall(expression.replace("$item", item)):
            if name not in questions(root, form):
                yield f"{place}: {form} has no “{name}”"


def check_measure(root, indicator, measure):
    place = f"{indicator['id']}/{measure['id']}"
    if measure.get("aggregate") == "formula":
        names = {other["id"] for other in indicator["measures"]}
        for word in re.findall(r"[a-z_][a-z_0-9]*", measure["formula"]):
            if word not in names and word != "div":
                yield f"{place}: there is no measure “{word}”"
        return
    for source in measure.get("sources", [{}]):
        said = {**indicator, **measure, **source}
        for member in EXPRESSIONS:
            if isinstance(said.get(member), str):
                yield from missing(root, place, said["form"], said[member], indicator.get("items"))


def texts(definitions):
    yield from definitions["themes"].values()
    for dimension in definitions["dimensions"].values():
        yield dimension["title"]
    for indicator in definitions["indicators"]:
        yield indicator["title"]
        yield from indicator.get("items", {}).values()
        yield from (measure["title"] for measure in indicator["measures"])


def translated(path):
    """msgids with a translation that is not fuzzy."""
    for entry in path.read_text(encoding="utf-8").split("\n\n"):
        pair = re.search(r'^msgid "(.*)"\nmsgstr "(.+)"$', entry, re.MULTILINE)
        if pair and "#, fuzzy" not in entry:
            yield pair.group(1).replace('\\"', '"')


def main(root):
    definitions = json.loads((root / "data/reports/indicators.json").read_text(encoding="utf-8"))
    failures = []
    for name, dimension in definitions["dimensions"].items():
        for form, expression in dimension.get("value", {}).items():
            failures += missing(root, name, form, expression, None)
    for indicator in definitions["indicators"]:
        for measure in indicator["measures"]:
            failures += check_measure(root, indicator, measure)
    for path in [root / "po/reports/fr.po", root / "po/reports/nl.po"]:
        done = set(translated(path))
        failures += [f"{path.name}: “{text}” is not translated" for text in sorted(set(texts(definitions)) - done)]
    print("\n".join(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
