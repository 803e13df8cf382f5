"""A push service on this machine: it checks what every real one checks, and behaves as its addresses say.

An endpoint is `<origin>/<behaviour>/<name>`; each behaviour may have an origin (a port) of its own.
"""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import ec

from server.core.tokens import from_text
from tests.factories.loops import running_loop

DRIP_SECONDS = 60


@dataclass(frozen=True)
class Push:
    """What was sent to an endpoint."""

    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float


@dataclass
class PushService:
    """Takes messages and remembers them."""

    pushes: list[Push] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    """What was wrong with requests that every push service refuses."""
    retry_after: str = "120"
    ports: list[int] = field(default_factory=list)
    delay_seconds: float = 0.0

    def endpoint(self, behaviour: str, name: str = "1", port: int = 0) -> str:
        return f"http://127.0.0.1:{self.ports[port]}/{behaviour}/{name}"

    def to(self, name: str, behaviour: str = "201") -> list[Push]:
        return [push for push in self.pushes if push.path == f"/{behaviour}/{name}"]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self._check(request, body)
        self.pushes.append(Push(request.path, request.headers, body, monotonic()))
        if self.delay_seconds:
            await asyncio.sleep(self.delay_seconds)
        behaviour = request.match_info["behaviour"]
        if behaviour.isdigit():
            headers = {"Retry-After": self.retry_after} if behaviour in {"429", "503", "406"} else {}
            return web.Response(status=int(behaviour), headers=headers)
        act = {"hang": _hang, "drip": _drip, "redirect": self._redirect, "large": _large}[behaviour]
        return await act(request)

    async def _redirect(self, _request: web.Request) -> web.StreamResponse:
        raise web.HTTPTemporaryRedirect(f"http://localhost:{self.ports[0]}/201/redirected")

    def _check(self, request: web.Request, body: bytes) -> None:
        """Note what RFC 8030, 8188 and 8292 do not allow."""
        problems = []
        if not request.headers.get("TTL", "").isdigit() or request.headers["TTL"] == "0":
            problems.append("TTL")
        if request.headers.get("Content-Encoding") != "aes128gcm" or len(body) > 4096:
            problems.append("encoding")
        if len(request.headers.get("Topic", "")) > 32:
            problems.append("topic")
        scheme, _, pairs = request.headers.get("Authorization", "").partition(" ")
        named = dict(pair.strip().split("=", 1) for pair in pairs.split(","))
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), from_text(named["k"]))
        try:
            claims = jwt.decode(named["t"], key, algorithms=["ES256"], audience=f"http://{request.host}")
        except jwt.InvalidTokenError as error:
            problems.append(f"token: {error}")
        else:
            if not claims["sub"].startswith(("mailto:", "https://")):
                problems.append("sub")
        if scheme != "vapid":
            problems.append("scheme")
        self.refusals += problems


async def _hang(_request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(DRIP_SECONDS)
    return web.Response(status=201)


async def _drip(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(status=500)
    await response.prepare(request)
    for _ in range(DRIP_SECONDS * 4):
        await response.write(b".")
        await asyncio.sleep(0.25)
    return response


async def _large(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(status=201)
    await response.prepare(request)
    for _ in range(20_000):  # 20 GB, for whoever reads them
        await response.write(bytes(1024 * 1024))
    return response


@contextmanager
def running_push_service(origins: int = 1) -> Iterator[PushService]:
    """Run one on as many ports as origins are wanted, in a thread, until the end of the block."""
    service = PushService()
    with running_loop() as loop:
        runner = loop.run(_start(service, origins))
        try:
            yield service
        finally:
            loop.run(runner.cleanup())


async def _start(service: PushService, origins: int) -> web.AppRunner:
    app = web.Application()
    app.router.add_post("/{behaviour}/{name}", service.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    for _ in range(origins):
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
    service.ports.extend(port for _, port in runner.addresses)
    return runner
