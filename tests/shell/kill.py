#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill.py TERRAIN TERRAINCTL [KILLS]: the real program is killed while somebody types, and opened again (UX-09).

Numbers are typed into a form of numbers, each its own place in the form, ten in a second or so. At a moment
of chance one looks at the question that has the focus, as a screen reader sees it, and types on; soon after, while keys
come, the program is killed (SIGKILL). All answers before that question must be in the record but at most the last one, each where it
was given, and the record opens at the question it was left at. The same record goes on until it is full.
To be run by tests/support/with-display with GTK_A11Y=atspi.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

import pyatspi

from assistive import act, application, focused, question_of, walk
from keyboard import wait_for

BUILD = os.environ["TERRAIN_BUILD"]
N_QUESTIONS = 200
TIMEOUT = 60
TITLE = "Row of numbers"


def write_form(path):
    numbers = range(1, N_QUESTIONS + 1)
    nodes = "".join(f"<q{n}/>" for n in numbers)
    binds = "".join(f'<bind nodeset="/data/q{n}" type="int"/>' for n in numbers)
    body = "".join(f'<input ref="/data/q{n}"><label>Number {n}</label></input>' for n in numbers)
    with open(path, "w", encoding="utf-8") as form:
        form.write('<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>'
                   f'<h:title>{TITLE}</h:title><model><instance><data id="numbers" version="1">{nodes}'
                   f'<meta><instanceID/></meta></data></instance>{binds}</model></h:head><h:body>{body}</h:body></h:html>')


def wait_until(what, condition):
    deadline = time.monotonic() + TIMEOUT
    while True:
        found = condition()
        if found:
            return found
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def question_number():
    """Of the question that has the focus."""
    try:
        question = question_of(focused())
        found = re.search(r"Number (\d+)", question.name) if question else None
    except Exception:  # pylint: disable=broad-except
        return None  # it went while it was looked at
    return int(found.group(1)) if found else None


class Typist(threading.Thread):
    """Types on from question FIRST until told to stop; keys that nobody takes are lost."""

    def __init__(self, first):
        super().__init__(daemon=True)
        self.next = first
        self.stopped = threading.Event()

    def run(self):
        while not self.stopped.is_set() and self.next <= N_QUESTIONS:
            subprocess.run(["xdotool", "key", "--delay", "8", *str(self.next), "Return"], check=False)
            self.next += 1
            time.sleep(0.05)

    def stop(self):
        self.stopped.set()
        self.join(TIMEOUT)


def answers(terrainctl, folder):
    listed = subprocess.run([terrainctl, "records", "--profile", folder], capture_output=True, text=True, check=True)
    records = [json.loads(line) for line in listed.stdout.splitlines()]
    assert len(records) == 1, records
    steps = "".join(json.dumps({"get": f"/data/q{n}"}) + "\n" for n in range(1, N_QUESTIONS + 1))
    engine = subprocess.run([terrainctl, "interview", "numbers", "--profile", folder, "--record", records[0]["uuid"]],
                            input=steps, capture_output=True, text=True, check=True)
    return [json.loads(line)["value"] for line in engine.stdout.splitlines()]


def find_button():
    """What goes on with the record, or else what begins one: drafts stand first."""
    for node in walk(application()) if application() else []:
        if node.getRole() == pyatspi.ROLE_PUSH_BUTTON and TITLE in node.name and "rash" not in node.name:
            return node
    return None


def take_focus():
    """There is no window manager to give it."""
    window = wait_until("no window", lambda: subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--class", "terrain"], capture_output=True, text=True,
        check=False).stdout.split())[0]
    subprocess.run(["xdotool", "windowfocus", "--sync", window], check=False)


def open_record():
    wait_for(TITLE)
    take_focus()
    act(wait_until("nothing to open", find_button), "click")
    return wait_until("no question has the focus", question_number)


def run_once(terrain, terrainctl, folder, left_at, chance):
    """Returns the question that had the focus last, how many answers there are, and how many of those given were lost."""
    with subprocess.Popen([terrain, "--profile", folder]) as process:
        try:
            at = open_record()
            assert left_at is None or at == left_at, f"left at {left_at}, opened at {at}"
            typist = Typist(at)
            typist.start()
            time.sleep(chance.uniform(0.2, 2.5))
            typist.stop()
            seen = wait_until("no question has the focus", question_number)
            typist = Typist(typist.next)
            typist.start()
            time.sleep(chance.uniform(0.05, 0.6))
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait(TIMEOUT)
    typist.stop()
    values = answers(terrainctl, folder)
    given = sum(value != "" for value in values)
    assert values == [str(n) if n <= given else "" for n in range(1, N_QUESTIONS + 1)], values
    assert given >= seen - 2, f"at question {seen} were only {given} answers on the disk"
    return seen, given, max(0, seen - 1 - given)


def position(folder):
    """Where the journal says the record was left."""
    import sqlite3  # pylint: disable=import-outside-toplevel

    connection = sqlite3.connect(f"file:{os.path.join(folder, 'profile.sqlite')}?mode=ro", uri=True)
    rows = connection.execute("SELECT payload FROM event WHERE kind = 'position' ORDER BY sequence").fetchall()
    connection.close()
    refs = [json.loads(payload).get("ref") for (payload,) in rows]
    return next((int(ref.rsplit("q", 1)[1]) for ref in reversed(refs) if ref), None)


def main(terrain, terrainctl, kills="3"):
    chance = random.Random(20261122)
    done = lost = 0
    while done < int(kills):
        with tempfile.TemporaryDirectory(prefix="terrain-kill-") as folder:
            form = os.path.join(folder, "numbers.xml")
            write_form(form)
            subprocess.run([terrainctl, "forms", "--profile", folder, form], check=True,
                           stdout=subprocess.DEVNULL)
            left_at = None
            given = 0
            while done < int(kills) and given < N_QUESTIONS - 60:
                seen, given, missing = run_once(terrain, terrainctl, folder, left_at, chance)
                left_at = position(folder)
                # At most the last answer and what was gone to after it.
                assert left_at is None or left_at >= seen - 1, f"at {seen}, but left at {left_at}"
                done += 1
                lost += missing
                print(f"kill {done}: at question {seen}, {given} answers, opens at {left_at}", flush=True)
    print(f"{done} kills, {lost} answers lost, no record lost")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
