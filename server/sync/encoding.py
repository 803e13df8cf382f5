"""The answer of a sync as bytes: its JSON in two parts, and both compressed as one."""

import zlib
from collections.abc import Sequence
from typing import Final

import orjson

from server.ledger.rows import Json

_LEVEL: Final = 5
_AS_GZIP: Final = zlib.MAX_WBITS | 16


def encode(answer: Json) -> Sequence[bytes]:
    """Return the JSON of an answer in parts: what is the account's own, and what others show it.

    >>> b"".join(encode({"cursor": 3, "shared": {"partners": []}}))
    b'{"cursor":3,"shared":{"partners":[]}}'
    """
    own = {name: value for name, value in answer.items() if name != "shared"}
    return orjson.dumps(own)[:-1] + b',"shared":', orjson.dumps(answer["shared"]) + b"}"


def compress(parts: Sequence[bytes]) -> bytes:
    """Compress the parts as one gzip stream in which nothing of one is found again in another.

    A partner chooses the bytes of a label. If these could match the person's own dates, the length of the
    answer, which a network sees, would tell whether they do.
    """
    stream = zlib.compressobj(_LEVEL, zlib.DEFLATED, _AS_GZIP)
    compressed = bytearray()
    for part in parts:
        compressed += stream.compress(part)
        compressed += stream.flush(zlib.Z_FULL_FLUSH)
    return bytes(compressed + stream.flush())
