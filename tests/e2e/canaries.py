"""Words that people type in these tests, and where none of them may ever be found: on the server.

Neither in clear nor as a hash: whoever runs the server could hash a list of words and compare.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from tests.e2e import accounts, lived_in, screens
from tests.e2e.product import Product

WORDS = (
    "canary",
    screens.EYE_CONTACT,
    lived_in.WATER,
    lived_in.WEEKLY,
    lived_in.ARABIC,
    "They noticed",
    accounts.PASSWORD,
    accounts.OTHER_PASSWORD,
)

IMPORTED = ("Meditate", "Walk", "Read", "Order pizz")
"""Habits of the files of other apps in these tests; too common to be looked for in clear."""

_ALGORITHMS = ("sha256", "sha512", "sha1", "md5")
_HEX_CHARACTERS = 12
"""Of a hash, at its beginning and at the places where an id was cut out of one."""
_RAW_BYTES = 8
_HEX_RUN = re.compile(rb"[0-9a-f]{%d,}" % _HEX_CHARACTERS)


def words_in_clear(product: Product) -> list[str]:
    """Where the server holds one of the words: in its database, the log of that, or its own log."""
    return words_in_files(*product.database_files(), product.output)


def words_in_files(*paths: Path) -> list[str]:
    """Where one of these files holds one of the words."""
    return [
        found
        for path in paths
        for found in [
            *[f"{word!r} in {path.name}" for word in WORDS if holds(path, word)],
            *[f"a hash of {word!r} in {path.name}" for word in hashed_words(path.read_bytes())],
        ]
    ]


def holds(path: Path, word: str) -> bool:
    content = path.read_bytes().lower()
    return any(word.lower().encode(encoding) in content for encoding in ("utf-8", "utf-16-le"))


def hashed_words(content: bytes) -> list[str]:
    """The words whose hash, or a part of it, is in these bytes: as hex, as base64 or raw."""
    hexes = {
        run[at : at + _HEX_CHARACTERS]
        for run in _HEX_RUN.findall(content.lower())
        for at in range(len(run) - _HEX_CHARACTERS + 1)
    }
    return [
        word
        for word in (*WORDS, *IMPORTED)
        if not hexes.isdisjoint(_hex_parts(word)) or any(part in content for part in _raw_parts(word))
    ]


@cache
def _guesses(word: str) -> frozenset[bytes]:
    """What a host would hash: the word, and the word as the importers name it."""
    spellings = {word, word.lower(), word.strip()}
    named = {
        key
        for each in spellings
        for key in (each, f"name|{each}", *(f"name|{each}|{n}" for n in range(2, 5)))
    }
    of_apps = {
        f"{start}{app}|{key}" for start in ("kept/import|", "") for app in ("loop", "beaver") for key in named
    }
    return frozenset(text.encode() for text in named | of_apps)


@cache
def _hex_parts(word: str) -> frozenset[bytes]:
    digests = [
        hashlib.new(name, guess, usedforsecurity=False).hexdigest().encode()
        for name in _ALGORITHMS
        for guess in _guesses(word)
    ]
    return frozenset(digest[at : at + _HEX_CHARACTERS] for digest in digests for at in (0, 16, 32))


@cache
def _raw_parts(word: str) -> frozenset[bytes]:
    digests = [hashlib.sha256(guess).digest() for guess in _guesses(word)]
    raw = {digest[:_RAW_BYTES] for digest in digests}
    # Whole groups of three bytes: the next byte would change the last character.
    text = {base64.b64encode(digest[:9]) for digest in digests}
    safe_text = {base64.urlsafe_b64encode(digest[:9]) for digest in digests}
    return frozenset(raw | text | safe_text)
