"""`kept restore FOLDER`: a backup comes back, and nothing that was ended since comes back with it."""

import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from sqlalchemy.engine import make_url

from tests.factories.guests import Guest
from tests.factories.kept_process import KEPT, KeptProcess, environment, running_kept
from tests.factories.keys import NEW_KEY, key_change, new_password
from tests.factories.people import DATA_KEY, sealed, secret_of, sign_up_body
from tests.factories.things import NOW_MS, habit, record, stamp

KILLS = 6
WAITS_SECONDS = 60


def run_kept(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    variables = environment(folder / "data", **variables)
    return subprocess.run(
        [KEPT, *arguments], env=variables, capture_output=True, text=True, timeout=120, check=False
    )


def done(run: subprocess.CompletedProcess[str]) -> str:
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


def sign_in(kept: KeptProcess, name: str, password: str) -> int:
    return kept.post("/api/sessions", {"username": name, "auth_secret": secret_of(password)}).status


def sync(guest: Guest, *changes: dict[str, Any], **members: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    account = sign_up_body(guest.name)["account"]
    whole = {"protocol": 1, "account": account, "epoch": None, "cursor": 0, "changes": list(changes)}
    return guest.post("/api/sync", {**whole, **members}, 200)


def change_password(guest: Guest) -> None:
    """And the data key with it."""
    guest.post("/api/account/key", key_change(password=new_password("new password")), 200)


def delete_account(kept: KeptProcess, folder: Path, name: str) -> None:
    done(run_kept(folder, "people", "delete", name, "--yes"))
    assert sign_in(kept, name, f"password of {name}") == 401


@pytest.fixture
def backed_up(tmp_path: Path) -> Path:
    """Alice and Bob at the backup, and what came after: another password, a deletion, Charlie."""
    with running_kept(tmp_path, SIGNUP="open") as kept:
        alice, _ = Guest(kept, "alice"), Guest(kept, "bob")
        sync(alice, habit(name=sealed("Tea")))
        done(run_kept(tmp_path, "backup", str(tmp_path / "backup")))
        change_password(alice)
        delete_account(kept, tmp_path, "bob")
        Guest(kept, "charlie")
    return tmp_path


def test_a_changed_password_and_key_stay_changed(backed_up: Path) -> None:
    printed = done(run_kept(backed_up, "restore", str(backed_up / "backup")))

    assert "changed since the backup, and stay as they are now: alice." in printed
    with running_kept(backed_up) as kept:
        assert sign_in(kept, "alice", "password of alice") == 401
        new = {"username": "alice", "auth_secret": secret_of("new password")}
        session = Guest.at(kept, "alice").post("/api/sessions", new, 201)
        assert session["key"] == NEW_KEY
        assert session["retired"] == key_change()["retired"]
        old = {"username": "alice", "recovery_secret": secret_of("recovery of alice")}
        assert kept.post("/api/sessions/recovery", old).status == 401


def test_words_of_the_backup_are_read_and_those_written_since_come_back(backed_up: Path) -> None:
    done(run_kept(backed_up, "restore", str(backed_up / "backup")))

    with running_kept(backed_up) as kept:
        alice = Guest.at(kept, "alice")
        alice.post("/api/sessions", {"username": "alice", "auth_secret": secret_of("new password")}, 201)
        (tea,) = sync(alice)["records"]
        assert tea["fields"]["name"][0] == sealed("Tea", key=DATA_KEY)
        since = record("habit", "tea", stamp(NOW_MS + 1), name=sealed("Green tea", key=NEW_KEY))
        assert [result["status"] for result in sync(alice, since)["results"]] == ["applied"]
        old = record("habit", "tea", stamp(NOW_MS + 2), name=sealed("Coffee", key=DATA_KEY))
        assert [result.get("code") for result in sync(alice, old)["results"]] == ["old_key"]


def test_a_deleted_account_stays_deleted(backed_up: Path) -> None:
    printed = done(run_kept(backed_up, "restore", str(backed_up / "backup")))

    assert "Deleted since the backup, and stay deleted: bob." in printed
    with running_kept(backed_up, SIGNUP="open") as kept:
        assert sign_in(kept, "bob", "password of bob") == 401
        assert kept.post("/api/accounts", sign_up_body("bob")).status == 409
    # It is still known as deleted by the next restore.
    done(run_kept(backed_up, "restore", str(backed_up / "backup")))
    assert "bob" not in done(run_kept(backed_up, "people", "list"))


def test_an_account_made_since_signs_in_and_its_devices_bring_everything(backed_up: Path) -> None:
    printed = done(run_kept(backed_up, "restore", str(backed_up / "backup")))

    assert "Made since the backup, and can sign in: charlie." in printed
    with running_kept(backed_up) as kept:
        charlie = Guest.at(kept, "charlie")
        charlie.sign_in()
        assert [result["status"] for result in sync(charlie, habit())["results"]] == ["applied"]


def test_everybody_is_signed_out(tmp_path: Path) -> None:
    with running_kept(tmp_path) as kept:
        alice = Guest(kept, "alice")
        done(run_kept(tmp_path, "backup", str(tmp_path / "backup")))
    done(run_kept(tmp_path, "restore", str(tmp_path / "backup")))

    with running_kept(tmp_path) as kept:
        alice.kept = kept
        step_up = {"auth_secret": secret_of("password of alice")}
        assert alice.post("/api/sessions/current/step-up", step_up)["code"] == "signed_out"


def test_what_was_deleted_leaves_nothing_that_names_it(backed_up: Path) -> None:
    with closing(sqlite3.connect(backed_up / "data" / "kept.db")) as database:
        rows = database.execute("SELECT * FROM deleted_account").fetchall()
        named = sign_up_body("bob")["account"]

    assert [len(row) for row in rows] == [1]
    assert [len(value) for row in rows for value in row] == [32]
    content = b"".join(path.read_bytes() for path in (backed_up / "data").glob("kept.db*"))
    assert str(named).encode() not in content


def test_after_a_lost_disk_it_says_what_counts(backed_up: Path) -> None:
    shutil.rmtree(backed_up / "data")

    printed = done(run_kept(backed_up, "restore", str(backed_up / "backup")))

    assert "encryption keys of the backup count again" in printed
    assert (backed_up / "data" / "vapid.pem").is_file()
    with running_kept(backed_up) as kept:
        assert sign_in(kept, "alice", "password of alice") == 201


def test_an_older_backup_that_was_put_back_before_takes_nothing_from_a_newer_one(backed_up: Path) -> None:
    """What counts is which of the two knows the later change."""
    newer = str(backed_up / "newer")
    done(run_kept(backed_up, "backup", newer))
    shutil.rmtree(backed_up / "data")
    shutil.copytree(backed_up / "backup", backed_up / "data")
    done(run_kept(backed_up, "restore"))

    done(run_kept(backed_up, "restore", newer))

    with running_kept(backed_up) as kept:
        assert sign_in(kept, "alice", "password of alice") == 401
        assert sign_in(kept, "alice", "new password") == 201


@pytest.mark.parametrize("folder", ["nowhere", "data"])
def test_it_refuses_what_is_no_backup(backed_up: Path, folder: str) -> None:
    run = run_kept(backed_up, "restore", str(backed_up / folder))

    assert (run.returncode, run.stdout) == (2, "")
    assert len(run.stderr.splitlines()) == 1


def test_it_refuses_while_kept_runs(backed_up: Path) -> None:
    with running_kept(backed_up) as kept:
        run = run_kept(backed_up, "restore", str(backed_up / "backup"))

        assert (run.returncode, run.stdout) == (2, "")
        assert "stop Kept" in run.stderr
        assert sign_in(kept, "alice", "new password") == 201


def test_a_present_database_that_cannot_be_read_is_left_alone(backed_up: Path) -> None:
    database = backed_up / "data" / "kept.db"
    database.write_bytes(b"not a database" * 1000)

    run = run_kept(backed_up, "restore", str(backed_up / "backup"))

    assert (run.returncode, run.stdout) == (2, "")
    assert "move it away first" in run.stderr
    assert database.read_bytes().startswith(b"not a database")


def state_of(database: Path) -> str:
    """Which database it is: as it was, or the restored one with what it was given."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        keys = dict(connection.execute("SELECT username, key_id FROM account"))
        sessions = connection.execute("SELECT count(*) FROM session").fetchone()[0]
        epochs = connection.execute("SELECT count(*) FROM feed").fetchone()[0]
    assert keys == {"alice": NEW_KEY, "charlie": DATA_KEY}
    assert epochs == 1
    return "restored" if sessions == 0 else "as it was"


def test_killed_at_any_moment_it_leaves_the_old_state_or_the_new(backed_up: Path) -> None:
    """Each run is killed a little later than the one before, until one has come to its end."""
    kept, database = backed_up / "before", backed_up / "data" / "kept.db"
    shutil.copytree(backed_up / "data", kept)
    took = time.monotonic()
    done(run_kept(backed_up, "restore", str(backed_up / "backup")))
    took = time.monotonic() - took
    assert state_of(database) == "restored"
    seen = set()
    for turn in range(KILLS):
        shutil.rmtree(backed_up / "data")
        shutil.copytree(kept, backed_up / "data")
        assert state_of(database) == "as it was"
        variables = environment(backed_up / "data")
        process = subprocess.Popen([KEPT, "restore", str(backed_up / "backup")], env=variables)
        time.sleep(took * (0.3 + 0.7 * turn / KILLS))
        process.send_signal(signal.SIGKILL)
        process.wait(WAITS_SECONDS)
        seen.add(state_of(database))
        done(run_kept(backed_up, "restore", str(backed_up / "backup")))
        assert state_of(database) == "restored"
        assert {path.name for path in (backed_up / "data").glob("kept.db*")} == {"kept.db"}
    assert "as it was" in seen


def test_with_postgresql_the_present_database_is_given_by_its_address(
    tmp_path: Path, postgresql_server: str, postgresql_url: str
) -> None:
    backup = f"{make_url(postgresql_url).database}_backup"
    backup_url = make_url(postgresql_server).set(database=backup).render_as_string(hide_password=False)
    with running_kept(tmp_path, DATABASE_URL=postgresql_url, SIGNUP="open") as kept:
        alice = Guest(kept, "alice")
        Guest(kept, "bob")
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        names = map(Identifier, (backup, str(make_url(postgresql_url).database)))
        connection.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        try:
            with running_kept(tmp_path, DATABASE_URL=postgresql_url, SIGNUP="open") as kept:
                alice.kept = kept
                change_password(alice)
                done(run_kept(tmp_path, "people", "delete", "bob", "--yes", DATABASE_URL=postgresql_url))
                Guest(kept, "charlie")

            printed = done(
                run_kept(tmp_path, "restore", "--present", postgresql_url, DATABASE_URL=backup_url)
            )

            assert "alice." in printed
            with running_kept(tmp_path, DATABASE_URL=backup_url, SIGNUP="open") as kept:
                assert sign_in(kept, "alice", "password of alice") == 401
                assert sign_in(kept, "alice", "new password") == 201
                assert sign_in(kept, "bob", "password of bob") == 401
                assert sign_in(kept, "charlie", "password of charlie") == 201
        finally:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(backup)))
    refused = run_kept(tmp_path, "restore", str(tmp_path), DATABASE_URL=postgresql_url)
    assert "--present URL" in refused.stderr
