"""Providers to sign in by: a real one (tests/provider), and one that says what a test tells it to."""

import json
import re
import subprocess
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import requests
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from tests.factories.kept_process import ROOT, START_SECONDS, free_port
from tools.node import find_npm

CLIENT_ID = "kept"
CLIENT_SECRET = "not-a-secret-only-a-test"  # noqa: S105 - as it says
FOLDER = ROOT / "tests" / "provider"

Json = dict[str, Any]


def settings_of(issuer: str, folder: Path, **more: str) -> dict[str, str]:
    """The settings that let people sign in by a provider."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "client-secret"
    file.write_text(f"{CLIENT_SECRET}\n", encoding="utf-8")
    return {
        "OIDC_ISSUER": issuer,
        "OIDC_CLIENT_ID": CLIENT_ID,
        "OIDC_CLIENT_SECRET_FILE": str(file),
        **more,
    }


@contextmanager
def running_provider(redirect: str, port: int) -> Iterator[str]:
    """The real one, in a process of its own; gives its issuer."""
    environment = {
        "PATH": find_npm()[1],
        "PORT": str(port),
        "REDIRECT": redirect,
        "SECRET": CLIENT_SECRET,
    }
    process = subprocess.Popen(
        ["node", "provider.mjs"],
        cwd=FOLDER,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        _wait_until_ready(process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.communicate()


def _wait_until_ready(process: "subprocess.Popen[str]") -> None:
    assert process.stdout is not None
    ends_at = time.monotonic() + START_SECONDS
    for line in process.stdout:
        if line.startswith("ready"):
            return
        assert time.monotonic() < ends_at
    raise AssertionError("The provider did not start: are the packages of tests/provider installed?")


def sign_in_there(address: str, name: str) -> str:
    """What a person does at the real provider: fill in its forms. Gives the address that leads back."""
    person = requests.Session()
    there = urlsplit(address).netloc
    answer = person.get(address, allow_redirects=False, timeout=60)
    for _ in range(20):
        if answer.is_redirect:
            target = urljoin(answer.url, answer.headers["Location"])
            if urlsplit(target).netloc != there:
                return target
            answer = person.get(target, allow_redirects=False, timeout=60)
            continue
        form = re.search(r'<form[^>]*action="([^"]*)"', answer.text)
        assert form is not None, answer.text
        inputs = re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', answer.text)
        fields = {key: unescape(value) for key, value in inputs} | {"login": name, "password": "x"}
        target = urljoin(answer.url, unescape(form[1]))
        answer = person.post(target, data=fields, allow_redirects=False, timeout=60)
    raise AssertionError("There is no way back")


@cache
def key_of(name: str) -> RSAKey:
    """A key of this name; to make one takes a while."""
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig"})


@dataclass
class ToldProvider:
    """A provider without a person: it says who signed in, and each part of its word can be another."""

    port: int = field(default_factory=free_port)
    key: RSAKey = field(default_factory=lambda: key_of("one"))
    subject: str = "ada"
    claims: Json = field(default_factory=dict)
    """What its ID token says in place of the truth; None leaves a claim out."""
    described: Json = field(default_factory=dict)
    sign: Callable[[Json], str] | None = None
    answer_to: dict[str, Callable[[], tuple[int, bytes]]] = field(default_factory=dict)
    """What it answers at a path in place of what it should."""
    asked: list[Json] = field(default_factory=list)
    now: Callable[[], float] = time.time
    hold: Event = field(default_factory=Event)
    _nonces: dict[str, str] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def authorize(self, address: str, **changes: str) -> str:
        """What it sends a browser back with, which came with this address."""
        parts = urlsplit(address)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.asked.append(asked)
        code = f"code{len(self.asked)}"
        self._nonces[code] = asked["nonce"]
        given = {"code": code, "state": asked["state"], "iss": self.issuer, **changes}
        query = requests.models.RequestEncodingMixin._encode_params(  # noqa: SLF001 - it writes a query
            {name: value for name, value in given.items() if value}
        )
        return f"{asked['redirect_uri']}?{query}"

    def document(self) -> Json:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "code_challenge_methods_supported": ["S256"],
            **self.described,
        }

    def token(self, form: Json) -> Json:
        now = int(self.now())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "sub": self.subject,
            "iat": now,
            "exp": now + 300,
            "auth_time": now,
            "nonce": self._nonces.pop(form["code"][0]),
            **self.claims,
        }
        said = {name: value for name, value in claims.items() if value is not None}
        sign = self.sign or (lambda said: jwt.encode({"alg": "RS256", "kid": "one"}, said, self.key))
        return {"access_token": "a", "token_type": "Bearer", "id_token": sign(said)}

    def answer(self, path: str, body: bytes) -> tuple[int, bytes]:
        if path in self.answer_to:
            return self.answer_to[path]()
        if path == "/keys":
            return 200, json.dumps(KeySet([self.key]).as_dict(private=False)).encode()
        if path == "/token":
            try:
                return 200, json.dumps(self.token(parse_qs(body.decode()))).encode()
            except KeyError:
                return 400, b'{"error": "invalid_grant"}'
        return 200, json.dumps(self.document()).encode()


@contextmanager
def running_told_provider() -> Iterator[ToldProvider]:
    told = ToldProvider()
    server = ThreadingHTTPServer(("127.0.0.1", told.port), _handler_of(told))
    thread = Thread(target=server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    try:
        yield told
    finally:
        told.hold.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler_of(told: ToldProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            told.asked.append({"authorization": self.headers.get("Authorization", "")})
            self._answer(self.rfile.read(int(self.headers["Content-Length"])))

        def _answer(self, body: bytes) -> None:
            status, content = told.answer(urlsplit(self.path).path, body)
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", content.decode())
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_parts: object) -> None:
            """Nobody reads it."""

    return Handler


def client_of(authorization: str) -> list[str]:
    """Who a Basic authorization names, and by which secret."""
    return b64decode(authorization.removeprefix("Basic ")).decode().split(":")


def signed_by_secret(said: Json) -> str:
    """Sign with what both know, as no provider may here."""
    return jwt.encode({"alg": "HS256"}, said, OctKey.import_key(CLIENT_SECRET.ljust(32)))
