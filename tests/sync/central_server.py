# SPDX-License-Identifier: GPL-3.0-or-later
"""ODK Central as its administrator sees it, over its REST interface: what the exercise sets up and looks at."""

import json
import mimetypes
import pathlib
import time
import urllib.error
import urllib.parse
import urllib.request


class Refused(Exception):
    """What Central said no with."""

    def __init__(self, status, text):
        super().__init__(f"{status} {text}")
        self.status = status


class Central:
    def __init__(self, origin, email, password):
        self.origin = origin.rstrip("/")
        self.email = email
        self.token = None
        self.token = self.post("/sessions", {"email": email, "password": password})["token"]

    def request(self, method, path, body=None, content_type=None, headers=None):
        request = urllib.request.Request(self.origin + "/v1" + path, body, dict(headers or {}), method=method)
        if content_type:
            request.add_header("Content-Type", content_type)
        if self.token and "Authorization" not in (headers or {}):
            request.add_header("Authorization", "Bearer " + self.token)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            raise Refused(error.code, error.read().decode("utf-8", "replace")[:600]) from None

    def get(self, path):
        return json.loads(self.request("GET", path))

    def send(self, method, path, data=None):
        return json.loads(self.request(method, path, json.dumps(data or {}).encode(), "application/json"))

    def post(self, path, data=None):
        return self.send("POST", path, data)

    def patch(self, path, data):
        return self.send("PATCH", path, data)

    def version(self):
        """nginx serves this beside the backend; a bare backend does not say what it is."""
        try:
            with urllib.request.urlopen(self.origin + "/version.txt", timeout=10) as answer:
                return " ".join(answer.read().decode().split())
        except (urllib.error.URLError, UnicodeDecodeError):
            return "not said"

    def takes_basic(self, password):
        """None, or why not."""
        import base64
        pair = base64.b64encode(f"{self.email}:{password}".encode()).decode()
        try:
            self.request("GET", "/projects", headers={"Authorization": "Basic " + pair})
        except Refused as refused:
            return str(refused)
        return None


class Project:
    def __init__(self, central, name):
        self.central = central
        self.id = central.post("/projects", {"name": name})["id"]
        self.path = f"/projects/{self.id}"
        self.worker = central.post(self.path + "/app-users", {"displayName": "field laptop"})

    @property
    def url(self):
        return f"{self.central.origin}/v1/key/{self.worker['token']}{self.path}"

    def form(self, form_id):
        return f"{self.path}/forms/{urllib.parse.quote(form_id, safe='')}"

    def publish(self, form_id, xml, media=None, lists=(), assign=True, is_new=True):
        """Returns what Central warned of. media: {name: bytes}, of which the form names those it wants; lists: files that
        are entity lists of the project."""
        warnings = None
        target = self.path + "/forms" if is_new else self.form(form_id) + "/draft"
        try:
            self.central.request("POST", target, xml, "application/xml")
        except Refused as refused:
            if refused.status != 400 or '"code":400.16' not in str(refused):
                raise
            warnings = str(refused)
            self.central.request("POST", target + "?ignoreWarnings=true", xml, "application/xml")
        named = {file["name"] for file in self.central.get(self.form(form_id) + "/draft/attachments")}
        for name, content in (media or {}).items():
            if name in named:
                self.central.request("POST", f"{self.form(form_id)}/draft/attachments/{urllib.parse.quote(name)}",
                                     content, mimetypes.guess_type(name)[0] or "application/octet-stream")
        for name in lists:
            self.central.patch(f"{self.form(form_id)}/draft/attachments/{name}", {"dataset": True})
        self.central.post(self.form(form_id) + "/draft/publish")
        if assign and is_new:
            self.assign(form_id)
        return warnings

    def assign(self, form_id):
        self.central.post(f"{self.form(form_id)}/assignments/app-user/{self.worker['id']}")

    def withdraw(self, form_id):
        self.central.request("DELETE", f"{self.form(form_id)}/assignments/app-user/{self.worker['id']}")

    def media(self, form_id):
        return self.central.get(self.form(form_id) + "/attachments")

    def submissions(self, form_id):
        return self.central.get(self.form(form_id) + "/submissions")

    def submission(self, form_id, instance_id, suffix=".xml"):
        return self.central.request(
            "GET", f"{self.form(form_id)}/submissions/{urllib.parse.quote(instance_id, safe='')}{suffix}")

    def entities(self, name):
        return {entity["uuid"]: self.central.get(f"{self.path}/datasets/{name}/entities/{entity['uuid']}")
                for entity in self.central.get(f"{self.path}/datasets/{name}/entities")}

    def wait_for_entities(self, name, is_right, seconds=90):
        """Central makes entities after it said 201, by a worker that looks every 3 to 25 seconds."""
        end = time.monotonic() + seconds
        while True:
            entities = self.entities(name)
            if is_right(entities) or time.monotonic() > end:
                return entities
            time.sleep(1)


def read_folder(folder):
    folder = pathlib.Path(folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} if folder.is_dir() else {}
