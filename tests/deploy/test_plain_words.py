"""Plain modern English: words that were replaced once do not come back, in code, pages or messages."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("bench", "contract", "docs", "migrations", "pwa/src", "pwa/tools", "server", "tests", "tools")
ENDINGS = {".css", ".html", ".js", ".json", ".md", ".mjs", ".py", ".toml", ".ts", ".tsx"}

BANNED = {
    r"anew": "again",
    r"at present": "right now",
    r"beforehand": "first, in advance",
    r"besides": "as well, apart from",
    r"bury|buries|buried": "reap, delete",
    r"farewell": "sign-out",
    r"for ever(?!y)": "forever",
    r"hasty": "without durability",
    r"heed\w*": "check, handle",
    r"henceforth|hitherto|whence|hence|thereof|therein|thereby|whereby": "from then on, so, in it",
    r"lend|lends|lent|loan\w*": "lazy, load later",
    r"lest": "so that … not",
    r"need not": "does not have to",
    r"nought": "zero",
    r"seldom": "rarely",
    r"shall": "is to, must",
    r"so that it": "so it",
    r"upon": "on",
    r"very bytes": "byte for byte",
    r"vow|vows": "promise",
    r"whole memory": "data",
}
"""What to write in their place; names are read word by word, however they are joined."""

BANNED_ON_SCREENS = {
    r"somebody|anybody|everybody|nobody": "someone, anyone, everyone, no one",
    r"sealed?|unseal\w*": "encrypted",
    r"your words|locked words": "what you wrote",
    r"(?<!small )nudges?": "reminder",
    r"in a row|the row|longest run|runs(?= of)": "streak",
    r"lately": "recently",
    r"stands? still|let it grow": "paused, resume",
    r"(it is )?void": "cancelled",
    r"mend\w*": "made right",
    r"take back|taken back|put back|bring back": "undo, restore",
    r"go on|goes on": "continue",
    r"begins?|begun": "start",
    r"meanwhile|once again": "until then",
    r"such as": "like",
    r"whoever hosts|the host": "whoever runs",
    r"cannot|does not|did not|is not|are not|will not|have not|has not": "contractions",
}

ALLOWED = {
    # A migration that was released is never changed.
    "migrations/versions/0007_wake_agendas.py": {"for ever"},
    # What devices have stored under these names.
    "pwa/src/db/device.ts": {"farewell"},
    "pwa/src/sw/rarely-used.ts": {"seldom"},
    # What somebody says to somebody else.
    "server/practices/catalogue.toml": {"shall"},
}
ALLOWED_MESSAGES = {
    "moment.boundary.end": "where you begin",
    "promise.stands_let_go": "Let go on {day}",
}
THIS = Path(__file__)


def spread(text: str) -> str:
    """Part `camelCase` and `snake_case` into words, but for the names of limits."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[a-z])_", " ", text)


def found(text: str, banned: dict[str, str]) -> set[str]:
    pattern = re.compile(rf"(?<!\w)({'|'.join(banned)})(?!\w)", re.IGNORECASE)
    return {match[1].lower() for match in pattern.finditer(spread(text))}


def pages() -> Iterator[Path]:
    yield from ROOT.glob("*.md")
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in ENDINGS and "node_modules" not in path.parts and path != THIS:
                yield path


def test_it_finds_a_word_however_it_is_joined() -> None:
    assert found("heedSignedOut(); lend_later; Written anew", BANNED) == {"heed", "lend", "anew"}
    assert found("every vowel; for everybody; the blender", BANNED) == set()
    assert found("2 in a row, sealed", BANNED_ON_SCREENS) == {"in a row", "sealed"}


def test_no_page_and_no_code_has_them() -> None:
    names = {
        str(path.relative_to(ROOT)): found(path.read_text(encoding="utf-8"), BANNED)
        - ALLOWED.get(str(path.relative_to(ROOT)), set())
        for path in pages()
    }

    assert {name: words for name, words in names.items() if words} == {}


@pytest.mark.parametrize(("name", "words"), ALLOWED.items())
def test_an_exception_is_needed(name: str, words: set[str]) -> None:
    assert words <= found((ROOT / name).read_text(encoding="utf-8"), BANNED)


def test_no_message_has_them() -> None:
    messages = json.loads((ROOT / "pwa/src/i18n/messages/en.json").read_text(encoding="utf-8"))
    texts = {key: text.replace(ALLOWED_MESSAGES.get(key, "\0"), "") for key, text in messages.items()}
    words = {key: found(text, BANNED | BANNED_ON_SCREENS) for key, text in texts.items()}

    assert {key: of for key, of in words.items() if of} == {}
