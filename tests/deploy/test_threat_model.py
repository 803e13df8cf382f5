"""docs/threat-model.md names real tests, and answers every numbered threat with a test or a reason."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`((?:tests|pwa)/[^`]+?\.(?:py|ts))(?:::([^`]+))?`", PAGE)))
ROWS = {row[0]: row for row in re.findall(r"^\| (T\d+) \| (.*?) \| (.*?) \| (.*?) \|$", PAGE, re.MULTILINE)}
NUMBERS = [f"T{number}" for number in range(1, 29)]


def test_it_names_tests() -> None:
    assert len([name for _, name in NAMED if name]) > 40


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_a_test_that_it_names_is_there(path: str, name: str) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    if path.endswith(".py"):
        assert not name or re.search(rf"^ *(async )?def {re.escape(name)}\(", source, re.MULTILINE)
    else:
        assert not name or f'"{name}"' in source


@pytest.mark.parametrize("number", NUMBERS)
def test_a_threat_has_a_test_or_a_reason(number: str) -> None:
    _, threat, tests, reason = ROWS[number]

    assert threat
    assert "::" in tests or reason
