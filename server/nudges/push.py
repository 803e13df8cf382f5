"""The only sender. What leaves here is encrypted for one device; the push service learns when, not what.

`webpush` encrypts. Of its traps (it signs each message again, drops the port from `aud`, and keeps the `ttl`
of one message for all that follow) none is in reach: the header is made here once per push service, and its
arguments for time and subscriber are never used.
"""

import asyncio
import socket
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final, Literal, NamedTuple, Self

import aiohttp
import jwt
from aiohttp.abc import AbstractResolver, ResolveResult
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from pydantic import AnyHttpUrl
from webpush import WebPush
from webpush.types import WebPushKeys, WebPushSubscription
from webpush.vapid import VAPID
from yarl import URL

from server.core.logs import logger
from server.core.tokens import to_text
from server.nudges.endpoints import Allowed, is_loopback, is_public, is_push_service, origin_of
from server.nudges.origins import Origin, RestingError

MAX_PAYLOAD_BYTES: Final = 2800  # Firefox on Android takes no more
MAX_IN_FLIGHT: Final = 256
SEND_SECONDS: Final = 10.0
MAX_ANSWER_BYTES: Final = 2048
HEADER_LIVES_SECONDS: Final = 12 * 3600
HEADER_RENEWED_AFTER_SECONDS: Final = 6 * 3600

_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.NOT_ACCEPTABLE, HTTPStatus.SERVICE_UNAVAILABLE})

Seconds = Callable[[], float]
Fate = Literal["sent", "gone", "refused", "retry"]


class Address(NamedTuple):
    """Where a device can be reached, and the keys it gave for that."""

    endpoint: str
    p256dh: bytes
    auth: bytes


class Message(NamedTuple):
    """What is to reach a device: at once (`is_urgent`) or when it suits, within so many seconds."""

    payload: bytes
    topic: str
    ttl_seconds: int
    is_urgent: bool = True


class SendResult(NamedTuple):
    """What became of a message; `rest_seconds` is how long its push service wants to be left alone."""

    fate: Fate
    rest_seconds: float = 0.0


class TooLargeError(Exception):
    """The payload has more bytes than every push service takes."""


class NotPublicError(OSError):
    """The name of a push service leads into a network of our own."""


class _CachedVapid(VAPID):
    """Signs once per push service for hours, with a key that is read once."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, subject: str, clock: Seconds) -> None:
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        super().__init__(private, public)
        self._key = key
        self._subject = subject
        self._server_key = self.get_application_server_key(self.public_key)
        self._clock = clock
        self._headers: dict[tuple[str, str | None, int | None], tuple[float, str]] = {}

    def get_authorization_header(self, endpoint: AnyHttpUrl, subscriber: str, expiration: int) -> str:
        """Return the header for the origin of this endpoint; the other arguments are the package's own."""
        del subscriber, expiration
        place = endpoint.scheme, endpoint.host, endpoint.port
        now = self._clock()
        made_at, header = self._headers.get(place, (0.0, ""))
        if not header or not 0 <= now - made_at < HEADER_RENEWED_AFTER_SECONDS:
            claims = {
                "aud": origin_of(str(endpoint)),
                "exp": int(now) + HEADER_LIVES_SECONDS,
                "sub": self._subject,
            }
            token = jwt.encode(claims, self._key, algorithm="ES256")
            header = f"vapid t={token}, k={self._server_key}"
            self._headers[place] = now, header
        return header


class Sealed(NamedTuple):
    """A request that is ready to be sent."""

    endpoint: str
    headers: Mapping[str, str]
    body: bytes


class Sealer:
    """Encrypts messages, each for one device."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, subject: str, clock: Seconds = time.time) -> None:
        vapid = _CachedVapid(key, subject, clock)
        public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        self._webpush = WebPush(vapid.private_key, public, subscriber="unused")
        self._webpush.vapid = vapid

    def seal(self, address: Address, message: Message) -> Sealed:
        """Return the request; raises TooLargeError, and ValueError for keys that are none."""
        if len(message.payload) > MAX_PAYLOAD_BYTES:
            raise TooLargeError
        keys = WebPushKeys(auth=to_text(address.auth), p256dh=to_text(address.p256dh))
        subscription = WebPushSubscription(endpoint=AnyHttpUrl(address.endpoint), keys=keys)
        sealed = self._webpush.get(message.payload, subscription)
        headers = {
            "Authorization": sealed.headers["authorization"],
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(max(1, message.ttl_seconds)),
            "Urgency": "high" if message.is_urgent else "normal",
            "Topic": message.topic,
            "X-WNS-Cache-Policy": "cache",  # without it Windows' service drops what it cannot deliver at once
        }
        return Sealed(address.endpoint, headers, sealed.encrypted)


class PublicResolver(AbstractResolver):
    """Looks names up, and refuses one of which any address lies in a network of our own.

    aiohttp connects to the addresses that are returned here: nobody is asked a second time.
    """

    def __init__(self, allowed: Allowed) -> None:
        self._allowed = allowed
        self._resolver = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses of a name; raises NotPublicError."""
        results = await self._resolver.resolve(host, port, family)
        for result in results:
            address = result["host"]
            is_own = self._allowed.loopback and is_loopback(address)
            if not is_own and not is_public(address):
                raise NotPublicError
        return results

    async def close(self) -> None:
        """Close the resolver beneath."""
        await self._resolver.close()


class Sender:
    """Sends to push services, many at once, and remembers how each of them behaves."""

    def __init__(self, sealer: Sealer, allowed: Allowed) -> None:
        self._sealer = sealer
        self._allowed = allowed
        self._origins: defaultdict[str, Origin] = defaultdict(Origin)
        self._places = asyncio.Semaphore(MAX_IN_FLIGHT)
        self._session: aiohttp.ClientSession | None = None
        self._is_stopping = False

    async def __aenter__(self) -> Self:
        """Open the connections."""
        connector = aiohttp.TCPConnector(
            limit=MAX_IN_FLIGHT, resolver=PublicResolver(self._allowed), ttl_dns_cache=60
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(total=SEND_SECONDS),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    def stop(self) -> None:
        """Send nothing more; what is under way comes to its end, what waits is told to try again."""
        self._is_stopping = True
        now = asyncio.get_running_loop().time()
        for origin in self._origins.values():
            origin.rest(now, None)

    async def send(self, address: Address, message: Message) -> SendResult:
        """Send a message to a device and tell what became of it; never raises for what others do."""
        if not is_push_service(address.endpoint, self._allowed):
            logger.error("push_refused", kind="address")
            return SendResult("refused")
        if self._is_stopping:
            return SendResult("retry")
        origin = self._origins[origin_of(address.endpoint)]
        try:
            async with origin.place(), self._places:
                return await self._post(self._sealer.seal(address, message), origin)
        except RestingError as error:
            return SendResult("retry", error.seconds)
        except (TooLargeError, ValueError) as error:
            logger.error("push_refused", kind=type(error).__name__)
            return SendResult("refused")

    async def _post(self, sealed: Sealed, origin: Origin) -> SendResult:
        assert self._session is not None  # noqa: S101 - for the type checker: it is opened first
        clock = asyncio.get_running_loop().time
        url = URL(sealed.endpoint, encoded=True)
        try:
            async with self._session.post(
                url, data=sealed.body, headers=sealed.headers, allow_redirects=False
            ) as response:
                await _read_a_little(response)
                return self._judge(response, origin, clock())
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            origin.failed(clock())
            logger.warning("push_unreachable", kind=type(error).__name__, where=url.host)
            return SendResult("retry")

    def _judge(self, response: aiohttp.ClientResponse, origin: Origin, now: float) -> SendResult:
        status = response.status
        if status in _BUSY:
            seconds = retry_after_seconds(response.headers.get("Retry-After"), datetime.now(UTC))
            origin.rest(now, seconds)
            logger.warning("push_busy", status=status, where=response.url.host)
            return SendResult("retry", origin.rests_until - now)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.REQUEST_TIMEOUT:
            origin.failed(now)
            return SendResult("retry")
        origin.answered(now)
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return SendResult("sent")
        if status in _GONE:
            return SendResult("gone")
        # Ours: the key, the clock, the form or the size. The subscription may be as good as ever.
        logger.error("push_refused", status=status, where=response.url.host)
        return SendResult("refused")


async def _read_a_little(response: aiohttp.ClientResponse) -> None:
    """Read a short answer to its end, so that the connection can be used again; hang up on a long one."""
    if response.content_length == 0:
        return
    try:
        async with asyncio.timeout(1):
            await response.content.readexactly(MAX_ANSWER_BYTES + 1)
    except asyncio.IncompleteReadError:
        return
    except (aiohttp.ClientError, TimeoutError, OSError):
        pass  # what it says with its status has arrived
    response.close()


def retry_after_seconds(value: str | None, now: datetime) -> float | None:
    """Return how long to wait, given in seconds or as a date; None where nothing sensible is said."""
    if value is None:
        return None
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds())
