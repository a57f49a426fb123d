#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-po.py SOURCE-ROOT: every text that a person reads is in po/POTFILES' files and translated in every language.

After adding texts: add the file to po/POTFILES, run `ninja -C BUILD terrain-update-po`, translate what is new in
po/*.po. Apostrophes, quotation marks and the spaces beside them are those of a printed text of the language;
check-po.py SOURCE-ROOT --mend writes them so.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

MARKED = re.compile(r'(?:^|[^A-Za-z0-9_])(?:_|N_|C_|NC_|ngettext) ?\(\s*"', re.MULTILINE)
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2"]

# The apostrophe within a word, but not the quotation marks of code such as instance('x').
APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_]|[%<«])")
# French: a narrow space that does not break before high punctuation and within guillemets, but not in code such as "x: y".
FRENCH_SPACES = [
    (re.compile(r"«[ \u00a0\u202f]?"), "«\u202f"),
    (re.compile(r"[ \u00a0\u202f]?»"), "\u202f»"),
    (re.compile(r"[ \u00a0\u202f]+([;:!?])(?=[\s\u202f»\".,)]|$)"), "\u202f\\1"),
]


def typeset(language, text):
    """TEXT, a translation or a line of one, as it is printed in its language."""
    text = APOSTROPHE.sub("’", text)
    for pattern, replacement in FRENCH_SPACES if language == "fr" else []:
        text = pattern.sub(replacement, text)
    return text


def typeset_file(path):
    """The lines of a catalogue as they are and as they should be; what is to be translated stays."""
    translation = False
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if not line.startswith('"'):
            translation = line.startswith("msgstr")
        yield line, typeset(path.stem, line) if translation else line


def listed(root):
    lines = (root / "po/POTFILES").read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def marked(root):
    """Files with texts for gettext."""
    for path in sorted((root / "app").rglob("*.c")):
        if MARKED.search(path.read_text(encoding="utf-8")):
            yield str(path.relative_to(root))
    for path in sorted((root / "ui").rglob("*.ui")):
        if 'translatable="yes"' in path.read_text(encoding="utf-8"):
            yield str(path.relative_to(root))


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})


def check_language(root, template, language, folder):
    merged = folder / f"{language}.po"
    merge = run("msgmerge", "--quiet", "--no-fuzzy-matching", "-o", str(merged), str(root / f"po/{language}.po"), template)
    if merge.returncode:
        return [f"po/{language}.po: {merge.stderr}"]
    check = run("msgfmt", "--check", "--statistics", "-o", "/dev/null", str(merged))
    failures = [] if check.returncode == 0 else [f"po/{language}.po: {check.stderr}"]
    for number, (line, wanted) in enumerate(typeset_file(root / f"po/{language}.po"), start=1):
        if line != wanted:
            failures.append(f"po/{language}.po:{number}: is to be {wanted.strip()} (check-po.py --mend writes it)")
    if "untranslated" in check.stderr or "fuzzy" in check.stderr:
        failures.append(f"po/{language}.po: {check.stderr.strip()}")
        missing = run("msgattrib", "--untranslated", "--no-wrap", str(merged)).stdout
        failures += re.findall(r'^msgid "(?=.)(.*)"$', missing, re.MULTILINE)
    return failures


def languages_of(root):
    lines = (root / "po/LINGUAS").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def mend(root):
    for language in languages_of(root):
        path = root / f"po/{language}.po"
        path.write_text("".join(wanted for _, wanted in typeset_file(path)), encoding="utf-8")
    return 0


def main(root):
    for tool in ("xgettext", "msgmerge", "msgfmt", "msgattrib"):
        if not shutil.which(tool):
            print(f"{tool} is not installed: the translations are not checked", file=sys.stderr)
            return 77
    files = listed(root)
    failures = [f"{name}: has texts, but is not in po/POTFILES" for name in marked(root) if name not in files]
    failures += [f"po/POTFILES: {name} is not there" for name in sorted(files) if not (root / name).is_file()]
    with tempfile.TemporaryDirectory(prefix="terrain-po-") as folder:
        template = str(pathlib.Path(folder) / "terrain.pot")
        extract = run("xgettext", "--files-from", str(root / "po/POTFILES"), "--directory", str(root), "--from-code=UTF-8",
                      *[f"--keyword={keyword}" for keyword in KEYWORDS], "-o", template)
        if extract.returncode:
            failures.append(extract.stderr)
        else:
            for language in languages_of(root):
                failures += check_language(root, template, language, pathlib.Path(folder))
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    work = mend if sys.argv[2:] == ["--mend"] else main
    sys.exit(work(pathlib.Path(sys.argv[1]).resolve()))
