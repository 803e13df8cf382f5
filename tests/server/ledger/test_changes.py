"""What a device may offer, and what is refused with which word."""

from typing import Any

import pytest

from server.ledger.changes import RefusedError, latest_stamp, read_change, read_changes
from tests.factories.things import EVERY_DAY, Json, entry, habit, promise_event, record, sealed, stamp

PLAN = {"rule": EVERY_DAY, "target": {"amount": 3}, "direction": "at_most"}

TAKEN: list[Json] = [
    habit(),
    habit(cue=sealed(), unit=sealed(), practice=sealed(), step=sealed(), glyph=sealed(), hue=sealed()),
    habit(archived=True, deleted=False, group="morning", position=-1.5),
    habit(**{"plan:2024-02-29": PLAN, "plan:2026-05-01": None}),
    habit(**{"plan:2026-05-01": {**PLAN, "rule": {"kind": "interval", "days": 3}}}),
    habit(**{"plan:2026-05-01": {**PLAN, "rule": {"kind": "times", "times": 3, "per": "week"}}}),
    habit(**{"plan:2026-05-01": {**PLAN, "rule": {"kind": "anytime"}}}),
    habit(**{"pause:0a1b": {"from": "2026-05-01", "to": None}, "pause:0a1c": None}),
    habit(**{"reminder:r1": {"time": "07:30", "weekdays": [1, 5]}, "reminder:r2": None}),
    habit(shade=sealed()),
    habit(since="2026-05-01", twin="0123456789abcdef" * 2, last="0123456789abcdef1z", **{"star:12": 1}),
    habit(weight=12, seen=[True, None, {"at": "09:30"}]),
    record("preference", "main", week_starts_on=7, grace="strict", day_start_hour=23),
    record("preference", "main", time_zone="Africa/Casablanca", nudge_cap=3, nudge_names=True, badge=False),
    record("preference", "main", quiet_hours={"from": "22:00", "to": "07:00"}),
    record("preference", "main", quiet_hours=None, **{"reminder:r1": {"time": "18:00", "weekdays": [7]}}),
    record("promise", "p3", **{"reminder:r1": {"minutes_before": 60}, "reminder:r2": None}),
    record("promise", "p3", **{"reminder:r1": {"days_before": 1, "time": "20:00"}}),
    record("group", "g1", name=sealed(), position=2, deleted=True),
    record("promise", "p1", text=sealed(), to_whom=sealed(), due_on="2026-05-01", due_time="09:30"),
    record("promise", "p2", time_zone="America/Argentina/Buenos_Aires", due_on=None),
    habit(name=sealed(steps=79)),
    entry(note=sealed(steps=2047)),
    record("partner", "b1", label=sealed(), secret=sealed(), **{"share:s1": None}),
    record("partner", "b1", **{"share:s1": {"kind": "habit", "subject": "tea", "level": "live"}}),
    record("partner", "b1", **{"share:s1": {"kind": "promise", "subject": "p1", "level": None}}),
    record("reflection", "r1", kind=sealed(), mood=sealed(), on="2026-05-01"),
    record("reflection", "r2", **{"answer:1": sealed(steps=1000), "answer:6": sealed()}),
    record("constellation", "c1", brightness=4, words=sealed()),
    entry(),
    entry(kind="rest", amount=0),
    entry(amount=0.25, note=sealed()),
    entry(note=sealed(), withdrawn=True),
    entry(source=12),
    {"type": "entry", "id": "00000000000000070", "withdrawn": True},
    promise_event(),
    promise_event(kind="moved", to_on="2026-05-02", to_time="18:30", to_zone="Europe/Berlin"),
    promise_event(kind="moved", to_on="2026-05-02", to_time=None, to_zone=None, note=sealed()),
    promise_event(kind="reopened", weather=sealed(), withdrawn=True),
    record("promise", "p3", **{"reminder:1": {"minutes_before": 60}, "reminder:2": None}),
    record("promise", "p4", **{"reminder:1": {"days_before": 1, "time": "19:00"}}),
]

REFUSED: list[tuple[str, Json]] = [
    ("bad_type", {**habit(), "type": 7}),
    ("bad_type", {**habit(), "type": "Habit!"}),
    ("bad_type", {}),
    ("bad_id", {**habit(), "id": "Tea"}),
    ("bad_id", {**habit(), "id": ""}),
    ("bad_id", {**habit(), "id": "a" * 65}),
    ("bad_id", {**habit(), "id": None}),
    ("bad_id", entry("tea")),
    ("bad_id", entry("0123456789ABCDEF0")),
    ("bad_members", {**habit(), "account": "0" * 32}),
    ("bad_members", {"type": "habit", "id": "tea"}),
    ("bad_members", {"type": "habit", "id": "tea", "withdrawn": True}),
    ("bad_value", habit(**{"reminder:r1": {"time": "24:00", "weekdays": [1]}})),
    ("bad_value", habit(**{"reminder:r1": {"time": "07:30", "weekdays": []}})),
    ("bad_value", habit(**{"reminder:r1": {"time": "07:30", "weekdays": [1], "text": "Tea"}})),
    ("bad_value", record("promise", "p3", **{"reminder:r1": {"minutes_before": -1}})),
    ("bad_value", record("promise", "p3", **{"reminder:r1": {"time": "07:30", "weekdays": [1]}})),
    ("bad_value", record("preference", "main", quiet_hours={"from": "22:00"})),
    ("bad_value", record("preference", "main", nudge_cap=0)),
    ("bad_fields", {"type": "habit", "id": "tea", "fields": []}),
    ("bad_fields", {"type": "habit", "id": "tea", "fields": {}}),
    ("bad_field_name", habit(Name=1)),
    ("bad_field_name", habit(**{"": 1})),
    ("bad_field_name", habit(**{"a b": 1})),
    ("bad_register", {"type": "habit", "id": "tea", "fields": {"position": 1}}),
    ("bad_register", {"type": "habit", "id": "tea", "fields": {"position": [1]}}),
    ("bad_register", {"type": "habit", "id": "tea", "fields": {"position": [1, stamp(), 2]}}),
    ("bad_stamp", habit("tea", "0")),
    ("bad_stamp", habit("tea", stamp().replace("0", "G"))),
    ("bad_stamp", {"type": "habit", "id": "tea", "fields": {"position": [1, 2]}}),
    ("bad_value", habit(name="Tea in clear")),
    ("bad_value", habit(name=None)),
    ("bad_value", habit(name=sealed() + "A")),
    ("bad_value", habit(name=sealed(steps=80))),
    ("bad_value", entry(note=sealed(steps=2048))),
    ("bad_value", habit(glyph="leaf")),
    ("bad_value", habit(practice="eye-contact")),
    ("bad_value", habit(shade="a word in clear")),
    *(
        ("bad_value", habit(**{field: value}))
        for field, value in [
            ("nickname", "Anna"),
            ("nickname", ["Anna", "Bob"]),
            ("nickname", {"who": "Anna"}),
            ("nickname", {"Anna": 1}),
            ("nickname", "anna"),
            ("nickname", "anna-and-bob"),
            ("nickname", "anna:bob"),
            ("friend:Anna", 1),
            ("friend:anna", sealed()),
        ]
    ),
    ("bad_value", record("constellation", "c1", brightest="Vega")),
    ("bad_value", record("constellation", "c1", **{"star:Vega": 1})),
    ("bad_value", entry(mood="sad")),
    ("bad_value", promise_event(mood="sad")),
    ("bad_value", habit(more={"a word in clear": 1})),
    ("bad_value", habit(weight=2**60)),
    ("bad_value", habit(archived=1)),
    ("bad_value", habit(position="1")),
    ("bad_value", habit(**{"plan:2026-02-30": PLAN})),
    ("bad_value", habit(**{"plan:soon": PLAN})),
    ("bad_value", habit(**{"plan:2026-05-01": {**PLAN, "direction": "most"}})),
    ("bad_value", habit(**{"plan:2026-05-01": {**PLAN, "unit": "glasses"}})),
    ("bad_value", habit(**{"plan:2026-05-01": {**PLAN, "target": {"amount": -1}}})),
    ("bad_value", habit(**{"plan:2026-05-01": {**PLAN, "rule": {"kind": "days", "weekdays": []}}})),
    ("bad_value", habit(**{"plan:2026-05-01": {**PLAN, "rule": {"kind": "days", "weekdays": [8]}}})),
    ("bad_value", habit(**{"plan:2026-05-01": {**PLAN, "rule": {"kind": ["days"]}}})),
    ("bad_value", habit(**{"pause:0a1b": {"from": "2026-05-01"}})),
    ("bad_value", record("preference", "main", week_starts_on=8)),
    ("bad_value", record("preference", "main", week_starts_on=True)),
    ("bad_value", record("preference", "main", grace="kind")),
    ("bad_value", record("promise", "p1", time_zone="the zone of my heart")),
    ("bad_value", record("promise", "p1", due_time="24:00")),
    *(
        ("bad_value", record("reflection", "r1", **{field: clear}))
        for field in ("kind", "mood", "answer:1", "answer:6")
        for clear in ("tired", "I felt alone.", 3, None, {"text": "tired"}, sealed(steps=2048))
    ),
    ("bad_value", record("reflection", "r1", on="yesterday")),
    ("bad_value", record("promise", "p1", **{"reminder:1": {"minutes_before": -1}})),
    ("bad_value", record("promise", "p1", **{"reminder:1": {"days_before": 1}})),
    ("bad_value", record("promise", "p1", **{"reminder:1": "when the kettle sings"})),
    ("bad_members", {name: value for name, value in promise_event().items() if name != "stamp"}),
    ("bad_value", promise_event(stamp=None)),
    ("bad_value", promise_event(stamp="now")),
    ("bad_value", promise_event(kind="broken")),
    ("bad_value", promise_event(to_on=None)),
    ("bad_value", promise_event(to_time="soon")),
    ("bad_value", promise_event(to_zone="the zone of my heart")),
    ("bad_value", promise_event(note="I said it in clear")),
    ("bad_value", record("constellation", "c1", words="two words")),
    ("bad_members", {"type": "entry", "id": "00000000000000072", "withdrawn": False}),
    ("bad_members", {"type": "entry", "id": "00000000000000072", "habit": "tea", "on": "2026-03-04"}),
    ("bad_members", entry(withdrawn="yes")),
    ("bad_value", entry(kind="skipped")),
    ("bad_value", entry(kind=["done"])),
    ("bad_value", entry(on="2026-02-30")),
    ("bad_value", entry(on="2026-W01-1")),
    ("bad_value", entry(amount=-1)),
    ("bad_value", entry(amount=True)),
    ("bad_value", entry(amount="1")),
    ("bad_value", entry(amount=1e12)),
    ("bad_value", entry(habit="Tea")),
    ("bad_value", entry(note="in clear")),
    ("bad_value", entry(A=1)),
]


@pytest.mark.parametrize("change", TAKEN)
def test_it_takes_what_apps_send(change: Json) -> None:
    key, _ = read_change(change)

    assert key == (change["type"], change["id"])


@pytest.mark.parametrize(("code", "change"), REFUSED)
def test_it_refuses_anything_else_with_a_word_for_why(code: str, change: Json) -> None:
    with pytest.raises(RefusedError) as refused:
        read_change(change)

    assert refused.value.code == code


def one_by_one(changes: list[Json]) -> list[object]:
    read: list[object] = []
    for change in changes:
        try:
            read.append(read_change(change))
        except RefusedError as error:
            read.append(error.code)
    return read


def together(changes: list[Json]) -> list[object]:
    return [read.code if isinstance(read, RefusedError) else read for read in read_changes(changes)]


@pytest.mark.parametrize("change", [*TAKEN, *(change for _, change in REFUSED), entry(amount=1.0), {}])
def test_a_change_is_read_alike_in_whatever_company(change: Json) -> None:
    company = [entry(), promise_event(), change, entry(amount=1), habit(), promise_event(kind="mended")]

    assert together(company) == one_by_one(company)


def test_a_fact_that_carries_a_stamp_is_known_by_it() -> None:
    assert latest_stamp(read_change(promise_event(stamp=stamp(7)))) == stamp(7)
    assert latest_stamp(read_change(entry(stamp=stamp(7)))) == ""
    assert latest_stamp(read_change(habit(position=2))) == stamp()


@pytest.mark.parametrize("name", ["type", "id", "fields"])
@pytest.mark.parametrize("value", [None, 0, 1.5, True, "", "x" * 100, [], {}, [[]], {"a": {}}])
def test_no_nonsense_is_more_than_refused(name: str, value: Any) -> None:  # noqa: ANN401 - that is the point
    with pytest.raises(RefusedError):
        read_change({**habit(), name: value})
