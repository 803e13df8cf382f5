"""contract/words.toml (docs/glossary.md) names what is in the code, in the protocol and on the screens."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
GLOSSARY = ROOT / "contract" / "words.toml"
WORDS: list[dict[str, Any]] = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))["words"]
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
    if path != GLOSSARY
)


def has_word(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def test_it_has_words() -> None:
    assert len(WORDS) > 30
    assert all(word.keys() == {"code", "wire", "screen", "meaning"} for word in WORDS)


def test_a_word_that_is_nowhere_is_noticed() -> None:
    assert not has_word(CODE, "Nudg")
    assert not has_word(SCREENS, "goal for the da")


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word["code"][0])
def test_its_names_are_in_use(word: dict[str, Any]) -> None:
    assert word["code"]
    assert word["meaning"]
    assert [name for name in word["code"] if not has_word(CODE, name)] == []
    assert [name for name in word["wire"] if not has_word(WIRE, name.partition(":")[0])] == []
    assert [text for text in word["screen"] if not has_word(SCREENS, text.casefold())] == []
