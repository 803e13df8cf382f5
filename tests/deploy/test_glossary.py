"""docs/glossary.md names what is in the code, in the protocol and on the screens."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| `")
]
MESSAGES = json.loads((ROOT / "pwa/src/i18n/messages/en.json").read_text(encoding="utf-8"))
SCREENS = "\n".join(MESSAGES.values()).casefold()
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for folder, pattern in (("server", "*.py"), ("pwa/src", "*.ts"), ("pwa/src", "*.tsx"))
    for path in sorted((ROOT / folder).rglob(pattern))
    if ".test." not in path.name
)
WIRE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [*(ROOT / "contract").glob("*.toml"), ROOT / "docs" / "protocol.md"]
)


def has_word(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def test_it_has_rows() -> None:
    assert len(ROWS) > 30
    assert all(len(row) == 4 for row in ROWS)


def test_a_word_that_is_nowhere_is_noticed() -> None:
    assert not has_word(CODE, "Nudg")
    assert not has_word(SCREENS, "goal for the da")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_its_names_are_in_use(row: list[str]) -> None:
    code, wire, screen, meaning = row

    assert meaning
    assert [name for name in re.findall(r"`([^`]+)`", code) if not has_word(CODE, name)] == []
    assert [name for name in re.findall(r"`(\w+)[^`]*`", wire) if not has_word(WIRE, name)] == []
    assert [word for word in screen.split(", ") if not has_word(SCREENS, word.casefold())] == []
