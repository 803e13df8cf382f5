"""Many at once, against a real server with all its processes."""

import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.factories.kept_process import KEPT, KeptProcess, environment, running_kept
from tests.factories.people import secret_of, sign_up_body


@pytest.fixture
def busy_kept(tmp_path: Path, ready_database_url: str) -> Iterator[KeptProcess]:
    with running_kept(tmp_path, DATABASE_URL=ready_database_url) as kept:
        yield kept


def statuses_of(kept: KeptProcess, path: str, bodies: list[dict[str, object]]) -> Counter[int]:
    with ThreadPoolExecutor(len(bodies)) as threads:
        return Counter(threads.map(lambda body: kept.post(path, body).status, bodies))


def test_one_invitation_lets_one_of_fifty_in(
    busy_kept: KeptProcess, tmp_path: Path, ready_database_url: str
) -> None:
    assert busy_kept.post("/api/accounts", sign_up_body("alice")).status == 201
    variables = environment(tmp_path / "data", DATABASE_URL=ready_database_url)
    command = [str(KEPT), "people", "invite"]
    run = subprocess.run(command, env=variables, capture_output=True, text=True, check=True)
    invite = run.stdout.strip().rpartition("#")[2]
    bodies = [sign_up_body(f"person{number}", invite=invite) for number in range(50)]

    assert statuses_of(busy_kept, "/api/accounts", bodies) == {201: 1, 403: 49}


def test_one_of_ten_becomes_the_first(busy_kept: KeptProcess) -> None:
    bodies = [sign_up_body(f"person{number}") for number in range(10)]

    assert statuses_of(busy_kept, "/api/accounts", bodies) == {201: 1, 403: 9}


def test_the_same_sign_up_ten_times_at_once_makes_one_account(busy_kept: KeptProcess) -> None:
    assert statuses_of(busy_kept, "/api/accounts", [sign_up_body("alice")] * 10) == {201: 10}


def test_all_processes_share_the_limits(busy_kept: KeptProcess) -> None:
    body: dict[str, object] = {"username": "nobody", "auth_secret": secret_of("wrong")}

    assert statuses_of(busy_kept, "/api/sessions", [body] * 30) == {401: 10, 429: 20}
