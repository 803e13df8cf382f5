"""A push service of our own on the loopback: what Mozilla's autopush is to Firefox and to whoever sends.

Towards the browser it speaks autopush's websocket messages, towards the sender RFC 8030 (TTL, Topic), RFC
8188 (aes128gcm) and RFC 8292 (VAPID). What it does not like it refuses: a push that arrives was sound.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from secrets import token_bytes, token_hex
from typing import Any

from aiohttp import WSMsgType, web

from tests.e2e.sound_push import Sent, judge
from tests.factories.loops import running_loop

LOOPBACK = "127.0.0.1"

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Channel:
    """One subscription of one browser."""

    agent: str
    channel: str
    key: str | None
    """The sender's public key that it was made for."""


@dataclass
class Autopush:
    """The running service; everything it heard can be looked at."""

    sent: list[Sent] = field(default_factory=list)
    acknowledged: list[Message] = field(default_factory=list)
    port: int = 0
    _channels: dict[str, Channel | None] = field(default_factory=dict)
    _agents: dict[str, web.WebSocketResponse] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def websocket(self) -> str:
        """What Firefox calls its push server."""
        return f"ws://{LOOPBACK}:{self.port}/"

    def endpoints(self) -> list[str]:
        """The addresses of the subscriptions that stand."""
        return [f"{self.origin}/wpush/v2/{token}" for token, channel in self._channels.items() if channel]

    async def talk(self, request: web.Request) -> web.StreamResponse:
        """Speak with one browser, for as long as it stays."""
        socket = web.WebSocketResponse(protocols=("push-notification",))
        await socket.prepare(request)
        agent = ""
        async for raw in socket:
            if raw.type is not WSMsgType.TEXT:
                continue
            message: Message = json.loads(raw.data)
            if message.get("messageType") == "hello":
                agent = message.get("uaid") or token_hex(16)
                self._agents[agent] = socket
            await socket.send_json(self._answer(message, agent)) if message.get(
                "messageType"
            ) != "ack" else self.acknowledged.extend(message["updates"])
        return socket

    def _answer(self, message: Message, agent: str) -> Message:
        kind = message.get("messageType", "ping")
        if kind == "hello":
            return {
                "messageType": "hello",
                "status": 200,
                "uaid": agent,
                "use_webpush": True,
                "broadcasts": {},
            }
        if kind == "register":
            token = urlsafe_b64encode(token_bytes(24)).decode()
            self._channels[token] = Channel(agent, message["channelID"], message.get("key"))
            return _of(message, pushEndpoint=f"{self.origin}/wpush/v2/{token}")
        if kind == "unregister":
            for token, channel in self._channels.items():
                if channel is not None and channel.channel == message["channelID"]:
                    self._channels[token] = None
            return _of(message)
        return {}

    async def take(self, request: web.Request) -> web.Response:
        """Take one push from a sender."""
        body = await request.read()
        headers = {name.lower(): value for name, value in request.headers.items()}
        status = self._judge(request.match_info["token"], headers, body)
        if status == HTTPStatus.CREATED:
            await self._deliver(request.match_info["token"], int(headers["ttl"]), body)
        self.sent.append(Sent(status, headers, body))
        return web.Response(status=status, headers={"Location": "/message"})

    def _judge(self, token: str, headers: dict[str, str], body: bytes) -> int:
        if token not in self._channels:
            return HTTPStatus.NOT_FOUND
        channel = self._channels[token]
        if channel is None:
            return HTTPStatus.GONE
        return judge(headers, body, key=channel.key, origin=self.origin)

    async def _deliver(self, token: str, ttl_seconds: int, body: bytes) -> None:
        channel = self._channels[token]
        assert channel is not None
        await self._agents[channel.agent].send_json(
            {
                "messageType": "notification",
                "channelID": channel.channel,
                "version": token_hex(8),
                "ttl": ttl_seconds,
                "data": urlsafe_b64encode(body).decode().rstrip("="),
                "headers": {"encoding": "aes128gcm"},
            }
        )


def _of(message: Message, **more: str) -> Message:
    return {
        "messageType": message["messageType"],
        "status": 200,
        "channelID": message["channelID"],
        **more,
    }


@contextmanager
def running_autopush() -> Iterator[Autopush]:
    """Serve it from a thread of its own."""
    service = Autopush()
    with running_loop() as loop:
        runner = loop.run(_serve(service))
        try:
            yield service
        finally:
            loop.run(runner.cleanup())


async def _serve(service: Autopush) -> web.AppRunner:
    app = web.Application()
    app.router.add_get("/", service.talk)
    app.router.add_post("/wpush/v2/{token}", service.take)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, LOOPBACK, 0)
    await site.start()
    service.port = runner.addresses[0][1]
    return runner
