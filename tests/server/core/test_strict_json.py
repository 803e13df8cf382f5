"""The strict JSON reader."""

import doctest
import json
from contextlib import suppress
from time import process_time

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core import strict_json
from server.core.http import MAX_LARGE_BODY_BYTES
from server.core.strict_json import MAX_DEPTH, StrictJSONError, loads

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=8,
)


def nested(depth: int) -> bytes:
    """An object with lists in it, `depth` deep in all."""
    return b'{"a": ' + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}"


def test_it_runs_its_examples() -> None:
    assert doctest.testmod(strict_json, optionflags=doctest.IGNORE_EXCEPTION_DETAIL) == (0, 2)


def test_it_takes_the_greatest_depth() -> None:
    assert loads(nested(MAX_DEPTH)).keys() == {"a"}


@pytest.mark.parametrize(
    "body",
    [
        nested(MAX_DEPTH + 1),
        b'{"a": ' + b'["]]", "", "]", ' * MAX_DEPTH + b"1" + b"]" * MAX_DEPTH + b"}",
        b'{"a": Infinity}',
        b'{"a": -Infinity}',
        b'{"a": 1e999}',
        b'{"a": 9223372036854775808}',
        b'{"a": -9223372036854775809}',
        b'{"a": {"b": 1, "b": 1}}',
        b'{"a":{"b":1,"b":1}}',
        b'{"a":{"b":1},"a":{"b":1}}',
        b'{"a":1e999}',
        b'{"a":NaN}',
        b'{"a":9223372036854775808}',
        b'{"a":-9223372036854775809}',
        b'{"a":123456789012345678901234567890}',
        rb'{"\ud800": 1}',
        rb'{"a": ["\uDC00"]}',
        rb'{"a": "\udc00\ud800"}',
        b'\xef\xbb\xbf{"a": 1}',
        b'"a"',
        b"1",
        b'{"a": 1} {"a": 1}',
    ],
)
def test_it_refuses(body: bytes) -> None:
    with pytest.raises(StrictJSONError):
        loads(body)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'{"a": 9223372036854775807}', 2**63 - 1),
        (b'{"a": -9223372036854775808}', -(2**63)),
        (rb'{"a": "\ud83d\ude00"}', "\N{GRINNING FACE}"),
        (b'{"a": "' + b"[{" * 100 + b'"}', "[{" * 100),
        (rb'{"a": "\"[[[[\\"}', '"[[[[\\'),
    ],
)
def test_it_takes(body: bytes, value: object) -> None:
    assert loads(body) == {"a": value}


def test_it_is_not_kept_busy_by_a_string_without_end() -> None:
    # Quotes that end nothing: looking for the end of a string from each of them took minutes for 64 KB.
    started_at = process_time()
    with pytest.raises(StrictJSONError):
        loads(b'{"a": "' + rb"\"" * (MAX_LARGE_BODY_BYTES // 2 - 4))

    assert process_time() - started_at < 2


@given(st.dictionaries(TEXT, VALUES))
def test_it_reads_whatever_json_can_say(value: dict[str, object]) -> None:
    assert loads(json.dumps(value).encode()) == value
    assert loads(orjson.dumps(value)) == value


@given(st.binary())
def test_it_never_fails_in_another_way(body: bytes) -> None:
    with suppress(StrictJSONError):
        loads(body)
