#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""respondent.py TERRAIN: the respondent's screen as assistive technology finds it, in the real program.

An answer that is given there in private is not in the accessibility tree of the interviewer's window, neither as text nor as a
state; without the setting no answer is in that of the respondent's. To be run by tests/support/with-display with
GTK_A11Y=atspi, on a display wide enough for both windows: Xvfb has one screen.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time

try:
    import pyatspi
except ImportError:
    print("python3-pyatspi is not installed: the respondent's screen is not tried", file=sys.stderr)
    sys.exit(77)
if not shutil.which("xdotool"):
    print("xdotool is not installed: the respondent's screen is not tried", file=sys.stderr)
    sys.exit(77)

SOURCE = os.environ["TERRAIN_SOURCE"]
TIMEOUT = 30
LEFT = 1050


def walk(node):
    """Every node below NODE; what vanishes meanwhile is passed over."""
    try:
        node.clear_cache()
        yield node
        for index in range(node.childCount):
            child = node.getChildAtIndex(index)
            if child is not None:
                yield from walk(child)
    except Exception:  # pylint: disable=broad-except
        return


def window(title):
    for app in pyatspi.Registry.getDesktop(0):
        if app is not None and app.name == "terrain":
            app.clear_cache()
            for frame in app:
                if frame is not None and frame.name == title:
                    return frame
    return None


def texts(title):
    """Names, descriptions and contents of all that is in a window."""
    found = []
    top = window(title)
    for node in walk(top) if top is not None else []:
        try:
            found.extend((node.name, node.description))
            text = node.queryText()
            found.append(text.getText(0, text.characterCount))
        except Exception:  # pylint: disable=broad-except
            continue
    return [text for text in found if text]


def checked(title):
    """Names of what is chosen in a window."""
    found = []
    for node in walk(window(title)):
        try:
            if node.getState().contains(pyatspi.STATE_CHECKED):
                found.append(node.name)
        except Exception:  # pylint: disable=broad-except
            continue
    return found


def wait(what, condition):
    deadline = time.monotonic() + TIMEOUT
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(f"{what}; Terrain has {sorted(set(texts('Terrain')))}, the second {texts('Question')}")


def wait_for(title, text):
    wait(f"“{text}” does not appear in “{title}”", lambda: any(text in one for one in texts(title)))


def wait_gone(title, text):
    wait(f"“{text}” stays in “{title}”", lambda: not any(text in one for one in texts(title)))


def assert_absent(title, text):
    assert not any(text in one for one in texts(title)), f"“{text}” is in “{title}”"


def key(*keys):
    for one in keys:
        subprocess.run(["xdotool", "key", "--clearmodifiers", one], check=True)
        time.sleep(0.2)


def focus(title):
    """There is no window manager that would."""
    subprocess.run(["xdotool", "windowfocus", "--sync", handle_of(title)], check=True)
    time.sleep(0.3)


def handle_of(title):
    shown = subprocess.run(["xdotool", "search", "--name", f"^{title}$"], capture_output=True, text=True, check=True)
    return shown.stdout.split()[-1]


def click(title, name):
    """GTK 4.8 knows no place on the desktop: that of the window is the X server's to tell."""
    handle = handle_of(title)
    for node in walk(window(title)):
        if node.name == name and node.getRole() == pyatspi.ROLE_RADIO_BUTTON:
            at = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
            if at.width > 0:
                x, y = at.x + at.width // 2, at.y + at.height // 2
                subprocess.run(["xdotool", "mousemove", "--window", handle, str(x), str(y), "click", "1"], check=True)
                time.sleep(0.5)
                return
    raise AssertionError(f"no “{name}” in “{title}”")


def stand_beside():
    """There is no window manager that would put it on the other screen."""
    subprocess.run(["xdotool", "windowmove", "--sync", handle_of("Question"), str(LEFT), "0"], check=True)
    time.sleep(0.3)


def picture(name):
    """For a person to look at, where TERRAIN_PICTURES names a folder."""
    folder = os.environ.get("TERRAIN_PICTURES")
    if folder:
        subprocess.run(["import", "-window", "root", os.path.join(folder, name + ".png")], check=False)


def open_form():
    wait_for("Terrain", "What is your name?")
    key("alt+f")
    wait_for("Terrain", "is among your forms")
    key("alt+Left")
    wait_for("Terrain", "Private visit")
    key("ctrl+f")
    subprocess.run(["xdotool", "type", "private"], check=True)
    key("Return")
    wait_for("Terrain", "As on the letter box")


def shown_only():
    """The question, and not what is answered."""
    open_form()
    time.sleep(0.5)
    key("F9")
    wait_for("Question", "What is your name?")
    focus("Terrain")
    subprocess.run(["xdotool", "type", "Fatima"], check=True)
    wait_for("Terrain", "Fatima")
    assert_absent("Question", "Fatima")
    key("Return", "Return")
    wait_for("Question", "May we ask a personal question?")
    key("1")
    wait("Yes is not chosen", lambda: "Yes" in checked("Terrain"))
    assert checked("Question") == [], checked("Question")
    assert_absent("Question", "Fatima")
    assert_absent("Question", "Private visit")
    assert_absent("Question", "About you")
    picture("respondent-shown")


def answered_there():
    """A personal answer is in no tree but the respondent's, and there only while it is at hand."""
    open_form()
    time.sleep(0.5)
    key("F9")
    wait_for("Question", "What is your name?")
    focus("Terrain")
    key("Return", "Return", "1", "Return")
    wait_for("Question", "Did anyone hurt you?")
    stand_beside()
    click("Question", "Yes")
    wait("the respondent does not see the choice", lambda: "Yes" in checked("Question"))
    wait_for("Terrain", "Answered in private")
    picture("respondent-answers")
    # The choice before it is the interviewer's own.
    assert checked("Terrain") == ["Yes"], checked("Terrain")
    focus("Terrain")
    key("ctrl+Page_Down")
    wait_gone("Question", "Did anyone hurt you?")
    key("ctrl+Page_Up", "Return")
    wait_for("Question", "Did anyone hurt you?")
    assert checked("Question") == [], checked("Question")
    assert checked("Terrain") == ["Yes"], checked("Terrain")


def run(terrain, answers, scene):
    environment = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="terrain-respondent-") as folder:
        configuration = os.path.join(folder, "config", "glib-2.0", "settings")
        os.makedirs(configuration)
        with open(os.path.join(configuration, "keyfile"), "w", encoding="utf-8") as file:
            file.write(f"[brussels/safe/Terrain]\nrespondent-answers={str(answers).lower()}\n")
        environment["GSETTINGS_BACKEND"] = "keyfile"
        environment["XDG_CONFIG_HOME"] = os.path.join(folder, "config")
        command = [terrain, "--profile", os.path.join(folder, "profile"),
                   os.path.join(SOURCE, "tests/shell/forms/sensitive.xml")]
        with subprocess.Popen(command, env=environment) as process:
            try:
                scene()
            finally:
                process.kill()


def main(terrain):
    run(terrain, False, shown_only)
    run(terrain, True, answered_there)
    print("the question alone on the respondent's screen, and no answer where it is not to be")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
