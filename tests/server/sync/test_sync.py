"""POST /api/sync: what one device writes, the others have; nothing is lost, and nothing counts twice."""

import gzip
from datetime import UTC, datetime

import orjson
import pytest
from flask import Flask
from sqlalchemy import text

from server.accounts.errors import SignedOutError
from server.contract.limits import MAX_CHANGES
from server.core.db import write_transaction
from server.sync.service import SyncRequest, sync
from tests.factories.devices import Device, ids, statuses
from tests.factories.things import NOW_MS, Json, entry, habit, promise_event, record, same, sealed, stamp


def test_what_one_device_writes_the_other_reads_as_it_was(phone: Device, laptop: Device) -> None:
    things = [habit(), entry(note=sealed()), entry(amount=0.5), record("preference", "main", grace="strict")]

    assert statuses(phone.sync(*things)) == ["applied"] * 4
    laptop.sync()

    for thing in things:
        assert same(laptop.things[thing["type"], thing["id"]], thing)


def test_a_long_answer_travels_compressed_for_who_can_read_it(phone: Device, laptop: Device) -> None:
    phone.sync(*(entry() for _ in range(100)))
    plain = laptop.ask()
    laptop.client.environ_base["HTTP_ACCEPT_ENCODING"] = "gzip, deflate, br"
    compressed = laptop.ask()
    told = plain.get_json()
    short = laptop.ask(epoch=told["epoch"], cursor=told["cursor"])

    encodings = [answer.headers.get("Content-Encoding") for answer in (plain, short, compressed)]
    assert encodings == [None, None, "gzip"]
    assert compressed.headers["Vary"] == plain.headers["Vary"]
    assert len(compressed.data) < len(plain.data) / 5
    assert orjson.loads(gzip.decompress(compressed.data))["records"] == told["records"]


def test_a_device_is_not_told_what_it_said_itself(phone: Device) -> None:
    answer = phone.sync(habit(), entry())

    assert answer["records"] == []
    assert all("record" not in result for result in answer["results"])
    assert phone.sync()["records"] == []


def test_the_same_request_twice_is_one(phone: Device, laptop: Device) -> None:
    thing, tick = habit(), entry()
    laptop.sync()
    first = phone.ask(thing, tick).get_json()
    second = phone.ask(thing, tick).get_json()

    assert statuses(first) == ["applied", "applied"]
    assert statuses(second) == ["unchanged", "unchanged"]
    assert first["cursor"] == second["cursor"] == 2
    assert ids(laptop.sync()["records"]) == [thing["id"], tick["id"]]
    assert laptop.sync()["records"] == []


def test_two_ticks_of_two_devices_are_two(phone: Device, laptop: Device, tablet: Device) -> None:
    phone.sync(entry(f"{1:016x}0"))
    laptop.sync(entry(f"{2:016x}0"))

    assert len(tablet.sync()["records"]) == 2


def test_two_devices_each_edit_a_field_and_both_edits_stand(phone: Device, laptop: Device) -> None:
    name, cue = sealed(), sealed()
    phone.sync(habit())
    laptop.sync()
    phone.sync(record("habit", "tea", stamp(NOW_MS + 1), name=name))
    answer = laptop.sync(record("habit", "tea", stamp(NOW_MS + 2, replica=2), cue=cue))
    phone.sync()

    assert answer["results"][0]["record"]["fields"]["name"] == [name, stamp(NOW_MS + 1)]
    for device in (phone, laptop):
        assert device.things["habit", "tea"]["fields"]["cue"] == [cue, stamp(NOW_MS + 2, replica=2)]


def test_an_older_edit_loses_and_its_author_is_told(phone: Device, laptop: Device) -> None:
    phone.sync(record("group", "g1", stamp(NOW_MS + 5), position=1))
    answer = laptop.sync(record("group", "g1", stamp(NOW_MS), position=2))

    assert statuses(answer) == ["unchanged"]
    assert answer["results"][0]["record"]["fields"] == {"position": [1, stamp(NOW_MS + 5)]}


def test_a_withdrawal_arrives_and_is_for_good(phone: Device, laptop: Device) -> None:
    tick = entry()
    phone.sync(tick)
    laptop.sync()
    phone.sync({"type": "entry", "id": tick["id"], "withdrawn": True})
    laptop.sync()

    assert same(laptop.things["entry", tick["id"]], {**tick, "withdrawn": True})
    assert statuses(laptop.sync(tick)) == ["unchanged"]
    assert laptop.things["entry", tick["id"]]["withdrawn"] is True


def test_a_withdrawal_that_overtakes_its_fact_waits_for_it(phone: Device, laptop: Device) -> None:
    tick = entry()
    phone.sync({"type": "entry", "id": tick["id"], "withdrawn": True})
    phone.sync(tick)
    laptop.sync()

    assert same(laptop.things["entry", tick["id"]], {**tick, "withdrawn": True})


def test_a_poison_record_does_not_stop_its_neighbours(phone: Device, laptop: Device) -> None:
    good, poison, better = entry(), habit(name="in clear"), entry()
    answer = phone.sync(good, poison, better)
    laptop.sync()

    assert statuses(answer) == ["applied", "rejected", "applied"]
    assert answer["results"][1] == {"type": "habit", "id": "tea", "status": "rejected", "code": "bad_value"}
    assert set(laptop.things) == {("entry", good["id"]), ("entry", better["id"])}


def test_as_many_as_a_request_takes_are_taken_at_once(phone: Device, laptop: Device) -> None:
    things = [entry() for _ in range(MAX_CHANGES)]
    things[700] = entry(amount=-1)
    answer = phone.sync(*things)
    laptop.pull_all()

    assert statuses(answer) == ["applied"] * 700 + ["rejected"] + ["applied"] * 299
    assert list(laptop.things) == [("entry", thing["id"]) for thing in things if thing["amount"] > 0]


def test_what_the_database_will_not_store_does_not_stop_its_neighbours(
    app: Flask, phone: Device, laptop: Device
) -> None:
    good, poison, better = entry(), entry(on="1999-09-09"), entry()
    with app.app_context(), write_transaction() as connection:
        connection.execute(text(FAULTY_DISK[connection.dialect.name]))
    answer = phone.sync(good, poison, better)
    laptop.sync()

    assert statuses(answer) == ["applied", "rejected", "applied"]
    assert answer["results"][1]["code"] == "not_stored"
    assert {thing for _, thing in laptop.things} == {good["id"], better["id"]}


FAULTY_DISK = {
    "sqlite": "CREATE TRIGGER faulty BEFORE INSERT ON fact WHEN NEW.on_date = '1999-09-09'"
    " BEGIN SELECT RAISE(ABORT, 'faulty disk'); END",
    "postgresql": "ALTER TABLE fact DROP CONSTRAINT IF EXISTS faulty,"
    " ADD CONSTRAINT faulty CHECK (on_date <> '1999-09-09')",
}


def test_what_the_database_cannot_do_now_is_offered_again(app: Flask, phone: Device, laptop: Device) -> None:
    tick = entry()
    with app.app_context(), write_transaction() as connection:
        for statement in FULL_DISK[connection.dialect.name]:
            connection.execute(text(statement))
    response = phone.ask(tick)

    assert (response.status_code, response.get_json()["code"]) == (503, "unavailable")
    with app.app_context(), write_transaction() as connection:
        on_table = "" if connection.dialect.name == "sqlite" else " ON fact"
        connection.execute(text(f"DROP TRIGGER full_disk{on_table}"))
    assert statuses(phone.sync(tick)) == ["applied"]
    assert ids(laptop.sync()["records"]) == [tick["id"]]


FULL_DISK = {
    # The driver says "operational error" to this as it does to a full disk.
    "sqlite": ["CREATE TRIGGER full_disk BEFORE INSERT ON fact BEGIN SELECT no_such_function(); END"],
    "postgresql": [
        (
            "CREATE FUNCTION fill_disk() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END $$"
        ),
        "CREATE TRIGGER full_disk BEFORE INSERT ON fact FOR EACH ROW EXECUTE FUNCTION fill_disk()",
    ],
}


@pytest.mark.parametrize("poison", [{"type": "a\0b"}, {"type": "entry", "id": "canary \0 5d1c"}, {}])
def test_what_has_no_name_stops_no_other_and_is_not_kept(app: Flask, phone: Device, poison: Json) -> None:
    answer = phone.sync(entry(), poison, entry())
    with app.app_context(), write_transaction() as connection:
        rows = connection.execute(text("SELECT type, id FROM rejected_change")).all()

    assert statuses(answer) == ["applied", "rejected", "applied"]
    assert rows == [("", "")]


def test_what_arrives_after_its_account_was_deleted_finds_nobody(app: Flask, phone: Device) -> None:
    assert phone.client.delete("/api/account").status_code == 204
    request = SyncRequest(1, phone.account, None, 0, [entry()], 500)

    # The session was read just before: the request is past the door.
    with app.app_context(), pytest.raises(SignedOutError):
        sync(phone.account, request, datetime.now(UTC))


def test_of_what_was_refused_only_the_shape_is_kept(app: Flask, phone: Device) -> None:
    phone.sync(habit(name="canary-5d1c"), habit("walk", shade="canary 77fe"))
    with app.app_context(), write_transaction() as connection:
        rows = connection.execute(text("SELECT id, code, body FROM rejected_change ORDER BY id")).all()

    assert [(row.id, row.code) for row in rows] == [("tea", "bad_value"), ("walk", "bad_value")]
    assert "canary" not in str(rows)


def test_a_stamp_from_the_future_is_not_taken_and_its_neighbours_are(phone: Device, laptop: Device) -> None:
    now_ms: int = phone.sync()["now"]
    ahead = record("group", "g1", stamp(now_ms + 130_000), position=1)
    near = record("group", "g2", stamp(now_ms + 100_000), position=1)
    answer = phone.sync(ahead, near)

    assert statuses(answer) == ["clock_ahead", "applied"]
    assert ids(laptop.sync()["records"]) == ["g2"]


def test_one_register_from_the_future_keeps_its_whole_record_out(phone: Device, laptop: Device) -> None:
    now_ms: int = phone.sync()["now"]
    mixed = record("group", "g1", stamp(now_ms), position=1)
    mixed["fields"]["deleted"] = [True, stamp(now_ms + 10**9)]

    assert statuses(phone.sync(mixed)) == ["clock_ahead"]
    assert laptop.sync()["records"] == []


def test_what_happened_to_a_promise_cannot_be_stamped_in_the_future(phone: Device, laptop: Device) -> None:
    now_ms: int = phone.sync()["now"]
    ahead = promise_event(stamp=stamp(now_ms + 130_000))
    near = promise_event(stamp=stamp(now_ms + 100_000))

    assert statuses(phone.sync(ahead, near)) == ["clock_ahead", "applied"]
    assert ids(laptop.sync()["records"]) == [near["id"]]


def test_what_happened_to_a_promise_arrives_as_it_was_said(phone: Device, laptop: Device) -> None:
    moved = promise_event(
        kind="moved", to_on="2026-03-29", to_time="02:30", to_zone="Europe/Berlin", note=sealed()
    )
    phone.sync(moved)

    assert laptop.sync()["records"] == [moved]


def test_a_refused_edit_does_not_hide_what_others_wrote(phone: Device, laptop: Device) -> None:
    now_ms: int = phone.sync()["now"]
    laptop.sync(record("group", "g1", stamp(now_ms), position=1))
    answer = phone.sync(record("group", "g1", stamp(now_ms + 10**9), position=2))

    assert statuses(answer) == ["clock_ahead"]
    assert answer["records"][0]["fields"]["position"] == [1, stamp(now_ms)]


def test_pages_follow_each_other_without_gap_or_repeat(phone: Device, laptop: Device) -> None:
    ticks = [entry() for _ in range(7)]
    phone.sync(habit(), *ticks)

    assert laptop.pull_all(limit=3) == 3
    assert len(laptop.things) == 8
    assert laptop.cursor == phone.cursor


def test_a_record_grows_no_larger_than_one_request_can_carry(phone: Device, laptop: Device) -> None:
    """Or no device could ever offer it again, to a server that lost what it had."""
    answers = [record("habit", "tea", **{f"w{n}": sealed(steps=400)}) for n in range(9)]
    results = [statuses(phone.sync(answer))[0] for answer in answers]
    laptop.sync()

    assert results == ["applied"] * 6 + ["rejected"] * 3
    assert statuses(laptop.sync(laptop.things["habit", "tea"])) == ["unchanged"]


def test_a_thing_stands_once_at_its_latest_number(phone: Device, laptop: Device) -> None:
    for position in range(5):
        phone.sync(record("group", "g1", stamp(NOW_MS, position), position=position))
    answer = laptop.sync()

    assert len(answer["records"]) == 1
    assert answer["cursor"] == 5


def test_a_cursor_of_another_history_starts_again(phone: Device) -> None:
    phone.sync(habit())
    tick = entry()
    for stranger, is_lost in (({"epoch": "0" * 32}, False), ({"cursor": 99}, True)):
        answer = phone.ask(tick, **stranger).get_json()

        assert answer["results"] == answer["records"] == []
        assert (answer["cursor"], answer["more"], answer["epoch"] != phone.epoch) == (0, True, is_lost)
    phone.sync()
    assert statuses(phone.sync(tick)) == ["applied"]


def test_fields_and_types_of_a_newer_app_come_back_as_they_were(phone: Device, laptop: Device) -> None:
    newer = [habit(shade=sealed(), weight=[1, 2.5]), record("constellation", "c1", words=sealed())]
    phone.sync(*newer, entry(source=3))
    laptop.sync()

    for thing in newer:
        assert same(laptop.things[thing["type"], thing["id"]], thing)
    assert next(thing for (kind, _), thing in laptop.things.items() if kind == "entry")["source"] == 3


def test_a_batch_may_speak_of_one_thing_twice(phone: Device, laptop: Device) -> None:
    tick = entry()
    first, second = (record("group", "g1", stamp(NOW_MS, turn), position=turn) for turn in (1, 2))
    answer = phone.sync(first, tick, second, {**tick, "withdrawn": True})
    laptop.sync()

    assert statuses(answer) == ["applied"] * 4
    assert laptop.things["group", "g1"]["fields"]["position"][0] == 2
    assert laptop.things["entry", tick["id"]]["withdrawn"] is True


def test_what_changes_nothing_takes_no_number(phone: Device, laptop: Device) -> None:
    thing, tick = habit(), entry()
    phone.sync(thing, tick)
    laptop.sync()
    for device in (phone, laptop, phone):
        assert statuses(device.sync(thing, tick)) == ["unchanged", "unchanged"]

    assert (phone.cursor, laptop.cursor) == (2, 2)


@pytest.mark.parametrize(
    ("members", "status", "code"),
    [
        ({"protocol": 2}, 422, "server_too_old"),
        ({"protocol": 0}, 422, "invalid"),
        ({"account": "f" * 32}, 409, "other_account"),
        ({"account": "me"}, 422, "invalid"),
        ({"cursor": -1}, 422, "invalid"),
        ({"cursor": 1.5}, 422, "invalid"),
        ({"cursor": 2**60}, 422, "invalid"),
        ({"limit": 0}, 422, "invalid"),
        ({"limit": 1001}, 422, "invalid"),
        ({"changes": {}}, 422, "invalid"),
        ({"changes": [1]}, 422, "invalid"),
        ({"changes": [None]}, 422, "invalid"),
        ({"changes": [{}] * 1001}, 422, "invalid"),
        ({"epoch": 7}, 422, "invalid"),
        ({"surprise": 1}, 422, "invalid"),
    ],
)
def test_a_wrong_envelope_is_refused_and_changes_nothing(
    phone: Device, laptop: Device, members: Json, status: int, code: str
) -> None:
    response = phone.ask(entry(), **members)

    assert (response.status_code, response.get_json()["code"]) == (status, code)
    assert laptop.sync()["records"] == []


BODIES: dict[str, tuple[bytes, int]] = {
    "not JSON": (b"{", 400),
    "NaN": (b'{"cursor": NaN}', 400),
    "a name twice": (b'{"cursor": 1, "cursor": 2}', 400),
    "a thousand levels": (b'{"changes": ' + b"[" * 1000 + b"]" * 1000 + b"}", 400),
    "seventy bits": (b'{"cursor": 1180591620717411303424}', 400),
    "half a character": (b'{"epoch": "\\ud800"}', 400),
    "a list": (b"[]", 400),
    "null": (b"null", 400),
    "too much": (b'{"epoch": "' + b"a" * 300_000 + b'"}', 413),
}


@pytest.mark.parametrize(("body", "status"), BODIES.values(), ids=BODIES.keys())
def test_a_body_that_is_no_request_is_refused(phone: Device, body: bytes, status: int) -> None:
    response = phone.client.post("/api/sync", data=body, content_type="application/json")

    assert response.status_code == status


@pytest.mark.parametrize("content_type", ["text/plain", "application/problem+json", ""])
def test_another_content_type_is_refused(phone: Device, content_type: str) -> None:
    assert phone.client.post("/api/sync", data=b"{}", content_type=content_type).status_code == 415


def test_another_site_is_refused(phone: Device, laptop: Device) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    body = {"protocol": 1, "account": phone.account, "epoch": None, "cursor": 0, "changes": [entry()]}

    assert phone.client.post("/api/sync", json=body, headers=headers).status_code == 403
    assert laptop.sync()["records"] == []


def test_without_a_session_nothing_is_taken(phone: Device, laptop: Device) -> None:
    phone.client.delete("/api/sessions/current")
    response = phone.ask(entry())

    assert (response.status_code, response.get_json()["code"]) == (401, "signed_out")
    assert laptop.sync()["records"] == []
