"""Sealed values: the form and the length, at every edge."""

import doctest
import re

import pytest
from marshmallow import ValidationError

from server.core import sealed
from server.core.sealed import Sealed, is_sealed, pattern_of
from server.core.tokens import to_text

HEAD = f"v1.0123456789abcdef.{to_text(bytes(12))}."


def of_bytes(length: int) -> str:
    return HEAD + to_text(bytes(length))


@pytest.mark.parametrize("length", [80, 144, 1040])
def test_it_takes_whole_steps_and_a_tag(length: int) -> None:
    assert is_sealed(of_bytes(length), most_bytes=length)
    assert not is_sealed(of_bytes(length), most_bytes=length - 1)


@pytest.mark.parametrize("most_bytes", [80, 144, 208, 272, 1040])
def test_the_document_gives_the_same_form(most_bytes: int) -> None:
    pattern = re.compile(pattern_of(most_bytes))
    texts = [of_bytes(length) for length in range(most_bytes + 200)]

    assert [bool(pattern.search(text)) for text in texts] == [is_sealed(text, most_bytes) for text in texts]


REFUSED = [
    "",
    of_bytes(16),
    of_bytes(64),
    of_bytes(79),
    of_bytes(81),
    of_bytes(80) + "\n",
    of_bytes(80) + "=",
    of_bytes(80)[:-1] + "B",
    of_bytes(80).replace("v1", "v2"),
    of_bytes(80).replace("abcdef", "ABCDEF"),
    of_bytes(80).replace("0123", "012"),
    of_bytes(80).replace("AAAA.A", "AAA.A"),
    of_bytes(80).replace("A", "+"),
    of_bytes(80).replace("A", "\u0430"),
    "v1" + of_bytes(80),
    "v1." * 100_000,
]


@pytest.mark.parametrize("text", REFUSED)
def test_it_refuses_every_other_form(text: str) -> None:
    assert not is_sealed(text, most_bytes=10_000)


@pytest.mark.parametrize("value", [None, 1, [], of_bytes(144)])
def test_the_field_says_what_is_wrong(value: object) -> None:
    with pytest.raises(ValidationError):
        Sealed(most_bytes=80).deserialize(value)


def test_the_field_leaves_the_text_as_it_came() -> None:
    assert Sealed(most_bytes=80).deserialize(of_bytes(80)) == of_bytes(80)


def test_its_examples_are_true() -> None:
    assert doctest.testmod(sealed) == (0, 3)
