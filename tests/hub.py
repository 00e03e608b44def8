"""A Hub on this machine: the HTTP protocol of https://huggingface.co as `huggingface_hub` 2.4 speaks it, in memory.

Repositories of datasets, models and spaces with commits, uploads of small files in the commit and of large ones by LFS,
listings, and downloads by redirect to another host as from a CDN. A fault answers the next request of some kind in its
own way.

In:  with Hub.running() as hub: HfApi(hub.endpoint, token=TOKEN).create_repo("ada/rows", repo_type="dataset")
Out: hub.repos["dataset", "ada/rows"].commits[-1].files == {".gitattributes": b"..."}
"""

import base64
import hashlib
import json
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

TOKEN = "hf_" + "tEsT" * 9  # of the user ada
ATTRIBUTES = b"*.parquet filter=lfs diff=lfs merge=lfs -text\n"
PREFIXES = {"datasets": "dataset", "models": "model", "spaces": "space"}


@dataclass(frozen=True)
class Commit:
    oid: str
    files: dict  # name -> bytes
    message: str


@dataclass
class Repo:
    private: bool
    commits: list = field(default_factory=list)

    def at(self, revision):
        return next((c for c in reversed(self.commits) if revision in ("main", c.oid)), None)

    def commit(self, files, message="first"):
        digest = hashlib.sha1(f"{len(self.commits)} {message}".encode())
        for name in sorted(files):
            digest.update(name.encode() + hashlib.sha1(files[name]).digest())
        self.commits.append(Commit(digest.hexdigest(), dict(files), message))
        return self.commits[-1]


@dataclass
class Fault:
    """What happens to the next request whose "METHOD /path" holds the pattern."""

    pattern: str
    status: int = 0  # to answer with
    cut: int = -1  # bytes of the body to send before the connection ends
    body: bytes | None = None  # to send in place of the right one


class Hub(ThreadingHTTPServer):
    """Repositories in memory, and what was asked of them."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.repos, self.blobs, self.faults, self.asked = {}, {}, [], []
        self.endpoint = f"http://127.0.0.1:{self.server_address[1]}"
        self.cdn = f"http://localhost:{self.server_address[1]}"  # another host, where the client sends no token

    @classmethod
    @contextmanager
    def running(cls):
        """A Hub that answers until the end of the block."""
        with cls() as hub:
            thread = threading.Thread(target=hub.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                yield hub
            finally:
                hub.shutdown()
                thread.join()

    def create(self, kind, name, files=None, private=False):
        repo = self.repos[kind, name] = Repo(private)
        repo.commit({".gitattributes": ATTRIBUTES, **(files or {})})
        return repo

    def fault(self, line):
        for fault in self.faults:
            if re.search(fault.pattern, line):
                self.faults.remove(fault)
                return fault
        return None


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *said):
        """Nothing is printed."""

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except ConnectionError:  # the client is gone, as after a cut body
            self.close_connection = True

    def do_GET(self):
        self.answer()

    do_HEAD = do_POST = do_PUT = do_GET

    def answer(self):
        self.path = unquote(urlsplit(self.path).path)
        line = f"{self.command} {self.path}"
        self.server.asked.append(line)
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("Transfer-Encoding") == "chunked":
            self.body = self.unchunked()
        self.broken = self.server.fault(line)
        if self.broken and self.broken.status:
            self.send(self.broken.status, {"error": f"a fault of {self.broken.status}"})
            return
        for method, pattern, route in ROUTES:
            if self.command in method.split() and (match := re.fullmatch(pattern, self.path)):
                route(self, **match.groupdict())
                return
        self.send(404, {"error": f"no such page: {line}"})

    def unchunked(self):
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def send(self, status, content=None, **headers):
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        if self.broken and self.broken.body is not None:
            data = self.broken.body
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if self.broken and self.broken.cut >= 0:
            self.wfile.write(data[: self.broken.cut])
            self.close_connection = True
        else:
            self.wfile.write(data)

    def user(self):
        return "ada" if self.headers.get("Authorization") == f"Bearer {TOKEN}" else None

    def repo(self, kind, name):
        """The repository, or None after an answer that there is none to be seen."""
        repo = self.server.repos.get((PREFIXES[kind], name))
        if repo is None or (repo.private and self.user() is None):
            self.send(404, {"error": "Repository not found"}, X_Error_Code="RepoNotFound")
            return None
        return repo

    def whoami(self):
        if self.user():
            self.send(200, {"type": "user", "name": "ada", "auth": {"type": "access_token"}})
        else:
            self.send(401, {"error": "Invalid credentials in Authorization header"})

    def create(self):
        asked = json.loads(self.body)
        name, kind = f"{asked['organization'] or 'ada'}/{asked['name']}", asked.get("type") or "model"
        if not name.startswith("ada/"):
            self.send(403, {"error": f"You don't have the rights to create a {kind} under this namespace"})
        elif (kind, name) in self.server.repos:
            self.send(409, {"error": "You already created this repo", "url": name})
        else:
            self.server.create(kind, name, private=asked.get("visibility") == "private" or bool(asked.get("private")))
            self.send(200, {"url": f"{self.server.endpoint}/{kind}s/{name}", "name": name})

    def info(self, kind, name, revision="main"):
        if repo := self.repo(kind, name):
            commit = repo.at(revision)
            told = {
                "id": name,
                "sha": commit.oid,
                "private": repo.private,
                "tags": [],
                "gated": False,
                "disabled": False,
            }
            self.send(200, {**told, "siblings": [{"rfilename": file} for file in commit.files]})

    def yaml(self):
        told = json.loads(self.body)["content"].startswith("---\n")
        self.send(200 if told else 400, {"errors": [] if told else [{"message": "no metadata"}], "warnings": []})

    def preupload(self, kind, name, revision):
        if repo := self.repo(kind, name):
            files, there = json.loads(self.body)["files"], repo.at(revision).files
            modes = [
                {
                    "path": file["path"],
                    "uploadMode": "lfs" if file["path"].endswith(".parquet") else "regular",
                    "shouldIgnore": False,
                    "oid": oid(file["path"], there[file["path"]]) if file["path"] in there else None,
                }
                for file in files
            ]
            self.send(200, {"files": modes})

    def batch(self, kind, name):
        objects = [
            {
                **thing,
                **(
                    {}
                    if thing["oid"] in self.server.blobs
                    else {"actions": {"upload": {"href": f"{self.server.endpoint}/blobs/{thing['oid']}"}}}
                ),
            }
            for thing in json.loads(self.body)["objects"]
        ]
        self.send(200, {"transfer": "basic", "objects": objects})

    def put(self, blob):
        if hashlib.sha256(self.body).hexdigest() != blob:
            self.send(400, {"error": "not the sha256 of these bytes"})
        else:
            self.server.blobs[blob] = self.body
            self.send(200, {})

    def commit(self, kind, name, revision):
        if not (repo := self.repo(kind, name)):
            return
        if not self.user():
            self.send(403, {"error": "Forbidden"})
            return
        lines = [json.loads(line) for line in self.body.splitlines()]
        header, files = lines[0]["value"], dict(repo.at(revision).files)
        if header.get("parentCommit") not in (None, repo.at(revision).oid):
            self.send(412, {"error": "A commit has happened since. Please refresh and try again."})
            return
        for key, value in ((line["key"], line["value"]) for line in lines[1:]):
            if key == "file":
                files[value["path"]] = base64.b64decode(value["content"])
            elif key == "lfsFile":
                files[value["path"]] = self.server.blobs[value["oid"]]
            else:
                del files[value["path"]]
        made = repo.commit(files, header["summary"])
        url = f"{self.server.endpoint}/{kind}/{name}/commit/{made.oid}"
        self.send(200, {"success": True, "commitOid": made.oid, "commitUrl": url, "pullRequestUrl": None})

    def tree(self, kind, name, revision, folder=""):
        if repo := self.repo(kind, name):
            files = repo.at(revision).files
            self.send(200, [told(file, data) for file, data in files.items() if file.startswith(folder or "")])

    def paths(self, kind, name, revision):
        if repo := self.repo(kind, name):
            files, asked = repo.at(revision).files, json.loads(self.body)["paths"]
            folders = {file.rpartition("/")[0] for file in files} & set(asked)
            known = [told(file, files[file]) for file in asked if file in files]
            self.send(200, known + [{"type": "directory", "path": path, "oid": "0" * 40} for path in folders])

    def resolve(self, kind, name, revision, file):
        if not (repo := self.repo(kind, name)):
            return
        if (commit := repo.at(revision)) is None or file not in commit.files:
            self.send(404, {"error": "Entry not found"}, X_Error_Code="EntryNotFound")
            return
        data, headers = commit.files[file], {"X_Repo_Commit": commit.oid}
        if file.endswith(".parquet"):
            linked = {"X_Linked_Etag": f'"{oid(file, data)}"', "X_Linked_Size": str(len(data))}
            self.server.blobs[oid(file, data)] = data
            self.send(302, b"", Location=f"{self.server.cdn}/blobs/{oid(file, data)}", **headers, **linked)
        else:
            self.send_part(data, ETag=f'"{oid(file, data)}"', **headers)

    def blob(self, blob):
        self.send_part(self.server.blobs[blob], ETag=f'"{blob}"')

    def send_part(self, data, **headers):
        """The bytes from where the client asks."""
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if asked is None:
            self.send(200, data, **headers)
            return
        start, stop = int(asked[1]), int(asked[2] or len(data) - 1) + 1
        self.send(206, data[start:stop], Content_Range=f"bytes {start}-{stop - 1}/{len(data)}", **headers)


def oid(name, data):
    """What the Hub calls a file: the sha256 of a large one, the git hash of a small one."""
    if name.endswith(".parquet"):
        return hashlib.sha256(data).hexdigest()
    return hashlib.sha1(f"blob {len(data)}\0".encode() + data).hexdigest()


def told(name, data):
    """A file in a listing."""
    lfs = {"lfs": {"oid": oid(name, data), "size": len(data), "pointerSize": 130}} if name.endswith(".parquet") else {}
    return {"type": "file", "path": name, "size": len(data), "oid": oid(name, data)[:40], **lfs}


_REPO = r"/(?P<kind>datasets|models|spaces)/(?P<name>[^/]+/[^/]+)"
_AT = r"/(?P<revision>[^/]+)"
ROUTES = [
    ("GET", r"/api/whoami-v2", Handler.whoami),
    ("POST", r"/api/repos/create", Handler.create),
    ("POST", r"/api/validate-yaml", Handler.yaml),
    (
        "GET",
        rf"/api{_REPO}(?:/revision{_AT})?",
        lambda self, kind, name, revision: self.info(kind, name, revision or "main"),
    ),
    ("POST", rf"/api{_REPO}/preupload{_AT}", Handler.preupload),
    ("POST", rf"/api{_REPO}/commit{_AT}", Handler.commit),
    ("GET", rf"/api{_REPO}/tree{_AT}(?:/(?P<folder>.*))?", Handler.tree),
    ("POST", rf"/api{_REPO}/paths-info{_AT}", Handler.paths),
    ("POST", rf"{_REPO}\.git/info/lfs/objects/batch", Handler.batch),
    ("GET HEAD", rf"{_REPO}/resolve{_AT}/(?P<file>.+)", Handler.resolve),
    ("PUT", r"/blobs/(?P<blob>[0-9a-f]{64})", Handler.put),
    ("GET HEAD", r"/blobs/(?P<blob>[0-9a-f]{64})", Handler.blob),
]
