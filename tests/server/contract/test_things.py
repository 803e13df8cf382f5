import pytest

from server.contract.things import FACTS, RECORDS, Field
from server.ledger.forms import check_of

ALL = [
    *(field for thing in RECORDS.values() for field in (*thing.fields.values(), *thing.lists.values())),
    *(field for thing in FACTS.values() for field in thing.fields.values()),
]


def test_a_field_is_either_plain_or_encrypted() -> None:
    with pytest.raises(ValueError, match="either plain or encrypted"):
        Field(plain="boolean", encrypted="line")
    with pytest.raises(ValueError, match="either plain or encrypted"):
        Field(counts=True)


def test_a_field_has_no_other_properties() -> None:
    with pytest.raises(TypeError):
        Field(plain="boolean", secret=True)  # type: ignore[call-arg] # the point of the test


def test_what_is_encrypted_is_never_taken_in_clear() -> None:
    fields = [field for field in ALL if field.encrypted is not None]
    taken = ("a", "Anna", "2026-05-01", "", 1, True, None, ["Anna"], {"name": "Anna"})
    assert len(fields) > 15
    assert not [field for field in fields for value in taken if check_of(field.form)(value)]


def test_no_plain_field_takes_a_sentence() -> None:
    fields = [field for field in ALL if field.plain is not None]
    assert not [field for field in fields if check_of(field.form)("Call Anna back")]


def test_the_items_of_every_list_have_keys_without_words() -> None:
    lists = [items for thing in RECORDS.values() for items in thing.lists.values()]
    assert all(items.key in {"record_id", "local_date"} for items in lists)


@pytest.mark.parametrize(
    ("form", "value", "is_taken"),
    [
        ("weekdays", [1, 7], True),
        ("weekdays", [], False),
        ("weekdays", [8], False),
        ("weekdays", [True], False),
        ("hour", 23, True),
        ("hour", 24, False),
        ("hour", 1.5, False),
        ("hour", 1.0, True),
        ("position", -(2**53 - 1), True),
        ("position", -(2**53), False),
        ("position", True, False),
        ("zone?", None, True),
        ("zone", None, False),
        ("=week", "week", True),
        ("=week", "weeks", False),
        ("promise_reminder", {"minutes_before": 10_080}, True),
        ("promise_reminder", {"minutes_before": 10_081}, False),
        ("promise_reminder", {"days_before": 30, "time": "08:00"}, True),
        ("promise_reminder", {"days_before": 30}, False),
        ("quiet_hours", {"from": "22:00", "to": "07:00", "why": "08:00"}, False),
    ],
)
def test_a_form_takes_what_it_describes(form: str, value: object, is_taken: bool) -> None:  # noqa: FBT001 - pytest passes it by its name
    assert check_of(form)(value) is is_taken


def test_a_form_that_is_not_described_is_refused() -> None:
    with pytest.raises(KeyError):
        check_of("no_such_form")
