"""Text that people wrote."""

import doctest

import pytest

from server.core import text
from server.core.text import TextError, clean_text


def test_it_runs_its_examples() -> None:
    assert doctest.testmod(text) == (0, 1)


@pytest.mark.parametrize(
    "written",
    [
        "Eye contact",
        "\N{FAMILY} \N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}",
        "\u0642\u0648\u0644 \u0635\u063a\u064a\u0631",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "2 \N{MULTIPLICATION SIGN} 10\u00a0min",
    ],
)
def test_it_keeps_what_people_write(written: str) -> None:
    assert clean_text(written, max_characters=40) == written


@pytest.mark.parametrize(
    "written", ["a\ud800b", "a\x00b", "a\nb", "a\x1bb", "", " ", "\u200b", "\u2066\u2069", "x" * 41]
)
def test_it_refuses(written: str) -> None:
    with pytest.raises(TextError):
        clean_text(written, max_characters=40)


def test_it_takes_newlines_where_they_are_allowed() -> None:
    assert clean_text("one\r\ntwo", max_characters=40, allow_newlines=True) == "one\ntwo"


def test_it_counts_characters_after_composing_them() -> None:
    assert clean_text("e\u0301" * 10, max_characters=10) == "\u00e9" * 10


def test_it_drops_what_would_reorder_the_text_around_it() -> None:
    assert clean_text("\u202eevil\u202c", max_characters=10) == "evil"
