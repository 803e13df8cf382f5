"""Devices that sync: accounts made over HTTP, and clients that offer new entries and read what is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from gzip import decompress as gunzip
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from json import dumps
from typing import Any

import orjson

from bench.clients import HOST
from tests.factories.people import sign_up_body
from tests.factories.things import entry

Json = dict[str, Any]

FIRST_ON = date(2016, 1, 1)
PAGE = 1000
MAX_CHANGES = 1000
GZIP_MAGIC = b"\x1f\x8b"
TAKEN = frozenset({"applied"})


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who has signed up, and the cookie that says so."""

    id: str
    cookie: str


class Device:
    """A device of an account, that offers so many new entries with each request."""

    def __init__(self, account: Account, offers: int = 1) -> None:
        self.account = account
        self.offers = offers
        self.epoch: str | None = None
        self.cursor = 0
        self.has_more = True
        self.read_bytes = 0

    def request(self) -> bytes:
        """Return a sync with new entries."""
        return self.sync([entry() for _ in range(self.offers)])

    def sync(self, changes: Sequence[Json]) -> bytes:
        """Return a sync with these changes."""
        body = {
            "protocol": 1,
            "account": self.account.id,
            "epoch": self.epoch,
            "cursor": self.cursor,
            "changes": changes,
            "limit": PAGE,
        }
        return post("/api/sync", orjson.dumps(body), self.account.cookie)

    def take(self, body: bytes) -> None:
        """Move the cursor; whatever was offered must have been taken."""
        answer = orjson.loads(gunzip(body) if body.startswith(GZIP_MAGIC) else body)
        if not all(result["status"] in TAKEN for result in answer["results"]):
            raise RuntimeError(f"The server did not take {answer['results']}")
        self.epoch, self.cursor, self.has_more = answer["epoch"], answer["cursor"], answer["more"]
        self.read_bytes += len(body)


class Mover(Device):
    """A device that offers all that it holds, as much as fits into a request."""

    def __init__(self, account: Account, held: Sequence[Json]) -> None:
        super().__init__(account)
        self._held = held
        self._offered = 0

    @property
    def has_offers(self) -> bool:
        """Whether something has not been offered yet."""
        return self._offered < len(self._held)

    def request(self) -> bytes:
        """Return a sync with the next entries."""
        changes = self._held[self._offered : self._offered + MAX_CHANGES]
        self._offered += len(changes)
        return self.sync(changes)


def sign_up(port: int, username: str) -> Account:
    """Make an account on a server that lets everybody in."""
    body = sign_up_body(username)
    connection = HTTPConnection(HOST, port, timeout=60)
    headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    connection.request("POST", "/api/accounts", dumps(body), headers)
    response = connection.getresponse()
    if response.status != 201:
        raise RuntimeError(f"Signing up was answered {response.status}: {response.read()!r}")
    cookies = SimpleCookie("; ".join(response.headers.get_all("Set-Cookie", [])))
    connection.close()
    return Account(body["account"], f"kept={cookies['kept'].value}")


def history(habits: int, days: int) -> list[Json]:
    """Return one entry for each habit on each day, in the order in which people make them."""
    dates = [(FIRST_ON + timedelta(days=day)).isoformat() for day in range(days)]
    return [entry(habit=f"habit-{number}", on=on) for on in dates for number in range(habits)]


def post(path: str, body: bytes, cookie: str) -> bytes:
    """Return a whole request, as the app's own page sends it."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n"
        f"Accept-Encoding: gzip\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
