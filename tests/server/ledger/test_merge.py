"""Merging is a join: in any order, any number of times, and as the app does it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.ledger.merge import FactState, Fields, merge_fact, merge_fields

CONTRACT = json.loads((Path(__file__).parents[3] / "contract/cases/merge.json").read_text(encoding="utf-8"))

# Few of each, so that equal stamps and equal values are common.
STAMPS = st.sampled_from([f"{ms:012x}{'0' * 20}" for ms in (1, 2, 3)])
KEYS = st.sampled_from(["", "a" * 16, "b" * 16])
TEXTS = [f"v1.{letter * 16}.{end}" for letter in "ab" for end in "xy"]
VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, 1, 1.5, "", "a", "\U0001f600", "\uff5e", [], {"b": 1, "a": [2]}, *TEXTS]
)
NAMES = st.sampled_from(["name", "deleted", "plan:2026-01-01"])
FIELDS = st.dictionaries(NAMES, st.tuples(VALUES, STAMPS), max_size=3)
MEMBERS = st.none() | st.fixed_dictionaries(
    {"amount": VALUES, "note": st.sampled_from(TEXTS), "habit": st.sampled_from(["h1", "h2"])}
)
FACTS = st.builds(lambda members, gone: FactState(members, gone or members is None), MEMBERS, st.booleans())


def fact(wire: dict[str, Any]) -> FactState:
    members = {name: value for name, value in wire.items() if name != "withdrawn"}
    return FactState(members or None, wire.get("withdrawn", False))


def registers(wire: dict[str, list[Any]]) -> Fields:
    return {name: (value, stamp) for name, (value, stamp) in wire.items()}


@pytest.mark.parametrize("case", CONTRACT["fields"], ids=lambda case: case["name"])
def test_fields_merge_as_the_contract_says(case: dict[str, Any]) -> None:
    left, right, key_id = registers(case["left"]), registers(case["right"]), case.get("key", "")

    assert merge_fields(left, right, key_id) == registers(case["merged"])
    assert merge_fields(right, left, key_id) == registers(case["merged"])


@pytest.mark.parametrize("case", CONTRACT["facts"], ids=lambda case: case["name"])
def test_facts_merge_as_the_contract_says(case: dict[str, Any]) -> None:
    left, right, key_id = fact(case["left"]), fact(case["right"]), case.get("key", "")

    assert merge_fact(left, right, key_id) == fact(case["merged"])
    assert merge_fact(right, left, key_id) == fact(case["merged"])


@given(FIELDS, FIELDS, FIELDS, KEYS)
def test_fields_merge_in_any_order_and_any_number_of_times(
    first: Fields, second: Fields, third: Fields, key: str
) -> None:
    merged = merge_fields(first, second, key)

    assert merged == merge_fields(second, first, key)
    assert merge_fields(merged, third, key) == merge_fields(first, merge_fields(second, third, key), key)
    assert merge_fields(merged, first, key) == merged
    assert merge_fields(first, first, key) == first


@given(FACTS, FACTS, FACTS, KEYS)
def test_facts_merge_in_any_order_and_any_number_of_times(
    first: FactState, second: FactState, third: FactState, key: str
) -> None:
    merged = merge_fact(first, second, key)

    assert merged == merge_fact(second, first, key)
    assert merge_fact(merged, third, key) == merge_fact(first, merge_fact(second, third, key), key)
    assert merge_fact(merged, first, key) == merged
    assert merge_fact(first, first, key) == first


@given(FACTS, FACTS)
def test_a_withdrawn_fact_never_comes_back(first: FactState, second: FactState) -> None:
    assert merge_fact(FactState(first.members, is_withdrawn=True), second).is_withdrawn
