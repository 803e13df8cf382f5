"""The steps of "Upgrade" and "Go back" in the README, with this version as the older one.

The newer one is a copy of it with one migration more.
"""

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from server.config import ROOT
from server.core.migrations import MIGRATIONS_DIR
from tests.factories.guests import Guest
from tests.factories.kept_process import KEPT, SERVE, environment, running_kept
from tests.factories.people import sign_up_body
from tests.factories.things import entry, habit

PARTS = ("server", "contract", "migrations", "gunicorn.conf.py", "pyproject.toml", "wsgi.py")
MAIN = "from server.cli import main; main()"
ONE_MORE = '''
"""What the next version changes."""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "9999", "{newest}", None, None
def upgrade():
    op.create_table("of_the_next_version", sa.Column("id", sa.Integer, primary_key=True))
'''


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command `kept` of the next version."""
    folder = tmp_path_factory.mktemp("newer")
    for name in PARTS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    newest = max(path.name[:4] for path in (MIGRATIONS_DIR / "versions").glob("0*.py"))
    revision = folder / "migrations" / "versions" / "9999_next.py"
    revision.write_text(ONE_MORE.format(newest=newest), encoding="utf-8")
    return ["env", "-C", str(folder), sys.executable, "-c", MAIN]


def sync(guest: Guest, *changes: object, epoch: str | None = None, cursor: int = 0) -> dict[str, Any]:
    account = sign_up_body(guest.name)["account"]
    asked = {"protocol": 1, "account": account, "epoch": epoch, "cursor": cursor, "limit": 1000}
    return guest.post("/api/sync", {**asked, "changes": list(changes)}, 200)


def days_of(guest: Guest) -> list[str]:
    return sorted(thing["on"] for thing in sync(guest)["records"] if thing["type"] == "entry")


def contents(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def run_kept(data: Path, *arguments: str) -> None:
    subprocess.run([KEPT, *arguments], env=environment(data), check=True, timeout=120)


def live_through_an_upgrade(folder: Path, newer: list[str]) -> Guest:
    """An entry with this version, a backup of it, and one more entry with the next version."""
    with running_kept(folder, command=SERVE) as kept:
        guest = Guest(kept, "ann")
        sync(guest, habit("tea"), entry(on="2026-11-01"))
        run_kept(folder / "data", "backup", str(folder / "kept-before"))
    with running_kept(folder, command=[*newer, "serve"]) as kept:
        guest.kept = kept
        sync(guest, entry(on="2026-11-02"))
        assert days_of(guest) == ["2026-11-01", "2026-11-02"]
    return guest


def test_the_readme_names_these_steps() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    upgrade, back = (
        re.findall(r"kept (backup|restore)|(git pull|git checkout|make run)", part.partition("\n## ")[0])
        for part in re.split(r"## (?:Upgrade|Go back)\n", readme)[1:]
    )

    assert ["".join(step) for step in upgrade] == ["backup", "git pull", "make run"]
    assert ["".join(step) for step in back] == ["git checkout", "restore", "make run"]


def test_the_next_version_goes_on_where_this_one_stopped(tmp_path: Path, newer: list[str]) -> None:
    live_through_an_upgrade(tmp_path, newer)


def test_this_version_refuses_what_the_next_one_has_migrated(tmp_path: Path, newer: list[str]) -> None:
    live_through_an_upgrade(tmp_path, newer)
    before = contents(tmp_path / "data" / "kept.db")

    refused = subprocess.run(
        SERVE, env=environment(tmp_path / "data"), capture_output=True, text=True, timeout=120, check=False
    )

    assert refused.returncode == 2
    assert "newer version" in refused.stderr
    assert contents(tmp_path / "data" / "kept.db") == before


def test_the_backup_brings_this_version_back(tmp_path: Path, newer: list[str]) -> None:
    guest = live_through_an_upgrade(tmp_path, newer)
    shutil.rmtree(tmp_path / "data")
    shutil.move(tmp_path / "kept-before", tmp_path / "data")
    run_kept(tmp_path / "data", "restore")

    with running_kept(tmp_path, command=SERVE) as kept:
        guest.kept = kept
        assert is_signed_out(guest)
        guest.sign_in()
        assert days_of(guest) == ["2026-11-01"]
        # The device brings what the backup lacks.
        sync(guest, entry(on="2026-11-02"))
        assert days_of(guest) == ["2026-11-01", "2026-11-02"]


def is_signed_out(guest: Guest) -> bool:
    answer = guest.post("/api/sessions/current/step-up", {"auth_secret": "x"})
    return bool(answer["code"] == "signed_out")
