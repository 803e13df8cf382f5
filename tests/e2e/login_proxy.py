"""A proxy before the server with a login of its own, as companies and tunnels have: a real one, over HTTP."""

from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_hex
from threading import Thread
from typing import Literal
from urllib.parse import parse_qs, quote, urlsplit

from tests.factories.kept_process import free_port

Refusal = Literal["redirect", "unauthorized", "page"]

_COOKIE = "proxy_session"
_LOGIN = "/proxy/login"
_PAGE = b"""<!doctype html><title>Sign in</title><h1>Company login</h1>
<form method="post"><button>Log in</button></form>"""
_OF_THE_CONNECTION = {"connection", "transfer-encoding", "keep-alive", "content-length"}


@dataclass
class LoginProxy:
    """Lets through whoever has logged in, to the server on `target_port`; its own page is all others get."""

    target_port: int
    port: int = field(default_factory=free_port)
    refusal: Refusal = "redirect"
    sessions: set[str] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        self._server = _Server(self)
        Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def expire(self, refusal: Refusal) -> None:
        """Nobody is logged in any more, which it says in this way."""
        self.refusal = refusal
        self.sessions.clear()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        self._answer()

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815 - the names are of http.server

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        address = urlsplit(self.path)
        if address.path == _LOGIN:
            self._log_in(parse_qs(address.query).get("to", ["/"])[0])
        elif _session_of(self.headers.get("Cookie")) in self.server.proxy.sessions:
            with suppress(ConnectionError):
                self._forward(body)
        else:
            self._refuse()

    def _log_in(self, target: str) -> None:
        if self.command != "POST":
            self._send(200, _PAGE)
            return
        session = token_hex(8)
        self.server.proxy.sessions.add(session)
        cookie = f"{_COOKIE}={session}; Path=/; HttpOnly; SameSite=Lax"
        self._send(303, b"", Location=target, Set_Cookie=cookie)

    def _refuse(self) -> None:
        is_page = self.headers.get("Sec-Fetch-Mode") == "navigate"
        if self.server.proxy.refusal == "redirect" or is_page:
            self._send(302, b"", Location=f"{_LOGIN}?to={quote(self.path)}")
        elif self.server.proxy.refusal == "unauthorized":
            self._send(401, b'{"error": "login required"}')
        else:
            self._send(200, _PAGE)

    def _forward(self, body: bytes) -> None:
        with closing(HTTPConnection("localhost", self.server.proxy.target_port, timeout=60)) as connection:
            self._pass_on(connection, body)

    def _pass_on(self, connection: HTTPConnection, body: bytes) -> None:
        connection.request(self.command, self.path, body or None, dict(self.headers.items()))
        answer = connection.getresponse()
        content = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _OF_THE_CONNECTION:
                self.send_header(name, value)
        self._finish(content)

    def _send(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self._finish(content)

    def _finish(self, content: bytes) -> None:
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_parts: object) -> None:
        """The tests read what the server logs, not this."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, proxy: LoginProxy) -> None:
        super().__init__(("localhost", proxy.port), _Handler)
        self.proxy = proxy


def _session_of(cookies: str | None) -> str:
    morsel = SimpleCookie(cookies or "").get(_COOKIE)
    return "" if morsel is None else morsel.value
