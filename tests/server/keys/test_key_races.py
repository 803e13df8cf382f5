"""Two devices that change the key at the same moment, against a real server with all its processes."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.factories.guests import Guest
from tests.factories.kept_process import KeptProcess, running_kept
from tests.factories.keys import NEW_KEY, key_change


@pytest.fixture
def busy_kept(tmp_path: Path, ready_database_url: str) -> Iterator[KeptProcess]:
    with running_kept(tmp_path, DATABASE_URL=ready_database_url) as kept:
        yield kept


def test_one_of_ten_devices_changes_the_key(busy_kept: KeptProcess) -> None:
    alice = Guest(busy_kept, "alice")
    bodies = [key_change(f"{number:016x}") for number in range(1, 11)]

    with ThreadPoolExecutor(len(bodies)) as threads:
        answers = list(threads.map(lambda body: alice.post("/api/account/key", body, 200, 409), bodies))

    assert Counter(answer.get("code") for answer in answers) == {None: 1, "key_changed": 9}


def test_one_change_that_comes_ten_times_at_once_is_done_once(busy_kept: KeptProcess) -> None:
    alice = Guest(busy_kept, "alice")

    with ThreadPoolExecutor(10) as threads:
        answers = list(
            threads.map(lambda body: alice.post("/api/account/key", body, 200), [key_change()] * 10)
        )

    assert {answer["key"] for answer in answers} == {NEW_KEY}
