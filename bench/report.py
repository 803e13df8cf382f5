"""The one table that a run prints: what, measured, budget, their ratio, and how busy the machine was."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from statistics import median, quantiles

from bench.rounds import Round

HEADINGS = ("what", "measured", "budget", "ratio", "contention", "beside")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `least` and `most` are those of single values or of rounds."""

    what: str
    value: float
    unit: str
    budget: float | None = None
    least: float | None = None
    most: float | None = None
    contention: float | None = None
    beside: str = ""
    at_least: bool = False

    def with_beside(self, beside: str) -> "Row":
        """Return the same row with something else beside it."""
        return replace(self, beside=beside)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a row is about: its words, its unit, its budget and what stands beside it.

    `at_least`: the more the better, as with a rate; the ratio is then budget / measured.
    """

    what: str
    unit: str
    budget: float | None = None
    beside: str = field(default="", kw_only=True)
    at_least: bool = field(default=False, kw_only=True)


def median_row(figure: Figure, rounds: Sequence[Round[float]]) -> Row:
    """Return the row of the median over rounds."""
    values = [one.value for one in rounds]
    return _row(figure, median(values), values, rounds)


def share_row(figure: Figure, rounds: Sequence[Round[list[float]]], percent: int) -> Row:
    """Return the row of the value that `percent` of all values of all rounds stay below."""
    values = list(chain.from_iterable(one.value for one in rounds))
    return _row(figure, percentile(values, percent), values, rounds)


def percentile(values: Sequence[float], percent: int) -> float:
    """Tell the value that `percent` of the values stay below."""
    if len(values) == 1:
        return values[0]
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def plain_row(figure: Figure, value: float) -> Row:
    """Return the row of a value that has no spread, such as a size."""
    return Row(figure.what, value, figure.unit, figure.budget, beside=figure.beside)


def print_table(rows: Sequence[Row]) -> None:
    """Print all rows as a table of Markdown, its columns in line."""
    lines = [HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    for index, line in enumerate(lines):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |")
        if index == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")


def say(text: str) -> None:
    """Tell on the console how far a run is, away from its table."""
    print(text, file=sys.stderr, flush=True)


def _row(figure: Figure, value: float, values: Sequence[float], rounds: Sequence[Round[object]]) -> Row:
    return Row(
        figure.what,
        value,
        figure.unit,
        figure.budget,
        least=min(values),
        most=max(values),
        contention=median(one.contention for one in rounds),
        beside=figure.beside,
        at_least=figure.at_least,
    )


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.what,
        _measured(row),
        _budget(row),
        ""
        if row.budget is None
        else _ratio(row.budget / row.value if row.at_least else row.value / row.budget),
        "" if row.contention is None else f"{row.contention:.2f}",
        row.beside,
    )


def _measured(row: Row) -> str:
    measured = f"{_number(row.value)} {row.unit}"
    if row.least is None or row.most is None:
        return measured
    return f"{measured} ({_number(row.least)}–{_number(row.most)})"  # noqa: RUF001 - a range


def _budget(row: Row) -> str:
    if row.budget is None:
        return ""
    return f"{'≥ ' if row.at_least else ''}{_number(row.budget)} {row.unit}"


def _ratio(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio <= 1 else f"**{ratio:.2f}**"


def _number(value: float) -> str:
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
