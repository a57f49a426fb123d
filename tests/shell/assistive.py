#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""assistive.py TERRAIN TERRAINCTL: a record at the desk, in Dutch, by somebody who sees only the accessibility tree.

What is on the screen is known by role, name, state and description; it is answered through the interfaces of AT-SPI
(Action, EditableText), with Enter as the only key. After every step the focus must be on a question of the form. To be
run by tests/support/with-display with GTK_A11Y=atspi.
"""

import datetime
import json
import os
import subprocess
import sys
import tempfile
import time

try:
    import pyatspi
except ImportError:
    print("python3-pyatspi is not installed: the interview by the accessibility tree is not tried", file=sys.stderr)
    sys.exit(77)

TIMEOUT = 15
RETURN = 0xFF0D
FORM = "LISA – vraag aan het loket"
QUESTIONS = pyatspi.ROLE_PANEL
CHOICES = {pyatspi.ROLE_RADIO_BUTTON, pyatspi.ROLE_CHECK_BOX, pyatspi.ROLE_LIST_ITEM}


def walk(node):
    """Every node below NODE, itself included; what vanishes meanwhile is passed over."""
    try:
        node.clear_cache()
        yield node
        for index in range(node.childCount):
            child = node.getChildAtIndex(index)
            if child is not None:
                yield from walk(child)
    except Exception:  # pylint: disable=broad-except
        return


def application():
    for app in pyatspi.Registry.getDesktop(0):
        if app is not None and app.name == "terrain":
            return app
    return None


def has(node, state):
    return node.getState().contains(state)


def to_be_seen(node):
    """GTK says "visible" of what a closed revealer holds: size tells."""
    extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return extents.width > 0 and extents.height > 0


def wait_for(what, find):
    """What FIND returns as soon as that is something; it may look at nodes that vanish."""
    deadline = time.monotonic() + TIMEOUT
    while time.monotonic() < deadline:
        try:
            found = find()
        except Exception:  # pylint: disable=broad-except
            found = None
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what}: waited in vain; {describe_focus()}; there is: {all_names()}")


def all_names():
    return sorted({node.name for node in walk(application()) if node.name and not node.name.startswith("Gtk")})


def find(role, part, below=None):
    for node in walk(below or application()):
        if node.getRole() == role and part in node.name and to_be_seen(node):
            return node
    return None


def focused():
    for node in walk(application()):
        if has(node, pyatspi.STATE_FOCUSED):
            return node
    return None


def describe_focus():
    node = focused()
    return f"focus on {node.getRoleName()} “{node.name}”" if node else "no focus"


def question_of(node):
    """The innermost named panel around NODE, which is its question."""
    while node is not None and node.getRole() != pyatspi.ROLE_FRAME:
        if node.getRole() == QUESTIONS and node.name:
            return node
        node = node.parent
    return None


def act(node, name=None):
    action = node.queryAction()
    for index in range(action.nActions):
        if name is None or action.getName(index) == name:
            action.doAction(index)
            return
    raise AssertionError(f"{node.getRoleName()} “{node.name}” cannot {name}")


def press_enter():
    pyatspi.Registry.generateKeyboardEvent(RETURN, None, pyatspi.KEY_SYM)


def at_question(label):
    """Waits until the focus is on the question LABEL; returns the question and what has the focus."""

    def look():
        node = focused()
        question = question_of(node) if node else None
        return (question, node) if question is not None and question.name == label else None

    return wait_for(f"the focus on “{label}”", look)


def check_group(question, required):
    """A-02, A-03: one group, named as it is shown, once, with what may be left out said; its choices named, in a row."""
    group = next(node for node in walk(question) if node.getRole() == pyatspi.ROLE_GROUPING)
    expected = question.name if required else f"{question.name} (facultatief)"
    assert group.name == expected, f"group is “{group.name}”, not “{expected}”"
    choices = [node for node in walk(group) if node.getRole() in CHOICES]
    assert len(choices) > 1, f"{question.name}: {len(choices)} choices"
    for position, choice in enumerate(choices):
        assert choice.name, f"{question.name}: choice {position + 1} has no name"
        # GTK 4.8 gives AT-SPI no "2 of 5": a screen reader counts the group's children, which must be these alone.
        assert choice.parent == group and choice.getIndexInParent() == position, f"{choice.name} is not child {position}"
    return choices


def choose(label, answer, moves=True, required=True):
    question, _ = at_question(label)
    choices = check_group(question, required)
    choice = next((node for node in choices if node.name.startswith(answer)), None)
    assert choice is not None, f"{label}: no “{answer}” in {[node.name for node in choices]}"
    act(choice, "choice.choose")
    wait_for(f"“{answer}” to be chosen", lambda: choice.clear_cache() or has(choice, pyatspi.STATE_CHECKED))
    if not moves:
        # The answer recalculates; the focus stays where it was asked.
        at_question(label)
        press_enter()


def entry_of(question):
    for node in walk(question):
        if node.getRole() in (pyatspi.ROLE_TEXT, pyatspi.ROLE_ENTRY) and node.name and to_be_seen(node):
            return node
    return None


def write(entry, text):
    entry.queryEditableText().setTextContents(text)


def refuse_then_mend_date(label, wrong, message, right):
    """A-11: what is wrong is told at the field, and the focus stays there."""
    question, _ = at_question(label)
    entry = entry_of(question)
    assert label in entry.name, entry.name
    assert message not in entry.description, entry.description
    write(entry, wrong)
    wait_for(f"“{message}” as the description of {entry.name}",
             lambda: entry.clear_cache() or message in entry.description)
    at_question(label)
    write(entry, right)
    wait_for(f"“{message}” to be gone", lambda: entry.clear_cache() or message not in entry.description)
    at_question(label)


def open_more(label, inside):
    """What is folded says so, and how much is in it; opened, it says that, and what is in it is there."""
    fold = wait_for(f"the heading “{label}”", lambda: find(pyatspi.ROLE_PUSH_BUTTON, label))
    assert has(fold, pyatspi.STATE_EXPANDABLE) and not has(fold, pyatspi.STATE_EXPANDED), "folded is not told"
    assert has(fold, pyatspi.STATE_FOCUSABLE), "what is folded is no stop of Tab"
    assert "beantwoord" in fold.description and "open" in fold.description, fold.description
    assert inside not in all_names(), "what is folded is there all the same"
    act(fold, "click")
    wait_for(f"“{label}” to be open", lambda: fold.clear_cache() or has(fold, pyatspi.STATE_EXPANDED))
    wait_for(f"“{inside}”", lambda: inside in all_names())
    assert fold.description == "", fold.description


def start():
    item = wait_for(f"the form “{FORM}”", lambda: find(pyatspi.ROLE_LIST_ITEM, FORM))
    button = next(node for node in walk(item) if node.getRole() == pyatspi.ROLE_PUSH_BUTTON and FORM in node.name)
    act(button, "click")


def speak_dutch():
    menu = wait_for("the menu of languages", lambda: find(pyatspi.ROLE_PUSH_BUTTON, "Taal van het formulier"))
    if "Nederlands" in menu.name:
        return
    inner = next(node for node in walk(menu) if node is not menu and node.getRole() == pyatspi.ROLE_PUSH_BUTTON)
    act(inner, "click")

    def dutch():
        for node in walk(application()):
            if node.name.startswith("Nederlands") and node.getRole() != pyatspi.ROLE_LABEL and to_be_seen(node):
                return node
        return None

    act(wait_for("Nederlands", dutch))


def interview():
    start()
    wait_for("a question", lambda: question_of(focused()))
    speak_dutch()
    choose("Antenne", "Ganshoren", moves=False)
    at_question("Datum en uur")
    press_enter()
    at_question("Kanaal")
    press_enter()
    choose("Taal", "Arabisch")
    choose("Bezoeker", "Woont in deze wijk")
    choose("Onderwerp", "Netheid en afval")
    # Opens three questions below: the focus goes to the first of them.
    choose("Resultaat", "Afspraak gemaakt")
    # Found by a few letters; Enter takes what was found first.
    _, entry = at_question("Naar welke dienst?")
    write(entry, "netheid")
    wait_for("the service to be found", lambda: find(pyatspi.ROLE_LIST_ITEM, "Netheidsdienst"))
    press_enter()
    yesterday, tomorrow = (datetime.date.today() + datetime.timedelta(days=days) for days in (-1, 1))
    open_more("Meer (optioneel)", "Detail (facultatief)")
    refuse_then_mend_date("Datum afspraak", yesterday.isoformat(), "Vandaag of later", tomorrow.isoformat())
    press_enter()
    # With that the record is whole: it is completed, and the next one begins where the desk begins.
    wait_for("the record among those that wait", lambda: "1 record wacht op verzending" in all_names())
    at_question("Taal")


def main(terrain, terrainctl):
    os.environ["LANGUAGE"] = "nl"
    with tempfile.TemporaryDirectory(prefix="terrain-assistive-") as folder:
        with subprocess.Popen([terrain, "--profile", folder]) as process:
            try:
                interview()
            finally:
                process.kill()
        listed = subprocess.run([terrainctl, "records", "--profile", folder], capture_output=True, text=True, check=True)
        records = [json.loads(line) for line in listed.stdout.splitlines()]
        assert sorted(record["state"] for record in records) == ["draft", "queued"], records
    print("a record at the desk, by the accessibility tree alone")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
