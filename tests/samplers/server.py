"""A server of chat completions on this machine that answers by a script, and with faults.

In:  with Server.running([Status(429, {"Retry-After": "7"}), Said("8")]) as server: ... server.url ...
Out: the first request is refused, every later one is answered with "8"
"""

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Said:
    """A completion."""

    text: str | None
    finish: str | None = "stop"

    def body(self):
        choice = {"index": 0, "message": {"role": "assistant", "content": self.text}, "finish_reason": self.finish}
        usage = {"prompt_tokens": 11, "completion_tokens": 3, "total_tokens": 14}
        return json.dumps({"id": "1", "created": 0, "model": "m", "choices": [choice], "usage": usage}).encode()


@dataclass(frozen=True)
class Status:
    """A body of the server's own, with a status."""

    status: int
    headers: dict = field(default_factory=dict)
    text: str = '{"error": "no"}'
    framing: str = "whole"

    def body(self):
        return self.text.encode()


@dataclass(frozen=True)
class Cut:
    """A connection that ends in the middle of a completion whose length is told, or is not, or that comes in chunks."""

    framing: str

    def body(self):
        return Said("never whole").body()


class Server(ThreadingHTTPServer):
    """`script`: the answers to the first requests; the last stands for all others. Or a function of the body."""

    daemon_threads = True

    def __init__(self, script):
        super().__init__(("127.0.0.1", 0), Handler)
        self.script, self.asked, self.headers, self.lock = script, [], [], threading.Lock()
        self.url = f"http://127.0.0.1:{self.server_port}/v1"

    def next(self, body, headers):
        with self.lock:
            self.asked.append(body)
            self.headers.append({name.title(): value for name, value in headers.items()})
            if not callable(self.script):
                return self.script.pop(0) if len(self.script) > 1 else self.script[0]
        return self.script(body)

    @classmethod
    @contextmanager
    def running(cls, script):
        server = cls(script)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = self.server.next(body, self.headers)
        data = answer.body()
        self.send_response_only(getattr(answer, "status", 200))
        self.send_header("Content-Type", "application/json")
        for name, value in getattr(answer, "headers", {}).items():
            self.send_header(name, value)
        framing = getattr(answer, "framing", "whole")
        if framing in ("whole", "length"):
            self.send_header("Content-Length", str(len(data)))
        elif framing == "chunked":
            self.send_header("Transfer-Encoding", "chunked")
        self.close_connection = framing != "whole"
        self.end_headers()
        half = data[: len(data) // 2]
        self.wfile.write(
            {"whole": data, "length": half, "none": half, "chunked": b"%x\r\n%b\r\n" % (len(half), half)}[framing]
        )

    def log_message(self, *words):
        """Nothing."""
