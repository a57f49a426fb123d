#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-manifest.py MANIFEST APP_ID: the Flatpak manifest parses, asks for no more than it needs, and pins its sources."""
import re
import sys

try:
    import yaml
except ImportError:
    print("python3-yaml is not installed: the manifest is not checked", file=sys.stderr)
    sys.exit(77)

ALLOWED = {
    "--share=network",
    "--share=ipc",
    "--socket=wayland",
    "--socket=fallback-x11",
    "--device=dri",
    "--socket=pulseaudio",
    "--talk-name=org.freedesktop.secrets",
}


def main(path, app_id):
    with open(path, encoding="utf-8") as file:
        manifest = yaml.safe_load(file)
    failures = []
    if manifest["id"] != app_id:
        failures.append(f"id is {manifest['id']}, not {app_id}")
    if manifest["runtime"] != "org.gnome.Platform" or not str(manifest["runtime-version"]).isdigit():
        failures.append("not a released GNOME runtime")
    beyond = set(manifest["finish-args"]) - ALLOWED
    if beyond:
        failures.append(f"asks for more than it needs: {' '.join(sorted(beyond))}")
    modules = manifest["modules"]
    if modules[-1]["name"] != "terrain":
        failures.append("the application is not the last module")
    for module in modules:
        for source in module["sources"]:
            if source["type"] == "archive" and not re.fullmatch("[0-9a-f]{64}", source.get("sha256", "")):
                failures.append(f"{module['name']}: {source['url']} has no SHA-256")
    for failure in failures:
        print(f"{path}: {failure}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
