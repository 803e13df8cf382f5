"""docs/consent.md names real tests, and answers every requirement with a test or a reason."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "consent.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`((?:tests|pwa)/[^`:]+\.(?:py|ts))::([^`]+)`", PAGE)))
ROWS = {row[0]: row for row in re.findall(r"^\| (CR-\d+) \| (.*?) \| (.*?) \| (.*?) \|$", PAGE, re.MULTILINE)}


def test_it_names_tests() -> None:
    assert len(NAMED) > 40


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_a_test_that_it_names_is_there(path: str, name: str) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    if path.endswith(".py"):
        assert re.search(rf"^ *def {re.escape(name)}\(", source, re.MULTILINE)
    else:
        assert f'"{name}"' in source


@pytest.mark.parametrize("number", range(1, 27))
def test_a_requirement_has_a_test_or_a_reason(number: int) -> None:
    _, requirement, tests, reason = ROWS[f"CR-{number}"]

    assert requirement
    assert "::" in tests or reason
