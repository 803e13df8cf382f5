"""What one account can ask for is bounded: pages, requests, what it stores, what is noted about it."""

import gzip
import zlib
from collections.abc import Sequence

import orjson
import pytest
from flask import Flask
from sqlalchemy import func, select, text

from server.accounts.sessions import MAX_SESSIONS
from server.config import Settings
from server.core.db import read_transaction, write_transaction
from server.ledger.quota import Room
from server.ledger.rows import FACT, RECORD, ROW_BYTES, Json
from server.ledger.store import FEED, MAX_PAGE_BYTES, MAX_REJECTED, MAX_TOUCHED_BYTES, REJECTED
from server.sync.encoding import compress, encode
from tests.factories.clocks import SteppingClock
from tests.factories.devices import Device, ids, statuses
from tests.factories.makers import MakeApp, MakeSettings
from tests.factories.people import Person, sign_in
from tests.factories.things import NOW_MS, entry, habit, record, sealed, stamp
from tests.server.sync.test_sync import FAULTY_DISK

LARGE = sealed(steps=1600)  # about 137 kB
ROOM_FOR_ROWS = 40


@pytest.fixture
def settings(settings_on_each: Settings) -> Settings:
    return settings_on_each


def reflection(number: int, ms: int = NOW_MS) -> Json:
    return record("reflection", f"r{number}", stamp(ms), **{"answer:1": LARGE})


def push_large(device: Device, count: int, ms: int = NOW_MS) -> None:
    for number in range(count):
        assert statuses(device.sync(reflection(number, ms))) == ["applied"]


def test_a_page_is_bounded_by_bytes(phone: Device, laptop: Device) -> None:
    push_large(phone, 10)
    phone.sync(entry(note=LARGE))
    phone.sync(entry(), habit())

    sizes: list[int] = []
    while not sizes or laptop.sync(limit=1000)["more"]:
        sizes.append(len(laptop.ask().data))

    assert [size <= MAX_PAGE_BYTES * 1.01 for size in sizes] == [True, True]
    assert len(laptop.things) == 13


def test_nothing_is_left_out_between_pages(phone: Device, laptop: Device) -> None:
    """Records and facts, large and small, in any order: each arrives once, in order of its number."""
    for number in range(9):
        phone.sync(reflection(number), *(entry() for _ in range(60)))
        phone.sync(entry(note=LARGE))
    seen: list[str] = []
    while True:
        answer = laptop.sync(limit=1000)
        assert len(orjson.dumps(answer["records"])) <= MAX_PAGE_BYTES * 1.01
        seen += ids(answer["records"])
        if not answer["more"]:
            break

    assert len(seen) == len(set(seen)) == 9 * 62
    assert [one for one in seen if one.startswith("r")] == [f"r{number}" for number in range(9)]


def test_a_thing_larger_than_a_page_comes_alone(
    phone: Device, laptop: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.ledger.store.MAX_PAGE_BYTES", 50_000)
    push_large(phone, 3)

    assert [len(laptop.sync(limit=1000)["records"]) for _ in range(3)] == [1, 1, 1]


def test_what_a_request_is_about_is_bounded(phone: Device) -> None:
    """Small changes of many large things: refused as a whole, and half of it passes, as the app sends it."""
    count = MAX_TOUCHED_BYTES // len(LARGE) + 3
    push_large(phone, count)
    edits = [
        record("reflection", f"r{number}", stamp(NOW_MS + 1), on="2026-03-02") for number in range(count)
    ]
    refused = phone.ask(*edits)

    assert (refused.status_code, refused.get_json()["code"]) == (413, "too_large")
    half = count // 2
    assert statuses(phone.sync(*edits[:half])) == ["applied"] * half
    assert statuses(phone.sync(*edits[half:])) == ["applied"] * (count - half)


def test_refusals_are_noted_up_to_a_number(app: Flask, phone: Device) -> None:
    for turn in range(3):
        bad = [record("habit", f"h{turn}-{number}", hue="in clear") for number in range(MAX_REJECTED // 2)]
        assert set(statuses(phone.sync(*bad))) == {"rejected"}

    with app.app_context(), read_transaction() as connection:
        assert connection.scalar(select(func.count()).select_from(REJECTED)) == MAX_REJECTED


def test_the_session_away_for_longest_ends_when_there_are_too_many(
    app: Flask, alice: Person, clock: SteppingClock
) -> None:
    people = []
    for _ in range(MAX_SESSIONS):
        clock.advance(minutes=5)  # as often as one may sign in
        people.append(sign_in(app.test_client(), alice))

    assert alice.client.get("/api/sessions/current").status_code == 401
    assert {one.client.get("/api/sessions/current").status_code for one in people} == {200}


def stored_and_counted(app: Flask, account: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """What the tables hold, and what the feed says they hold: things and bytes."""
    with app.app_context(), read_transaction() as connection:
        columns = [
            text
            for table, column in ((RECORD, RECORD.c.fields), (FACT, FACT.c.more))
            for text in connection.scalars(select(column).where(table.c.account_id == account))
        ]
        feed = connection.execute(select(FEED).where(FEED.c.account_id == account)).one()
    return (len(columns), sum(ROW_BYTES + len(text or "") for text in columns)), (
        feed.things,
        feed.stored_bytes,
    )


def test_what_the_database_will_not_store_is_not_counted(app: Flask, phone: Device) -> None:
    with app.app_context(), write_transaction() as connection:
        connection.execute(text(FAULTY_DISK[connection.dialect.name]))
    phone.sync(habit(), entry(), entry(on="1999-09-09"), entry())

    stored, counted = stored_and_counted(app, phone.account)
    assert stored == counted
    assert counted[0] == 3


def test_what_is_stored_is_counted_to_the_byte(app: Flask, phone: Device) -> None:
    tick = entry(note=sealed())
    phone.sync(habit(), tick, entry(), reflection(1))
    phone.sync(record("habit", "tea", stamp(NOW_MS + 1), name=sealed(steps=3)), reflection(1, NOW_MS + 5))
    phone.sync({"type": "entry", "id": tick["id"], "withdrawn": True}, {**entry(), "withdrawn": True})
    phone.sync({"type": "entry", "id": f"{7:016x}1", "withdrawn": True}, entry(), habit("walk"))

    stored, counted = stored_and_counted(app, phone.account)
    assert counted == stored


class TestRows:
    """An account that may store so many things."""

    @pytest.fixture
    def settings(self, make_settings: MakeSettings) -> Settings:
        return make_settings(ACCOUNT_ROWS=str(ROOM_FOR_ROWS))

    def test_what_is_new_is_refused_and_the_rest_goes_on(self, phone: Device, laptop: Device) -> None:
        ticks = [entry() for _ in range(ROOM_FOR_ROWS + 2)]
        told = phone.sync(habit(), *ticks)["results"]

        assert [one["status"] for one in told] == ["applied"] * ROOM_FOR_ROWS + ["rejected"] * 3
        assert {one.get("code") for one in told[ROOM_FOR_ROWS:]} == {"account_full"}
        renamed = record("habit", "tea", stamp(NOW_MS + 1), name=sealed(), deleted=True)
        withdrawn = {"type": "entry", "id": ticks[0]["id"], "withdrawn": True}
        assert statuses(phone.sync(renamed, withdrawn)) == ["applied", "applied"]
        assert laptop.pull_all() == 1
        assert len(laptop.things) == ROOM_FOR_ROWS

    def test_there_is_room_once_the_host_gives_more(
        self, phone: Device, make_app: MakeApp, make_settings: MakeSettings, clock: SteppingClock
    ) -> None:
        ticks = [entry() for _ in range(ROOM_FOR_ROWS + 1)]
        assert statuses(phone.sync(*ticks))[-1] == "rejected"
        cookie = phone.client.get_cookie("kept")
        assert cookie is not None

        phone.client = make_app(make_settings(ACCOUNT_ROWS="1000"), clock).test_client()
        phone.client.set_cookie("kept", cookie.value)

        assert statuses(phone.sync(ticks[-1])) == ["applied"]


class TestBytes:
    """An account that may store a megabyte."""

    @pytest.fixture
    def settings(self, make_settings: MakeSettings) -> Settings:
        return make_settings(ACCOUNT_MEGABYTES="1")

    def test_what_does_not_fit_is_refused_and_what_does_is_not(self, app: Flask, phone: Device) -> None:
        push_large(phone, 7)

        answers = [phone.sync(reflection(8), entry()), phone.sync(reflection(9), habit())]

        assert [statuses(answer) for answer in answers] == [["rejected", "applied"]] * 2
        stored, counted = stored_and_counted(app, phone.account)
        assert counted == stored
        assert counted[1] <= 1_000_000

    def test_a_full_account_can_still_be_edited_a_little(self, app: Flask, phone: Device) -> None:
        """Deleting, pausing and renaming add some bytes; but not forever."""
        push_large(phone, 7)
        phone.sync(*(habit(f"h{number}") for number in range(150)))
        told = [
            status
            for turn in range(700)
            for status in statuses(
                phone.sync(
                    record(
                        "habit", "h1", stamp(NOW_MS + turn), **{f"pause:p{turn}": None, f"x{turn}": sealed()}
                    )
                )
            )
        ]

        assert told[0] == "applied"
        assert told[-1] == "rejected"
        stored, counted = stored_and_counted(app, phone.account)
        assert counted == stored
        assert counted[1] <= 1_100_000
        gone = record("habit", "h1", stamp(NOW_MS + 1000), deleted=True)
        assert statuses(phone.sync(gone)) == ["applied"]


@pytest.mark.parametrize(
    ("stored_bytes", "growth", "is_ended", "is_taken"),
    [
        (1000_000, 3_000, False, False),
        (1000_000, 3_000, True, True),  # what was edited in vain before it was deleted
        (1200_000, 40, False, False),  # the host has lowered the limit
        (1200_000, 40, True, True),
        (1200_000, 3_000, True, False),
    ],
)
def test_what_is_stored_can_be_deleted(
    stored_bytes: int, growth: int, *, is_ended: bool, is_taken: bool
) -> None:
    room = Room(things=5, stored_bytes=stored_bytes, max_things=10, max_bytes=1000_000)

    assert room.take(300 + growth, 300, is_ended=is_ended) is is_taken


def lengths(labels: Sequence[str], own: str) -> set[int]:
    """How long the answer is for each of these labels of a partner, beside what is one's own."""
    answers = [{"records": [own] * 3, "shared": {"label": label}} for label in labels]
    return {len(compress(encode(answer))) for answer in answers}


def test_a_partners_bytes_are_not_looked_for_in_ones_own() -> None:
    """The length of an answer does not tell a network whether a label occurs in what is one's own."""
    own = "2026-03-02,habit-of-mine-0123456789abcdef"
    other = "2026-03-02,habit-of-hers-fedcba9876543210"

    assert lengths([own], own) == lengths([own], other)
    together = [
        len(zlib.compress(b"".join(encode({"records": [one] * 3, "shared": {"label": own}}))))
        for one in (own, other)
    ]
    assert together[0] < together[1]


@pytest.mark.parametrize(("note", "max_share"), [({}, 0.1), ({"note": LARGE}, 0.8)], ids=["plain", "sealed"])
def test_both_parts_are_one_gzip_stream_and_one_document(note: Json, max_share: float) -> None:
    things = [entry(**note) for _ in range(100 if not note else 1)]
    answer = {"records": things, "shared": {"partners": [1, 2]}, "cursor": 4}
    parts = encode(answer)

    assert orjson.loads(b"".join(parts)) == answer
    assert gzip.decompress(compress(parts)) == b"".join(parts)
    assert len(compress(parts)) < max_share * sum(map(len, parts))
