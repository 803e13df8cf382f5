"""What the guides for contributors name is there: files, folders, pages, targets of make."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDES = [
    "README.md",
    "CONTRIBUTING.md",
    "docs/engines.md",
    *sorted(str(page.relative_to(ROOT)) for page in (ROOT / "docs" / "decisions").glob("*.md")),
]
PATH = re.compile(r"`((?:server|pwa|tests|docs|contract|migrations|tools)/[^`\s:]*)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
HEADINGS = ("practice", "moment", "field", "screen", "message", "route", "importer", "migration")


def named_in(guide: str) -> list[Path]:
    text = (ROOT / guide).read_text(encoding="utf-8")
    links = [(ROOT / guide).parent / link for link in LINK.findall(text)]
    # What the build makes is there only after it.
    return [ROOT / path for path in PATH.findall(text) if "dist" not in path] + links


@pytest.mark.parametrize("guide", GUIDES)
def test_what_it_names_is_there(guide: str) -> None:
    assert [path for path in named_in(guide) if not path.exists()] == []


@pytest.mark.parametrize("thing", HEADINGS)
def test_contributing_says_with_a_path_how_to_add(thing: str) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = re.search(rf"^## Add an? {thing}\n(.*?)^## ", guide, re.MULTILINE | re.DOTALL)
    assert section
    assert PATH.search(section[1])


def test_each_fact_about_an_engine_names_code_and_a_test() -> None:
    rows = re.findall(
        r"^\| .* \|$", (ROOT / "docs" / "engines.md").read_text(encoding="utf-8"), re.MULTILINE
    )[2:]
    assert len(rows) >= 10
    for row in rows:
        *_, code, test = [cell.strip() for cell in row.strip("|").split("|")]
        assert PATH.fullmatch(code), row
        assert re.fullmatch(r"`[\w./-]*test[\w./-]*`", test), row


def test_each_target_of_make_that_is_named_is_there() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for guide in ("README.md", "CONTRIBUTING.md"):
        named = re.findall(r"(?:`|^)make ([a-z-]+)", (ROOT / guide).read_text(encoding="utf-8"), re.MULTILINE)
        assert set(named) <= set(targets)
