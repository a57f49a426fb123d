#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-language.py SOURCE-ROOT: what people are asked is plain language, in every language of every form (UX-38).

No sentence of a question or a group over 25 words (notes may be longer), and no abbreviation that is not explained: by
the words around it, as in "Buurtinformatienetwerk voor zelfstandigen (BIN-Z)", or in the list here.
"""

import csv
import pathlib
import re
import sys

MOST_WORDS = 25

# Names that people say so, and whose long form fewer would know.
NAMES = {
    "LISA": "the antennas' own name",
    "DIOGENES": "an organisation's name",
    "DUNE": "an organisation's name",
    "CPAS": "social service of the municipality (fr)",
    "OCMW": "social service of the municipality (nl)",
    "STIB": "public transport of Brussels (fr)",
    "MIVB": "public transport of Brussels (nl)",
    "SNCB": "railways (fr)",
    "NMBS": "railways (nl)",
    "EU": "European Union (en, nl)",
    "UE": "European Union (fr)",
    "MDMA": "a substance, in a list of outreach workers",
    "NL": "language of a help line",
    "FR": "language of a help line",
}

STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
OUTPUT = re.compile(r"\$\{\w+\}")
ABBREVIATION = re.compile(r"\b[A-Z][A-Z0-9]+\b")
EXPLAINED = re.compile(r"\w[\w\s'’-]+\(([^()]*)\)|\b[A-Z][A-Z0-9]+(?:-[A-Z])? \([\w\s'’-]+\)")


def entries(path):
    """Each translated text of a catalogue: its context, the English text, the translation."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        fields, current = {"msgctxt": "", "msgid": "", "msgstr": ""}, None
        for line in block.splitlines():
            word = line.split(" ", 1)[0]
            if word in fields:
                current = word
            if current and not line.startswith("#"):
                fields[current] += "".join(STRING.findall(line)).replace("\\n", "\n").replace('\\"', '"')
        if fields["msgid"]:
            yield fields["msgctxt"], fields["msgid"], fields["msgstr"]


def notes_of(form):
    with open(form / "survey.csv", encoding="utf-8-sig", newline="") as file:
        return {row["name"] for row in csv.DictReader(file) if row["type"] == "note"}


def sentences(text):
    return re.split(r"(?<=[.!?…;:])\s+|\n+", OUTPUT.sub("x", text))


def count_words(sentence):
    return len(re.findall(r"\w[\w'’-]*", sentence))


def unexplained(text):
    text = OUTPUT.sub("", text)
    explained = " ".join(match.group(0) for match in EXPLAINED.finditer(text))
    return [word for word in ABBREVIATION.findall(text) if word not in NAMES and word not in explained]


def check_text(place, text, is_note):
    for sentence in [] if is_note else sentences(text):
        if count_words(sentence) > MOST_WORDS:
            yield f"{place}: a sentence of {count_words(sentence)} words: {sentence}"
    for word in unexplained(text):
        yield f"{place}: “{word}” is not explained: {text}"


def check_form(root, form):
    notes = notes_of(form)
    languages, n_texts = set(), 0
    catalogues = sorted((root / "po/forms" / form.name).glob("*.po"))
    for catalogue in catalogues:
        for context, source, translation in entries(catalogue):
            if not context.endswith((":label", ":hint")):
                continue
            n_texts += 1
            name = context.rsplit(":", 1)[0].rsplit("/", 1)[-1]
            is_note = name in notes or context.startswith("choices/")
            languages.add(catalogue.stem)
            yield from check_text(f"{form.name} {catalogue.stem} {context}", translation, is_note)
            if catalogue is catalogues[0]:
                yield from check_text(f"{form.name} en {context}", source, is_note)
    for language in {"fr", "nl"} - languages:
        yield f"{form.name}: no texts in {language}"
    if n_texts < 10:
        yield f"{form.name}: only {n_texts} texts were read"


def check_itself():
    assert not list(check_text("", "One two. " * 30, False))
    assert len(list(check_text("", "word " * 26 + ".", False))) == 1
    assert not list(check_text("", "word " * 26 + ".", True))
    assert unexplained("Ask the QZX first") == ["QZX"]
    assert not unexplained("Neighbourhood network (QZX)") and not unexplained("QZX (neighbourhood network)")


def main():
    root = pathlib.Path(sys.argv[1])
    forms = sorted(path.parent for path in (root / "data/forms").glob("*/survey.csv"))
    assert len(forms) >= 13, forms
    check_itself()
    problems = [problem for form in forms for problem in check_form(root, form)]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
