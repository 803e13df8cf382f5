"""After the data key has changed, nothing new is stored under the one before it."""

from typing import Any

import pytest

from tests.factories.devices import Device, statuses
from tests.factories.keys import NEW_KEY, THIRD_KEY, change_key
from tests.factories.people import DATA_KEY, Person, sealed
from tests.factories.things import NOW_MS, Json, entry, habit, record, stamp

LATER = stamp(NOW_MS + 1)


@pytest.fixture
def device(alice: Person) -> Device:
    return Device(alice.client, alice.account)


def old(words: str) -> str:
    return sealed(words, key=DATA_KEY)


def new(words: str) -> str:
    return sealed(words, key=NEW_KEY)


def outcome(answer: Json) -> tuple[str, str | None]:
    (result,) = answer["results"]
    return result["status"], result.get("code")


def name_of(device: Device) -> Any:  # noqa: ANN401 - any JSON
    other = Device(device.client, device.account)
    other.pull_all()
    return other.things["habit", "tea"]["fields"]["name"]


def test_an_answer_says_which_key_is_the_present_one(device: Device, alice: Person) -> None:
    assert device.sync(habit())["key"] == DATA_KEY
    change_key(alice)
    assert device.sync()["key"] == NEW_KEY


@pytest.mark.parametrize(
    "change",
    [
        habit("walk", name=old("Walk")),
        record("habit", "tea", LATER, name=old("Coffee")),
        record("habit", "tea", cue=old("after lunch")),
        record("habit", "tea", shade=[old("in a list")]),
        entry(note=old("a note")),
        entry(note=old("a note"), withdrawn=True),
    ],
    ids=["new", "renamed", "another field", "a field of a newer app", "fact", "withdrawn fact"],
)
def test_it_refuses_words_under_a_key_that_was_replaced(device: Device, alice: Person, change: Json) -> None:
    device.sync(habit(name=old("Tea")))
    change_key(alice)

    assert outcome(device.sync(change)) == ("rejected", "old_key")
    assert name_of(device)[0] == old("Tea")


def test_what_is_stored_already_may_be_offered_again(device: Device, alice: Person) -> None:
    tea, note = habit(name=old("Tea")), entry("0000000000000007a", note=old("a note"))
    assert statuses(device.sync(tea, note)) == ["applied", "applied"]
    change_key(alice)

    archived = {**tea, "fields": {**tea["fields"], "archived": [True, LATER]}}
    answer = device.sync(archived, {**note, "withdrawn": True})

    assert statuses(answer) == ["applied", "applied"]


def test_an_older_text_that_loses_is_no_reason_to_refuse_the_rest(device: Device, alice: Person) -> None:
    tea = habit(name=old("Tea"))
    device.sync(tea)
    change_key(alice)
    device.sync(record("habit", "tea", name=new("Tea")))

    answer = device.sync({**tea, "fields": {**tea["fields"], "archived": [True, LATER]}})

    assert outcome(answer) == ("applied", None)
    assert answer["results"][0]["record"]["fields"]["name"][0] == new("Tea")


def test_the_same_words_under_the_new_key_take_their_place(device: Device, alice: Person) -> None:
    """Also where the text under the old key is the larger one."""
    name, note = sealed("Tea", key=THIRD_KEY), sealed("a note", key=THIRD_KEY)
    device.sync(habit(name=old("Tea")), entry("0000000000000007a", note=old("a note")))
    change_key(alice, THIRD_KEY)
    again = entry("0000000000000007a", note=note)

    assert statuses(device.sync(record("habit", "tea", name=name), again)) == ["applied", "applied"]

    other = Device(device.client, device.account)
    other.pull_all()
    assert other.things["entry", "0000000000000007a"] == again
    assert name_of(device) == [name, stamp()]


def test_an_edit_that_came_later_is_not_undone_by_encrypting_again(device: Device, alice: Person) -> None:
    device.sync(habit(name=old("Tea")))
    change_key(alice)
    device.sync(record("habit", "tea", LATER, name=new("Coffee")))

    assert outcome(device.sync(record("habit", "tea", name=new("Tea")))) == ("unchanged", None)
    assert name_of(device) == [new("Coffee"), LATER]


def test_keys_that_the_account_never_had_are_left_alone(device: Device, alice: Person) -> None:
    """Such as the one of a pair."""
    change_key(alice)

    assert outcome(device.sync(habit(name=sealed("Tea", key=THIRD_KEY)))) == ("applied", None)


def test_a_tick_needs_no_key(device: Device, alice: Person) -> None:
    device.sync(habit(name=old("Tea")))
    change_key(alice)

    assert outcome(device.sync(entry())) == ("applied", None)
