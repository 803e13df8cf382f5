"""Whether a device's cursor belongs to the history that the server has now.

The server's data can go back in time: a copy was put back, a disk lost what it said it had written. Then
devices have read what the server no longer has, and its next numbers stand for other things. So with each
cursor a device gets the token of the feed's head at that moment, "HEAD-RANDOM", and sends it back.
"""

from enum import Enum, auto
from typing import NamedTuple

from server.ledger.service import OpenFeed
from server.ledger.store import MAX_NUMBERS_WITH_TOKEN


class History(Enum):
    """How the device's history and the server's relate."""

    SAME = auto()
    UNKNOWN = auto()
    """The device starts again at cursor 0: it is new, or further behind than tokens are stored."""
    LOST = auto()
    """The server no longer has what this device has read."""


class HeadToken(NamedTuple):
    """What a device got with its cursor; without a token it comes from before there were any."""

    head: int
    random: str | None

    @classmethod
    def parse(cls, text: str | None) -> "HeadToken":
        """Read the text of a request that the schema has checked."""
        if text is None:
            return cls(0, None)
        head, _, random = text.partition("-")
        return cls(int(head), random)


def head_token_of(feed: OpenFeed) -> str | None:
    """Return the text that the device is to send back; an empty feed has none."""
    return f"{feed.head}-{feed.head_token}" if feed.head > 0 else None


def compare(feed: OpenFeed, epoch: str | None, cursor: int, token: HeadToken) -> History:
    """Compare what the device has got with the feed, which was opened with `token_at` of the token's head."""
    if epoch is None:
        return History.SAME if cursor == 0 else History.UNKNOWN
    if epoch != feed.epoch:
        return History.UNKNOWN
    if cursor > feed.floor or token.head > feed.floor:
        return History.LOST
    if token.random is None or token.random == feed.token_found:
        return History.SAME
    is_pruned = feed.token_found is None and token.head <= feed.floor - MAX_NUMBERS_WITH_TOKEN
    return History.UNKNOWN if is_pruned else History.LOST
