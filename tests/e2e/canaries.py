"""Words that people type in these tests, and where none of them may ever be found: on the server."""

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


def words_in_clear(product: Product) -> list[str]:
    """Where the server holds one of the words: in its database, the log of that, or its own log."""
    return [
        f"{word!r} in {path.name}"
        for path in (*product.database_files(), product.output)
        for word in WORDS
        if holds(path, word)
    ]


def holds(path: Path, word: str) -> bool:
    content = path.read_bytes().lower()
    return any(word.lower().encode(encoding) in content for encoding in ("utf-8", "utf-16-le"))
