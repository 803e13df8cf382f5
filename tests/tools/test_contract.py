"""The tables of the app and the pages that are made from contract/ are those that are checked in."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = (
    "contract",
    "docs/glossary.md",
    "docs/protocol.md",
    "pwa/src/contract",
    "server/__init__.py",
    "server/contract",
    "tools/contract.py",
    "tools/contract_docs.py",
)


def check(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tools.contract", "--check"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def copy_of_contract(folder: Path) -> Path:
    for part in PARTS:
        source, target = ROOT / part, folder / part
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, target)
    return folder


def test_they_are_up_to_date() -> None:
    result = check(ROOT)
    assert (result.returncode, result.stderr) == (0, "")


CHANGES = [
    ("contract/things.toml", "[records.habit.lists]", 'large = { plain = "boolean" }\n[records.habit.lists]'),
    ("contract/commands.toml", 'path = "renew"', 'path = "renewal"'),
    ("contract/words.toml", "when no nudge is sent", "when nothing is sent"),
    ("docs/protocol.md", "| group | name | position, deleted |", "| group | | name, position, deleted |"),
]
DIFFERING = [
    ["pwa/src/contract/things.ts", "docs/protocol.md"],
    ["pwa/src/contract/commands.ts", "docs/protocol.md"],
    ["docs/glossary.md"],
    ["docs/protocol.md"],
]


@pytest.mark.parametrize(("change", "differing"), list(zip(CHANGES, DIFFERING, strict=True)))
def test_what_is_changed_in_one_place_alone_is_noticed(
    tmp_path: Path, change: tuple[str, str, str], differing: list[str]
) -> None:
    root = copy_of_contract(tmp_path)
    name, old, new = change
    text = (root / name).read_text(encoding="utf-8")
    (root / name).write_text(text.replace(old, new), encoding="utf-8")

    result = check(root)

    assert result.returncode == 1
    assert [line.split(" differs")[0] for line in result.stderr.splitlines()] == differing


def test_a_page_without_its_table_is_an_error(tmp_path: Path) -> None:
    root = copy_of_contract(tmp_path)
    (root / "docs" / "glossary.md").write_text("# Glossary\n", encoding="utf-8")

    assert check(root).returncode != 0
