"""The command `kept`, but for `kept serve`, which has tests of its own."""

import fcntl
import json
import os
import re
import shutil
import sqlite3
import subprocess
import tomllib
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from server.config import ROOT
from tests.factories.databases import put_database
from tests.factories.guests import Guest
from tests.factories.kept_process import KEPT, environment, running_kept
from tests.factories.people import KDF, secret_of, sign_up_body
from tests.factories.things import entry, habit

DAILY = {"kind": "days", "weekdays": [1, 2, 3, 4, 5, 6, 7]}
HISTORY = {
    "today": "2026-03-02",
    "plans": [{"from": "2026-03-01", "rule": DAILY}],
    "entries": [{"on": "2026-03-01", "kind": "done", "amount": 1}],
    "pauses": [],
}


def run_kept(
    folder: Path, *arguments: str, lines: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [KEPT, *arguments],
        input=lines,
        env=environment(folder / "data", **variables),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_it_says_its_version(tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert run_kept(tmp_path, "--version").stdout == f"kept, version {project['version']}\n"


def test_it_makes_the_database(tmp_path: Path) -> None:
    run = run_kept(tmp_path, "migrate")

    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert (tmp_path / "data" / "kept.db").stat().st_mode & 0o777 == 0o600


def test_it_closes_its_files_to_others_and_says_so(tmp_path: Path) -> None:
    data = tmp_path / "data"
    put_database(data)
    (data / "vapid.pem").write_text("a key")
    for name, mode in (("kept.db", 0o644), ("vapid.pem", 0o640)):
        (data / name).chmod(mode)

    run = run_kept(tmp_path, "migrate")

    assert run.returncode == 0
    assert [line.partition(" could be read by other users")[0] for line in run.stderr.splitlines()] == [
        f"Note: {data / name}" for name in ("vapid.pem", "kept.db")
    ]
    assert {(data / name).stat().st_mode & 0o777 for name in ("kept.db", "vapid.pem")} == {0o600}
    assert run_kept(tmp_path, "migrate").stderr == ""


@pytest.mark.parametrize("group", [[], ["people"]])
def test_it_lists_its_commands_each_with_a_whole_sentence(tmp_path: Path, group: list[str]) -> None:
    run = run_kept(tmp_path, *group, "--help")

    commands = run.stdout.partition("Commands:")[2].splitlines()
    assert len(commands) > 1
    assert all(line.endswith(".") and not line.endswith("...") for line in commands if line)


def test_it_refuses_a_wrong_setting(tmp_path: Path) -> None:
    run = run_kept(tmp_path, "migrate", PORT="abc")

    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("kept: PORT is 'abc': ")


def test_it_answers_each_history_with_its_streak(tmp_path: Path) -> None:
    run = run_kept(tmp_path, "streaks", lines=f"{json.dumps(HISTORY)}\nnonsense \u00e9\n")

    streak, refusal = map(json.loads, run.stdout.splitlines())
    assert streak["current"] == 1
    assert refusal == {"error": "is not JSON"}
    assert run.returncode == 0


def test_it_answers_a_history_before_the_next_is_asked(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [KEPT, "streaks"],
        env=environment(tmp_path / "data"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(2):
            process.stdin.write(json.dumps(HISTORY) + "\n")
            assert json.loads(process.stdout.readline())["current"] == 1
        process.stdin.close()
    assert process.returncode == 0


def test_it_invites_nobody_before_the_first_account(tmp_path: Path) -> None:
    put_database(tmp_path / "data")

    run = run_kept(tmp_path, "people", "invite")

    assert (run.returncode, run.stdout) == (2, "")
    assert "there is no account yet" in run.stderr


def test_it_prints_an_invitation_that_works(tmp_path: Path) -> None:
    with running_kept(tmp_path) as kept:
        kept.post("/api/accounts", sign_up_body("alice"))
        run = run_kept(tmp_path, "people", "invite", PUBLIC_URL="https://kept.example.org")
        address, _, token = run.stdout.strip().partition("#")

        assert address == "https://kept.example.org/join"
        assert kept.post("/api/accounts", sign_up_body("bob", invite=token)).status == 201

    closed = run_kept(tmp_path, "people", "invite", SIGNUP="closed")
    assert (closed.returncode, closed.stdout) == (2, "")
    assert "SIGNUP is 'closed'" in closed.stderr


def test_it_prints_a_reset_link_that_works(tmp_path: Path) -> None:
    with running_kept(tmp_path) as kept:
        kept.post("/api/accounts", sign_up_body("alice"))
        run = run_kept(tmp_path, "people", "reset-link", "alice")
        address, _, code = run.stdout.strip().partition("#")
        body = {"token": code.partition(".")[0], "auth_secret": secret_of("new"), "kdf": KDF}

        assert address == "http://localhost:8000/reset"
        assert kept.post("/api/sessions/reset", body).status == 201

    unknown = run_kept(tmp_path, "people", "reset-link", "nobody")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "no account named" in unknown.stderr


def listed(tmp_path: Path) -> list[list[str]]:
    """The columns of `kept people list`."""
    return [line.split("\t") for line in run_kept(tmp_path, "people", "list").stdout.splitlines()]


def test_it_lists_people_with_what_they_store(tmp_path: Path) -> None:
    today = datetime.now(UTC).date().isoformat()
    with running_kept(tmp_path, SIGNUP="open") as kept:
        alice, _bob = (Guest(kept, name) for name in ("alice", "bob"))
        device = {"protocol": 1, "account": sign_up_body("alice")["account"], "epoch": None, "cursor": 0}
        alice.post("/api/sync", {**device, "changes": [habit()]}, 200)

        (owner, *used), bob = listed(tmp_path)

    assert [owner, *used[:2]] == ["alice", today, "owner"]
    assert re.fullmatch(r"[1-9]\d* of 100000000 bytes", used[2])
    assert used[3] == "1 of 500000 things"
    assert bob == ["bob", today, "-", "0 of 100000000 bytes", "0 of 500000 things"]


def test_it_disables_and_enables_an_account(tmp_path: Path) -> None:
    body = {"username": "bob", "auth_secret": secret_of("password of bob")}
    with running_kept(tmp_path, SIGNUP="open") as kept:
        for name in ("alice", "bob"):
            assert kept.post("/api/accounts", sign_up_body(name)).status == 201

        assert run_kept(tmp_path, "people", "disable", "bob").returncode == 0
        assert [columns[2] for columns in listed(tmp_path)] == ["owner", "disabled"]
        assert kept.post("/api/sessions", body).status == 403
        assert run_kept(tmp_path, "people", "enable", "bob").returncode == 0
        assert [columns[2] for columns in listed(tmp_path)] == ["owner", "-"]
        assert kept.post("/api/sessions", body).status == 201

        owner = run_kept(tmp_path, "people", "disable", "alice")
        assert (owner.returncode, owner.stdout) == (2, "")
        assert "alice is the owner" in owner.stderr
    for command in ("disable", "enable"):
        unknown = run_kept(tmp_path, "people", command, "nobody")
        assert (unknown.returncode, unknown.stderr) == (2, "kept: no account named nobody\n")


def test_it_deletes_an_account_after_asking(tmp_path: Path) -> None:
    with running_kept(tmp_path, SIGNUP="open") as kept:
        for name in ("alice", "bob"):
            assert kept.post("/api/accounts", sign_up_body(name)).status == 201

        assert run_kept(tmp_path, "people", "delete", "bob", lines="n\n").returncode == 1
        assert len(listed(tmp_path)) == 2
        assert run_kept(tmp_path, "people", "delete", "bob", lines="y\n").returncode == 0

        assert [columns[0] for columns in listed(tmp_path)] == ["alice"]
        body = {"username": "bob", "auth_secret": secret_of("password of bob")}
        assert kept.post("/api/sessions", body).status == 401
    unknown = run_kept(tmp_path, "people", "delete", "bob", "--yes")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "no account named" in unknown.stderr


def test_it_deletes_the_owner_only_when_told_twice(tmp_path: Path) -> None:
    with running_kept(tmp_path) as kept:
        assert kept.post("/api/accounts", sign_up_body("alice")).status == 201

    refused = run_kept(tmp_path, "people", "delete", "alice", lines="y\n")

    assert (refused.returncode, refused.stdout) == (2, "")
    assert "alice is the owner" in refused.stderr
    assert len(listed(tmp_path)) == 1
    assert run_kept(tmp_path, "people", "delete", "alice", "--yes").returncode == 0
    assert listed(tmp_path) == []


def test_the_start_prints_the_link_for_the_first_account(tmp_path: Path) -> None:
    with running_kept(tmp_path, PUBLIC_URL="https://kept.example.org") as kept:
        token = kept.log().partition("https://kept.example.org/join#")[2].split()[0]

        assert kept.post("/api/accounts", sign_up_body("alice", invite=token)).status == 201

    with running_kept(tmp_path, PUBLIC_URL="https://kept.example.org") as kept:
        assert "/join#" not in kept.log()


def test_it_makes_a_server_safe_that_was_put_back_from_a_backup(tmp_path: Path) -> None:
    """I13: everybody signs in again, devices bring what is lacking, and old links are worth nothing."""
    with running_kept(tmp_path) as kept:
        alice = Guest(kept, "alice")
        device = {"protocol": 1, "account": sign_up_body("alice")["account"], "epoch": None, "cursor": 0}
        before = alice.post("/api/sync", {**device, "changes": [habit()]}, 200)
        link = run_kept(tmp_path, "people", "invite").stdout.strip().rpartition("#")[2]
        copying = run_kept(tmp_path, "backup", str(tmp_path / "backup"))
        assert (copying.returncode, copying.stdout, copying.stderr) == (0, "", "")
    tick = entry()
    with running_kept(tmp_path) as kept:
        alice.kept = kept
        known = {**device, "epoch": before["epoch"], "cursor": before["cursor"]}
        after = alice.post("/api/sync", {**known, "changes": [tick]}, 200)
    shutil.rmtree(tmp_path / "data")
    shutil.copytree(tmp_path / "backup", tmp_path / "data")

    run = run_kept(tmp_path, "restore")

    assert (run.returncode, run.stderr) == (0, "")
    with running_kept(tmp_path) as kept:
        alice.kept = kept
        ahead = {**device, "epoch": after["epoch"], "cursor": after["cursor"], "changes": [tick]}
        assert alice.post("/api/sync", ahead, 401)["code"] == "signed_out"
        alice.sign_in()
        told = alice.post("/api/sync", ahead, 200)
        assert (told["results"], told["cursor"]) == ([], 0)
        assert told["epoch"] not in {before["epoch"], after["epoch"]}
        again = alice.post("/api/sync", {**device, "epoch": told["epoch"], "changes": [tick]}, 200)
        assert [result["status"] for result in again["results"]] == ["applied"]
        assert [thing["type"] for thing in again["records"]] == ["habit"]
        assert kept.post("/api/accounts", sign_up_body("bob", invite=link)).status == 403


def test_it_backs_up_what_has_just_been_recorded(tmp_path: Path) -> None:
    """What is still in the write-ahead log too, which a copy of the file alone would lack."""
    with running_kept(tmp_path) as kept:
        Guest(kept, "alice")
        run = run_kept(tmp_path, "backup", str(tmp_path / "backup"))

    assert (run.returncode, run.stderr) == (0, "")
    names = {path.name for path in (tmp_path / "backup").iterdir()}
    assert names - {"time-zone-rules"} == {"kept.db", "vapid.pem"}  # the worker may have planned already
    assert (tmp_path / "backup" / "kept.db").stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(tmp_path / "backup" / "kept.db")) as copied:
        assert copied.execute("SELECT username FROM account").fetchall() == [("alice",)]
        assert copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_it_writes_over_no_backup(tmp_path: Path) -> None:
    put_database(tmp_path / "data")
    first = run_kept(tmp_path, "backup", str(tmp_path / "backup"))
    second = run_kept(tmp_path, "backup", str(tmp_path / "backup"))

    assert (first.returncode, second.returncode, second.stdout) == (0, 2, "")
    assert second.stderr.startswith(f"kept: {tmp_path / 'backup'} already exists")


def test_it_takes_over_what_an_interrupted_backup_left(tmp_path: Path) -> None:
    put_database(tmp_path / "data")
    left = tmp_path / "backup.unfinished"
    left.mkdir()
    (left / "kept.db").write_bytes(b"half a database")
    (left / "kept.db-journal").write_bytes(b"of a copy that was killed")

    run = run_kept(tmp_path, "backup", str(tmp_path / "backup"))

    assert (run.returncode, run.stderr) == (0, "")
    assert not left.exists()
    with closing(sqlite3.connect(tmp_path / "backup" / "kept.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM account").fetchone() == (0,)
    assert not (tmp_path / "backup" / "kept.db-journal").exists()


def test_it_leaves_alone_what_another_backup_is_writing(tmp_path: Path) -> None:
    put_database(tmp_path / "data")
    left = tmp_path / "backup.unfinished"
    left.mkdir()
    (left / "kept.db").write_bytes(b"half a database")
    descriptor = os.open(left, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        run = run_kept(tmp_path, "backup", str(tmp_path / "backup"))
    finally:
        os.close(descriptor)

    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == f"kept: {left} is being written by another backup; wait until it finishes\n"
    assert (left / "kept.db").read_bytes() == b"half a database"


def test_it_says_what_cannot_be_backed_up(tmp_path: Path) -> None:
    for hint, variables in (
        ("does not exist", {}),
        ("use pg_dump", {"DATABASE_URL": "postgresql://kept@localhost/kept"}),
    ):
        run = run_kept(tmp_path, "backup", str(tmp_path / "backup"), **variables)

        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr.startswith("kept: ")
        assert hint in run.stderr
        assert not (tmp_path / "backup").exists()
