"""The HTTP server around the application: loopback only, keep-alive, also usable as its own HTTP proxy.

As a proxy (HTTP_PROXY=http://127.0.0.1:PORT) it gets absolute URIs, so hosts that only exist in its world, such as
ACCOUNT.127.0.0.1 of S3 Control, need no name resolution.
"""

import io
import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from werkzeug.serving import DechunkedInput, ThreadedWSGIServer, WSGIRequestHandler

from .errors import DroppedConnection

HOST = "127.0.0.1"


class Handler(WSGIRequestHandler):
    """werkzeug's own handler closes the connection after each answer; SDKs are much faster with it kept open."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        return None

    def run_wsgi(self) -> None:
        if self.headers.get("Expect", "").strip().lower() == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            self.wfile.flush()
        environ = self.make_environ()
        stream = environ["wsgi.input"]
        length = int(environ.get("CONTENT_LENGTH") or 0)
        body = stream.read() if isinstance(stream, DechunkedInput) else stream.read(length) if length else b""
        environ["wsgi.input"] = io.BytesIO(body)
        environ["CONTENT_LENGTH"] = str(len(body))
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], None]:
            started[:] = [(status, headers)]
            return lambda data: None

        try:
            data = b"".join(self.server.app(environ, start_response))
        except DroppedConnection:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        status, headers = started[0]
        code = int(status.split(" ", 1)[0])
        self.send_response(code, status.split(" ", 1)[1] if " " in status else "")
        has_length = False
        for key, value in headers:
            if key.lower() in ("transfer-encoding", "connection", "date", "server"):
                continue
            has_length = has_length or key.lower() == "content-length"
            self.send_header(key, value)
        bodiless = self.command == "HEAD" or code in (204, 304) or code < 200
        if not has_length and not bodiless:
            self.send_header("Content-Length", str(len(data)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if not bodiless:
            self.wfile.write(data)
        self.wfile.flush()


class Server(ThreadedWSGIServer):
    daemon_threads = True


def write_ready_file(path: Path, port: int) -> None:
    """Atomically: who sees the file, sees all of it."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    temporary.write_text(json.dumps({"pid": os.getpid(), "port": port}) + "\n", encoding="utf-8")
    temporary.replace(path)


def serve(app: Callable[..., Any], port: int, ready_file: Path | None, exit_with_stdin: bool) -> None:
    """Serves until SIGTERM or SIGINT, or the end of standard input if asked for."""
    server = Server(HOST, port, app, handler=Handler)
    stop = threading.Event()

    def wait_for_stdin() -> None:
        while sys.stdin.buffer.read(4096):
            pass
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    if exit_with_stdin:
        threading.Thread(target=wait_for_stdin, daemon=True).start()
    if ready_file is not None:
        write_ready_file(ready_file, server.port)
    stop.wait()
    server.shutdown()
    if ready_file is not None:
        ready_file.unlink(missing_ok=True)
