"""Many at once, against a real server with all its processes."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.factories.kept_process import Answer, KeptProcess, read_answer, running_kept
from tests.factories.linking import TOKEN, WRAP
from tests.factories.people import secret_of, sign_up_body

CLAIMS = [secret_of(f"claim {number}") for number in range(50)]


@pytest.fixture
def busy_kept(tmp_path: Path, ready_database_url: str) -> Iterator[KeptProcess]:
    with running_kept(tmp_path, DATABASE_URL=ready_database_url) as kept:
        yield kept


class Maker:
    """Alice, signed in at the real server."""

    def __init__(self, kept: KeptProcess) -> None:
        self.kept = kept
        cookies = self._cookies(kept.post("/api/accounts", sign_up_body("alice")))
        self.headers = {"Cookie": cookies}
        self.link: str = json.loads(self.ask("POST", "/api/links", {"token": TOKEN}).body)["link"]

    def _cookies(self, answer: Answer) -> str:
        assert answer.status == 201
        return answer.headers["Set-Cookie"].partition(";")[0]

    def ask(self, method: str, path: str, body: object = None) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.kept.port, timeout=60)
        own = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
        try:
            connection.request(method, path, json.dumps(body), own | self.headers)
            return read_answer(connection.getresponse())
        finally:
            connection.close()


def at_once(given: list[str], ask: Callable[[str], Answer]) -> list[Answer]:
    with ThreadPoolExecutor(len(given)) as threads:
        return list(threads.map(ask, given))


def claim_of(secret: str) -> dict[str, object]:
    return {"token": TOKEN, "claim_secret": secret}


def test_one_claim_of_fifty_has_the_link_and_collects_it(busy_kept: KeptProcess) -> None:
    maker = Maker(busy_kept)

    claims = at_once(CLAIMS, lambda secret: busy_kept.post("/api/links/claim", claim_of(secret)))

    assert Counter(answer.status for answer in claims) == {200: 1, 403: 49}
    number = next(json.loads(answer.body)["number"] for answer in claims if answer.status == 200)
    path = f"/api/links/{maker.link}/confirm"
    choices = at_once([number] * 10, lambda one: maker.ask("POST", path, {"number": one, "wrap": WRAP}))
    assert Counter(answer.status for answer in choices) == {204: 10}
    collected = at_once(CLAIMS, lambda secret: busy_kept.post("/api/links/collect", claim_of(secret)))
    assert Counter(answer.status for answer in collected) == {201: 1, 403: 49}


def test_collecting_ten_times_at_once_leaves_one_session(busy_kept: KeptProcess) -> None:
    maker = Maker(busy_kept)
    claimed = busy_kept.post("/api/links/claim", claim_of(CLAIMS[0]))
    choice = {"number": json.loads(claimed.body)["number"], "wrap": WRAP}
    assert maker.ask("POST", f"/api/links/{maker.link}/confirm", choice).status == 204

    collected = at_once(
        [CLAIMS[0]] * 10, lambda secret: busy_kept.post("/api/links/collect", claim_of(secret))
    )

    assert Counter(answer.status for answer in collected) == {201: 10}
    sessions = json.loads(maker.ask("GET", "/api/sessions").body)["sessions"]
    assert len(sessions) == 2


def test_making_links_at_once_leaves_one(busy_kept: KeptProcess) -> None:
    maker = Maker(busy_kept)
    tokens = [secret_of(f"token {number}") for number in range(10)]

    made = at_once(tokens, lambda token: maker.ask("POST", "/api/links", {"token": token}))

    # One that was replaced before it could be told of is over.
    assert {answer.status for answer in made} <= {201, 404}
    claims = at_once(
        tokens, lambda token: busy_kept.post("/api/links/claim", {"token": token, "claim_secret": CLAIMS[0]})
    )
    assert Counter(answer.status for answer in claims) == {200: 1, 403: 9}
