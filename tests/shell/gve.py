#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""gve.py TERRAIN TERRAINCTL: the whole gve_person questionnaire in the real program, from first to last question without a
pointer (UX-03), with don't know, prefer not to say, a note, undo, help, the review and completion.

The interviewer is a second engine: terrainctl walks a copy of the very record (the order of choices is the record's own) in
step, says what is asked next and what its choices are, and takes the same answer; from that follow the keys. They come as
fast as a person could ever type, ahead of what is drawn; only where a person would look first does the script wait, for
what is in the record's journal. What the program then sends is compared with what terrainctl completed.
To be run by tests/support/with-display with GTK_A11Y=atspi.
"""

import http.server
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata
import xml.etree.ElementTree

from keyboard import SOURCE, key, wait_for

BUILD = os.environ["TERRAIN_BUILD"]
# Of one thing waited for; a machine that builds something else meanwhile is slow, and nothing is lost by waiting.
TIMEOUT = 60
NOTE = "moved in with family"
RESERVED = {"98": "F2", "99": "F3"}
LEFT_OUT = "/data/s_main/s_image/image_region"  # at first: the review has to say so
# What the shipped interview does not say: the keys under test.
OWN = {
    "/data/s_main/s_image/image_change": "98",
    "/data/s_main/s_image/unsafe_freq": "98",
    "/data/s_main/s_demo/education": "99",
}
# Different in any two runs, and no answers.
PASSING = {"start", "end", "timeEnd", "timeStart", "duration_s", "duration_min"}


def answers():
    table = {}
    with open(os.path.join(SOURCE, "data/demo/gve_person.jsonl"), encoding="utf-8") as lines:
        for line in lines:
            step = json.loads(line)
            if "set" in step:
                table[step["set"]] = step["value"]
    return table | OWN


class Journal:
    """What the program has kept of its one record, read beside it."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "profile.sqlite")

    def steps(self, kind):
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=TIMEOUT)
        try:
            rows = connection.execute("SELECT payload FROM event WHERE kind = ? ORDER BY sequence", (kind,)).fetchall()
        finally:
            connection.close()
        return [json.loads(payload) for (payload,) in rows]

    def position(self):
        """The question that has the focus."""
        return next((step["ref"] for step in reversed(self.steps("position")) if "ref" in step), None)

    def value(self, ref):
        """What was answered last."""
        return next((step.get("value", "") for step in reversed(self.steps("set")) if same(step["ref"], ref)), None)

    def reviews(self):
        return sum(step["event"] == "end screen" for step in self.steps("audit"))

    def copy(self, folder):
        """As it is now, whatever the program writes meanwhile."""
        with sqlite3.connect(f"file:{self.path}?mode=ro", uri=True) as source:
            with sqlite3.connect(os.path.join(folder, "profile.sqlite")) as target:
                source.backup(target)
            target.close()
        source.close()


def same(one, other):
    return one.replace("[1]", "") == other.replace("[1]", "")


class Engine:
    """terrainctl interview, a step at a time."""

    def __init__(self, terrainctl, folder, record):
        # pylint: disable=consider-using-with
        self.process = subprocess.Popen([terrainctl, "interview", "gve_person", "--profile", folder, "--record", record],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def do(self, **step):
        self.process.stdin.write(json.dumps(step) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait(TIMEOUT)


def plain(text):
    """What can be typed on any keyboard; the search knows no accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if ord(c) < 128)


def choice_keys(engine, question, value):
    appearance = engine.do(get=question["ref"])["appearance"] or ""
    choices = engine.do(choices=question["ref"])["choices"]
    if question["control"] == "select1" and "search" in appearance.split() and len(choices) > 12:
        label = next(choice["label"] for choice in choices if choice["value"] == value)
        return [("type", plain(label)), ("key", "Return")]
    grid = "list-nolabel" in appearance.split()
    read_out = [choice["value"] for choice in choices if grid or choice["value"] not in RESERVED]
    keys = []
    for one in value.split(" "):
        place = read_out.index(one) if one in read_out else -1
        keys.append(RESERVED[one] if place < 0 else "123456789abcdefghijklmnopqrstuvwxyz"[place])
    return [("keys", keys), ("key", "Return")]


def as_listed(engine, question, value):
    """Several answers are kept in the order of their list, whatever the order they were given in."""
    if question["control"] != "select":
        return value
    places = [choice["value"] for choice in engine.do(choices=question["ref"])["choices"]]
    return " ".join(sorted(value.split(), key=places.index))


def keys_for(engine, question, value):
    multiline = "multiline" in (engine.do(get=question["ref"])["appearance"] or "").split()
    if not value or multiline:
        return ([("type", plain(value))] if value else []) + [("key", "ctrl+Return" if multiline else "Return")]
    if question["control"] in ("select1", "select"):
        return choice_keys(engine, question, value)
    return [("type", plain(value)), ("key", "Return")]


def press(presses):
    for kind, what in presses:
        if kind == "type":
            subprocess.run(["xdotool", "type", "--delay", "8", what], check=True)
        elif kind == "keys":
            subprocess.run(["xdotool", "key", "--delay", "8", *what], check=True)
        else:
            subprocess.run(["xdotool", "key", what], check=True)


def wait_until(what, condition):
    deadline = time.monotonic() + TIMEOUT
    while not condition():
        assert time.monotonic() < deadline, what() if callable(what) else what
        time.sleep(0.05)


def stand_at(journal, ref):
    wait_until(lambda: f"at {journal.position()} and not at {ref}", lambda: same(journal.position() or "", ref))


def xdotool(*arguments):
    found = subprocess.run(["xdotool", *arguments], capture_output=True, text=True, check=False)
    return found.stdout.split()


def windows():
    return xdotool("search", "--onlyvisible", "--class", "terrain")


def note(text):
    """In a dialog. That the keys go to the window again is what a window manager does, and here is none."""
    main_window = windows()[0]
    press([("key", "ctrl+m")])
    wait_until("no dialog for the note", lambda: len(windows()) == 2)
    wait_until("the dialog has no focus", lambda: xdotool("getwindowfocus") != [main_window])
    press([("type", text), ("key", "ctrl+Return")])
    wait_until("the dialog of the note stays", lambda: len(windows()) == 1)
    xdotool("windowfocus", "--sync", main_window)


def on_the_way(ref, journal):
    """What an interviewer also does, where the keys of an answer would not tell."""
    if ref.endswith("/age"):
        # Help, there and gone; and a key for an answer that this question does not have.
        press([("keys", ["F1", "Escape", "F2"])])
    elif ref.endswith("/res_since"):
        stand_at(journal, ref)
        note(NOTE)
        wait_until("no note is kept", lambda: [step.get("value") for step in journal.steps("remark")] == [NOTE])
        # The wrong answer, taken back.
        press([("key", "1")])
        wait_until("a key for an answer has none", lambda: journal.value(ref) == "1")
        press([("key", "ctrl+z")])
        wait_until("nothing was taken back", lambda: len(journal.steps("undo")) == 1)


def interview(engine, journal):
    table = answers()
    asked = []
    while True:
        step = engine.do(next=True)
        if step["event"] == "end":
            return asked
        if step["event"] != "question" or step["readonly"]:
            continue
        ref = step["ref"]
        appearance = engine.do(get=ref)["appearance"] or ""
        if "label" in appearance.split():  # the heading of a grid asks nothing
            continue
        asked.append(ref)
        value = table.get(ref, "")
        on_the_way(ref, journal)
        if ref == LEFT_OUT:
            press([("key", "Return")])
            continue
        press(keys_for(engine, step, value))
        if value:
            done = engine.do(set=ref, value=as_listed(engine, step, value))
            assert done["ok"], (ref, done)


def review(engine, journal):
    """What was left out is first in the list, and a key away."""
    press([("key", "Return")])
    stand_at(journal, LEFT_OUT)
    question = engine.do(get=LEFT_OUT) | {"ref": LEFT_OUT}
    value = answers()[LEFT_OUT]
    press(keys_for(engine, question, value))
    assert engine.do(set=LEFT_OUT, value=value)["ok"]
    press([("key", "ctrl+r")])
    wait_until("no second review", lambda: journal.reviews() == 2)
    press([("key", "ctrl+Return")])


class Server(http.server.BaseHTTPRequestHandler):
    """As little of OpenRosa as a submission needs."""

    parts = []

    def reply(self, code):
        self.send_response(code)
        self.send_header("X-OpenRosa-Version", "1.0")
        self.send_header("X-OpenRosa-Accept-Content-Length", "10000000")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_HEAD(self):  # pylint: disable=invalid-name
        self.reply(204)

    def do_POST(self):  # pylint: disable=invalid-name
        Server.parts.append(self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8"))
        self.reply(201)

    def log_message(self, *arguments):  # pylint: disable=arguments-differ
        pass


def records(terrainctl, folder):
    listed = subprocess.run([terrainctl, "records", "--profile", folder], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in listed.stdout.splitlines()]


def states(terrainctl, folder):
    return [record["state"] for record in records(terrainctl, folder)]


def submitted(terrainctl, folder):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    subprocess.run([terrainctl, "server", "--profile", folder, "--set", url], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([terrainctl, "send", "--profile", folder], check=True, stdout=subprocess.DEVNULL)
    server.shutdown()
    assert len(Server.parts) >= 1, "nothing was sent"
    body = "".join(Server.parts)
    xml = body[body.index("<data"):body.index("</data>") + len("</data>")]
    return xml, body


def leaves(root):
    found = {}

    def visit(node, path):
        name = node.tag.split("}")[-1]
        if not len(node) and name not in PASSING:
            found.setdefault(f"{path}/{name}", []).append((node.text or "").strip())
        for child in node:
            visit(child, f"{path}/{name}")

    visit(root, "")
    return found


def begin(terrainctl, folder):
    wait_for("Regional Safety Survey")
    # There is no window manager to give the keys to it.
    xdotool("windowfocus", "--sync", windows()[0])
    press([("key", "ctrl+f"), ("type", "residents"), ("key", "Return")])
    wait_until("no record was begun", lambda: states(terrainctl, folder) == ["draft"])
    journal = Journal(folder)
    wait_until("no question has the focus", journal.position)
    return journal


def main(terrain, terrainctl):
    with tempfile.TemporaryDirectory(prefix="terrain-gve-") as folder, \
            tempfile.TemporaryDirectory(prefix="terrain-gve-copy-") as copy:
        environment = os.environ | {"TERRAIN_DATA_DIR": BUILD}
        began = time.monotonic()
        with subprocess.Popen([terrain, "--profile", folder], env=environment) as process:
            try:
                journal = begin(terrainctl, folder)
                journal.copy(copy)
                engine = Engine(terrainctl, copy, records(terrainctl, folder)[0]["uuid"])
                asked = interview(engine, journal)
                # The keys are ahead of the program here; none is lost, so the last of them leads to the review.
                wait_until(lambda: f"no review; at {journal.position()}", lambda: journal.reviews() == 1)
                review(engine, journal)
                wait_until(lambda: f"not completed; at {journal.position()}",
                           lambda: states(terrainctl, folder) == ["queued"])
                wait_for("Start Another")
                key("ctrl+q")
                assert process.wait(TIMEOUT) == 0, f"ended with {process.returncode}"
            finally:
                process.kill()
        seconds = time.monotonic() - began
        xml_text, body = submitted(terrainctl, folder)
        completed = engine.do(complete=True)
        engine.close()
    expected = leaves(xml.etree.ElementTree.fromstring(completed["xml"]))
    got = leaves(xml.etree.ElementTree.fromstring(xml_text))
    different = {ref: (expected.get(ref), got.get(ref)) for ref in expected | got if expected.get(ref) != got.get(ref)}
    assert not different, different
    assert NOTE in body and NOTE not in xml_text
    assert len(asked) > 90, len(asked)
    print(f"{len(asked)} questions without a pointer in {seconds:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
