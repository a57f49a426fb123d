#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""voices.py TERRAIN: which language a screen reader is told that a text is in (A-13).

The words of a form are marked with the form's language, those of the second language with theirs, and the program's own with
neither. It arrives as the text attribute "language", which Orca chooses the voice by, of what is a text: labels. Accessible
names (of a choice, of a group) are plain strings in AT-SPI, and GTK 4.8 tells the program's locale for each of its objects:
what is read as a name alone is read in the program's voice. To be run by tests/support/with-display with GTK_A11Y=atspi.
"""

import os
import subprocess
import sys
import tempfile
import time

from respondent import SOURCE, key, wait_for, walk, window


def languages(part):
    """Of each place of the label that begins with PART: text and language of its runs."""
    seen = []
    for node in walk(window("Terrain")):
        try:
            text = node.queryText()
            content = text.getText(0, text.characterCount)
        except Exception:  # pylint: disable=broad-except
            continue
        seen.append(content)
        if not content.startswith(part):
            continue
        runs = []
        offset = 0
        while offset < len(content):
            attributes, start, end = text.getAttributeRun(offset, False)
            told = dict(one.split(":", 1) for one in attributes)
            runs.append((content[start:end].strip(), told.get("language")))
            offset = max(end, offset + 1)
        return [run for run in runs if run[0]]
    raise AssertionError(f"no label begins with “{part}”: {seen}")


def language_of(part, words):
    for text, language in languages(part):
        if words in text:
            return language
    raise AssertionError(f"“{words}” is not in “{part}”: {languages(part)}")


def check():
    wait_for("Terrain", "Votre quartier")
    key("alt+f")
    wait_for("Terrain", "is among your forms")
    key("alt+Left")
    wait_for("Terrain", "Bilingual")
    key("ctrl+f")
    subprocess.run(["xdotool", "type", "bilingual"], check=True)
    key("Return")
    wait_for("Terrain", "Où habitez-vous")
    wait_for("Terrain", "أين تسكنون؟")
    time.sleep(0.5)
    told = {
        ("Votre quartier", "Votre quartier"): "fr",
        ("Votre quartier", "حيّكم"): "ar",
        ("Où habitez-vous", "Où habitez-vous"): "fr",
        ("Où habitez-vous", "أين تسكنون؟"): "ar",
        ("Commencez à écrire", "Commencez"): "fr",
        ("Commencez à écrire", "ابدأوا"): "ar",
        ("Oui", "Oui"): "fr",
        ("Oui", "نعم"): "ar",
    }
    for (part, words), wanted in told.items():
        found = language_of(part, words)
        assert found == wanted, f"“{words}” is told to be {found}, not {wanted}: {languages(part)}"
    for part, words in (("Où habitez-vous", "(optional)"), ("Not read out", "Not read out")):
        assert language_of(part, words) not in ("fr", "ar"), f"“{words}”: {languages(part)}"


def main(terrain):
    with tempfile.TemporaryDirectory(prefix="terrain-voices-") as folder:
        settings = os.path.join(folder, "config", "glib-2.0", "settings")
        os.makedirs(settings)
        with open(os.path.join(settings, "keyfile"), "w", encoding="utf-8") as file:
            file.write("[brussels/safe/Terrain]\nform-language='fr'\nsecond-language='ar'\n")
        environment = dict(os.environ, GSETTINGS_BACKEND="keyfile", XDG_CONFIG_HOME=os.path.join(folder, "config"))
        command = [terrain, "--profile", os.path.join(folder, "profile"),
                   os.path.join(SOURCE, "tests/shell/forms/bilingual.xml")]
        with subprocess.Popen(command, env=environment) as process:
            try:
                check()
            finally:
                process.kill()
    print("words of a form are told in its language, of the second language in that")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
