"""The tables that are made from contract/ are those that are checked in."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("contract", "server/contract", "server/__init__.py", "tools/contract.py", "pwa/src/contract")


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


def test_a_field_that_is_added_in_the_contract_alone_is_noticed(tmp_path: Path) -> None:
    root = copy_of_contract(tmp_path)
    things = root / "contract" / "things.toml"
    text = things.read_text(encoding="utf-8")
    things.write_text(
        text.replace(
            "[records.preference.lists]", 'large = { plain = "boolean" }\n\n[records.preference.lists]'
        ),
        encoding="utf-8",
    )
    result = check(root)
    assert result.returncode == 1
    assert "pwa/src/contract/things.ts differs" in result.stderr
