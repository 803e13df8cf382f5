"""A push service of our own on the loopback: what Google's is to Chromium and to whoever sends.

Towards the browser it speaks what Chromium's source has: a check-in, a registration, and MCS, a stream of
protocol buffers over TLS. Only the few fields are here that a subscription and a push need. Towards the
sender it is an endpoint of RFC 8030 under Google's own name.
"""

import asyncio
import ssl
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from secrets import token_hex, token_urlsafe
from typing import Any

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.e2e.sound_push import Sent, judge
from tests.factories.loops import running_loop

LOOPBACK = "127.0.0.1"
HOSTS = ("fcm.googleapis.com", "jmt17.google.com")

# Tags of MCS messages, and the kinds of fields in a protocol buffer.
HEARTBEAT_PING, HEARTBEAT_ACK, LOGIN_REQUEST, LOGIN_RESPONSE, DATA = 0, 1, 2, 3, 8
VARINT, FIXED_64, BYTES = 0, 1, 2

Fields = dict[int, list[Any]]


@dataclass
class GooglePush:
    """The running service; everything it was sent can be looked at."""

    certificate: Path
    sent: list[Sent] = field(default_factory=list)
    http_port: int = 0
    stream_port: int = 0
    _registrations: dict[str, dict[str, str] | None] = field(default_factory=dict)
    _stream: asyncio.StreamWriter | None = None
    _count: int = 0
    _heard: int = 0

    @property
    def flags(self) -> list[str]:
        """What makes Chromium use it; no documentation names these switches."""
        return [
            f"--gcm-checkin-url=https://localhost:{self.http_port}/checkin",
            f"--gcm-registration-url=https://localhost:{self.http_port}/register",
            f"--gcm-mcs-endpoint=https://localhost:{self.stream_port}",
            "--ignore-certificate-errors",
        ]

    def endpoints(self) -> int:
        """How many subscriptions of pages stand; the browser makes others for itself."""
        standing = filter(None, self._registrations.values())
        return sum(known.get("X-subtype", "").startswith("wp:") for known in standing)

    async def check_in(self, _request: web.Request) -> web.Response:
        """Give a browser its number."""
        now_ms = int(time.time() * 1000)
        body = number(1, 1) + number(3, now_ms) + fixed(7, 0x1122334455667788) + fixed(8, 0x99AABBCCDDEEFF)
        return web.Response(body=body + text(11, "v1"), content_type="application/x-protobuf")

    async def register(self, request: web.Request) -> web.Response:
        """Make a subscription for a sender's key, or end one."""
        form = {name: str(value) for name, value in (await request.post()).items()}
        if form.get("delete") == "true":
            for token, known in self._registrations.items():
                if known is not None and known.get("X-subtype") == form.get("X-subtype"):
                    self._registrations[token] = None
            return web.Response(text=f"token={form.get('X-subtype', '')}")
        token = f"fake-{token_urlsafe(18)}"
        self._registrations[token] = form
        return web.Response(text=f"token={token}")

    async def take(self, request: web.Request) -> web.Response:
        """Take one push from a sender."""
        body = await request.read()
        headers = {name.lower(): value for name, value in request.headers.items()}
        token = request.match_info["token"]
        status = self._judge(token, request.host, headers, body)
        if status == HTTPStatus.CREATED:
            await self._deliver(token, int(headers["ttl"]), body)
        self.sent.append(Sent(status, headers, body))
        return web.Response(status=status)

    def _judge(self, token: str, host: str, headers: dict[str, str], body: bytes) -> int:
        if token not in self._registrations:
            return HTTPStatus.NOT_FOUND
        registration = self._registrations[token]
        if registration is None:
            return HTTPStatus.GONE
        if host not in HOSTS or self._stream is None:
            return HTTPStatus.SERVICE_UNAVAILABLE
        return judge(headers, body, key=registration["sender"], origin=f"https://{host}")

    async def _deliver(self, token: str, ttl_seconds: int, body: bytes) -> None:
        registration, stream = self._registrations[token], self._stream
        assert registration is not None
        assert stream is not None
        self._count += 1
        named = {"subtype": registration.get("X-subtype", ""), "content-encoding": "aes128gcm"}
        message = b"".join(
            [
                text(3, registration["sender"]),
                text(4, ""),
                text(5, registration["app"]),
                *(text(7, text(1, name) + text(2, value)) for name, value in named.items()),
                text(9, token_hex(8)),
                number(10, self._count + 1),
                number(11, self._heard),
                number(17, ttl_seconds),
                number(18, int(time.time() * 1000)),
                text(21, body),
            ]
        )
        stream.write(bytes([DATA]) + varint(len(message)) + message)
        await stream.drain()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Speak with one browser, for as long as it stays."""
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            version = await reader.readexactly(1)
            while True:
                tag, fields = await read_message(reader)
                self._heard += 1
                if tag == LOGIN_REQUEST:
                    answer = text(1, fields[1][0]) + number(8, int(time.time() * 1000))
                    writer.write(version + bytes([LOGIN_RESPONSE]) + varint(len(answer)) + answer)
                    self._stream = writer
                elif tag == HEARTBEAT_PING:
                    writer.write(bytes([HEARTBEAT_ACK, 0]))
                await writer.drain()
        if self._stream is writer:
            self._stream = None
        writer.close()


def varint(value: int) -> bytes:
    encoded = b""
    while value > 0x7F:
        encoded += bytes([value & 0x7F | 0x80])
        value >>= 7
    return encoded + bytes([value])


def number(name: int, value: int) -> bytes:
    return varint(name << 3 | VARINT) + varint(value)


def fixed(name: int, value: int) -> bytes:
    return varint(name << 3 | FIXED_64) + struct.pack("<Q", value)


def text(name: int, value: str | bytes) -> bytes:
    plain = value.encode() if isinstance(value, str) else value
    return varint(name << 3 | BYTES) + varint(len(plain)) + plain


async def read_message(reader: asyncio.StreamReader) -> tuple[int, Fields]:
    """Read one MCS message: its tag, its length, its fields."""
    [tag] = await reader.readexactly(1)
    length, shift = 0, 0
    while True:
        [byte] = await reader.readexactly(1)
        length |= (byte & 0x7F) << shift
        shift += 7
        if byte <= 0x7F:
            return tag, fields_of(await reader.readexactly(length))


def fields_of(message: bytes) -> Fields:
    """Read the fields of a protocol buffer; fixed ones are passed over."""
    fields: Fields = {}
    at = 0

    def read_varint() -> int:
        nonlocal at
        value, shift = 0, 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte <= 0x7F:
                return value

    while at < len(message):
        head = read_varint()
        if head & 7 == VARINT:
            fields.setdefault(head >> 3, []).append(read_varint())
        elif head & 7 == BYTES:
            length = read_varint()
            fields.setdefault(head >> 3, []).append(message[at : at + length])
            at += length
        else:
            at += 8 if head & 7 == FIXED_64 else 4
    return fields


@contextmanager
def running_google_push(folder: Path) -> Iterator[GooglePush]:
    """Serve it from a thread of its own, with a certificate for Google's names that lies in `folder`."""
    certificate, key = write_certificate(folder)
    service = GooglePush(certificate)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)
    with running_loop() as loop:
        runner, stream = loop.run(_serve(service, tls))
        try:
            yield service
        finally:
            loop.run(_stop(runner, stream))


async def _stop(runner: web.AppRunner, stream: asyncio.Server) -> None:
    stream.close()
    await runner.cleanup()


async def _serve(service: GooglePush, tls: ssl.SSLContext) -> tuple[web.AppRunner, asyncio.Server]:
    app = web.Application()
    app.router.add_post("/checkin", service.check_in)
    app.router.add_post("/register", service.register)
    for folder in ("fcm/send", "wp"):
        app.router.add_post(f"/{folder}/{{token}}", service.take)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, LOOPBACK, 0, ssl_context=tls).start()
    service.http_port = runner.addresses[0][1]
    stream = await asyncio.start_server(service.talk, LOOPBACK, 0, ssl=tls)
    service.stream_port = stream.sockets[0].getsockname()[1]
    return runner, stream


def write_certificate(folder: Path) -> tuple[Path, Path]:
    """Write a certificate that vouches for itself, and its key; only who is told so trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "A push service for tests")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(host) for host in (*HOSTS, "localhost")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / "google.pem", folder / "google.key"
    certificate_file.write_bytes(made.public_bytes(Encoding.PEM))
    key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate_file, key_file
