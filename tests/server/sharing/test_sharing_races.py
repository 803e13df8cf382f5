"""Many at once, against a real server with all its processes."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.factories.couple import new_id, token_of
from tests.factories.guests import Guest
from tests.factories.kept_process import KeptProcess, running_kept

PEOPLE = 50
TOKEN = token_of("a secret")


@pytest.fixture
def busy_kept(tmp_path: Path, ready_database_url: str) -> Iterator[KeptProcess]:
    with running_kept(tmp_path, DATABASE_URL=ready_database_url, SIGNUP="open") as kept:
        yield kept


def accept(guest: Guest, command: str | None = None) -> object:
    """Accept the one invitation there is; gives the pair's id, or why not."""
    answer = guest.post("/api/sharing/accept", {"command": command or new_id(), "token": TOKEN}, 200, 403)
    return answer.get("code", answer.get("pair"))


def test_one_invitation_is_accepted_by_one_of_fifty(busy_kept: KeptProcess) -> None:
    """CR-2: single use, also when everybody comes at the same moment."""
    inviter = Guest(busy_kept, "alice")
    pair = new_id()
    inviter.post("/api/sharing/invites", {"command": pair, "token": TOKEN}, 200)
    guests = [Guest(busy_kept, f"guest{number}") for number in range(PEOPLE)]

    with ThreadPoolExecutor(PEOPLE) as threads:
        told = Counter(threads.map(accept, guests))

    assert told == {pair: 1, "invite_not_valid": PEOPLE - 1}


def test_one_acceptance_that_comes_ten_times_at_once_is_one(busy_kept: KeptProcess) -> None:
    """I4."""
    inviter, guest = Guest(busy_kept, "alice"), Guest(busy_kept, "bob")
    pair, command = new_id(), new_id()
    inviter.post("/api/sharing/invites", {"command": pair, "token": TOKEN}, 200)

    with ThreadPoolExecutor(10) as threads:
        told = Counter(threads.map(accept, [guest] * 10, [command] * 10))

    assert told == {pair: 10}


def test_three_a_day_also_when_ten_are_sent_at_once(busy_kept: KeptProcess) -> None:
    inviter, guest = Guest(busy_kept, "alice"), Guest(busy_kept, "bob")
    pair = new_id()
    inviter.post("/api/sharing/invites", {"command": pair, "token": TOKEN}, 200)
    accept(guest)
    inviter.post("/api/sharing/confirm", {"command": new_id(), "pair": pair}, 200)

    def appreciate(command: str) -> object:
        body = {"command": command, "pair": pair, "gesture": "smile"}
        answer = guest.post("/api/sharing/appreciate", body, 200, 409)
        return answer.get("code", "sent")

    with ThreadPoolExecutor(10) as threads:
        told = Counter(threads.map(appreciate, [new_id() for _ in range(10)]))

    assert told == {"sent": 3, "enough_today": 7}
