#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""keyboard.py TERRAIN TERRAINCTL: the real program from start to a queued record with the keyboard alone.

Keys come through the X server (xdotool), what is on the screen is read through AT-SPI as a screen reader does. To be run
by tests/support/with-display with GTK_A11Y=atspi.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

try:
    import pyatspi
except ImportError:
    print("python3-pyatspi is not installed: the keyboard path is not tried", file=sys.stderr)
    sys.exit(77)
if not shutil.which("xdotool"):
    print("xdotool is not installed: the keyboard path is not tried", file=sys.stderr)
    sys.exit(77)

SOURCE = os.environ["TERRAIN_SOURCE"]
TIMEOUT = 20
# libadwaita 1.2 gives the close button of its toasts no name.
TOAST_CLOSE = "GtkImage"
# What takes the focus and is told apart by its name.
INTERACTIVE = {
    pyatspi.ROLE_PUSH_BUTTON,
    pyatspi.ROLE_TOGGLE_BUTTON,
    pyatspi.ROLE_CHECK_BOX,
    pyatspi.ROLE_RADIO_BUTTON,
    pyatspi.ROLE_TEXT,
    pyatspi.ROLE_ENTRY,
}


def walk(node):
    """Every node to be seen below NODE; what vanishes meanwhile is passed over."""
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


def names():
    """What is there to be read; a node may vanish while it is looked at."""
    found = []
    for node in walk(application()) if application() else []:
        try:
            found.append(node.name)
        except Exception:  # pylint: disable=broad-except
            continue
    return found


def wait_for(text):
    deadline = time.monotonic() + TIMEOUT
    while time.monotonic() < deadline:
        if any(name and text in name for name in names()):
            return
        time.sleep(0.1)
    raise AssertionError(f"“{text}” does not appear; there is: {sorted(set(filter(None, names())))}")


def key(*keys):
    for one in keys:
        subprocess.run(["xdotool", "key", "--clearmodifiers", one], check=True)
        time.sleep(0.2)


def type_text(text):
    subprocess.run(["xdotool", "type", "--delay", "20", text], check=True)
    time.sleep(0.3)


def to_be_seen(node):
    """GTK says "visible" of what a closed revealer holds: size tells."""
    extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return node.getState().contains(pyatspi.STATE_VISIBLE) and extents.width > 0 and extents.height > 0


def unnamed():
    """Controls without a name, or with the type's name, which GTK gives those that have none."""
    found = []
    for node in walk(application()):
        focusable = node.getState().contains(pyatspi.STATE_FOCUSABLE)
        if node.getRole() in INTERACTIVE and focusable and to_be_seen(node):
            if node.name == TOAST_CLOSE:
                continue
            if not node.name or node.name.startswith(("Gtk", "Adw", "Terrain")):
                # A menu button is two nested buttons: the outer one has the name.
                if not (node.parent and node.parent.name and node.parent.getRole() in INTERACTIVE):
                    found.append(f"{node.getRoleName()} “{node.name}” in {node.parent.getRoleName()}")
    return found


def read_twice():
    """What a screen reader says twice over: a description that has no word but the name's. Where there is no description, GTK
    takes the tooltip for one."""
    found = []
    for node in walk(application()):
        try:
            name, description = (node.name or "").casefold().split(), (node.description or "").casefold().split()
            if description and set(description) <= set(name) and to_be_seen(node):
                found.append(f"{node.getRoleName()} “{node.name}”")
        except Exception:  # pylint: disable=broad-except
            continue
    return found


def check(where):
    assert not unnamed(), f"{where}: {unnamed()}"
    assert not read_twice(), f"{where}: {read_twice()}"


def preview():
    """A file that is opened is tried out; from there it comes into the library."""
    wait_for("Preview – nothing is kept")
    wait_for("Name of the place")
    check("preview")
    type_text("Tried out")
    key("alt+f")
    wait_for("“Short visit” is among your forms")
    key("alt+Left")


def interview():
    wait_for("Short visit")
    check("home")
    key("ctrl+f")
    type_text("short")
    key("Return")
    wait_for("Name of the place")
    time.sleep(0.5)
    type_text("Corner shop")
    key("Return")
    key("2")
    key("Return")
    wait_for("When does it close?")
    type_text("late")
    key("Return")
    type_text("40")
    check("interview")
    # There and back, and the language, without losing the place.
    key("F6", "F6", "ctrl+shift+l")
    wait_for("Aantal stoelen")
    key("ctrl+r")
    wait_for("Ready to Complete")
    check("review")
    key("ctrl+Return")
    wait_for("Start Another")
    check("thanks")
    key("ctrl+q")


def main(terrain, terrainctl):
    with tempfile.TemporaryDirectory(prefix="terrain-keyboard-") as folder:
        command = [terrain, "--profile", folder, os.path.join(SOURCE, "tests/shell/forms/short.xml")]
        with subprocess.Popen(command) as process:
            try:
                preview()
                interview()
                assert process.wait(TIMEOUT) == 0, f"ended with {process.returncode}"
            finally:
                process.kill()
        listed = subprocess.run([terrainctl, "records", "--profile", folder], capture_output=True, text=True, check=True)
        records = [json.loads(line) for line in listed.stdout.splitlines()]
        assert len(records) == 1, records
        assert records[0]["state"] == "queued", records
    print("from the list of forms to a queued record, without a pointer")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
