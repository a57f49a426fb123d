#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-its.py SOURCE-ROOT: xgettext, with the rules of data/its, finds what of an XForm people read, and no more."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

FORM = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
        xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>Visit</h:title><model><itext>
<translation lang="fr"><text id="a"><value>Non</value></text></translation>
<translation lang="en" default="true()"><text id="a"><value>Since <output value="/data/n"/> now</value></text>
</translation></itext><instance><data id="visit"><a/><b/></data></instance>
<instance id="yn"><root><item><name>1</name><label>Yes</label></item></root></instance>
<bind nodeset="/data/b" constraint=". != 1" jr:constraintMsg="Too long" jr:requiredMsg="jr:itext('a')"/>
</model></h:head><h:body><group ref="/data"><label>Part</label>
<input ref="/data/b"><label>Plain</label><hint>Help</hint></input></group>
<select1 ref="/data/a"><label ref="jr:itext('a')"/><item><label>One</label><value>1</value></item></select1>
</h:body></h:html>
"""

EXPECTED = {
    ("title", "Visit"),
    ("a:", 'Since <output value=\\"/data/n\\"/> now'),
    ("choices/yn/1:label", "Yes"),
    ("", "Too long"),
    ("/data:label", "Part"),
    ("/data/b:label", "Plain"),
    ("/data/b:hint", "Help"),
    ("/data/a/1:label", "One"),
}


def main(root):
    if not shutil.which("xgettext"):
        print("xgettext is not installed: the rules are not tested", file=sys.stderr)
        return 77
    with tempfile.TemporaryDirectory(prefix="terrain-its-") as folder:
        form = pathlib.Path(folder) / "visit.xml"
        form.write_text(FORM, encoding="utf-8")
        run = subprocess.run(["xgettext", "--from-code=UTF-8", "--no-wrap", "-o", "-", str(form)], capture_output=True,
                             text=True, check=False, env=os.environ | {"GETTEXTDATADIRS": str(root / "data"), "LC_ALL": "C"})
    print(run.stderr, file=sys.stderr)
    found = set(re.findall(r'(?:msgctxt "(.*)"\n)?msgid "(.+)"\n', run.stdout))
    for entry in sorted(found - EXPECTED):
        print(f"not expected: {entry}", file=sys.stderr)
    for entry in sorted(EXPECTED - found):
        print(f"missing: {entry}", file=sys.stderr)
    return 0 if run.returncode == 0 and found == EXPECTED else 1


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
