"""Write an export file with made-up habits, to be imported under You → Your data.

Usage: python -m tools.demo_data --habits 10 --days 30 [--until 2026-11-23] [--out data/demo.json]
The same arguments give the same file.
"""

import argparse
import json
import random
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPLICA = "00000000000000de"
KEPT_SHARE = 0.82
NOTE_SHARE = 0.004
GLYPHS = ("eye", "heart", "message-circle", "wind", "coffee", "hand-heart", "sun", "footprints")
HUES = ("sage", "clay", "honey", "sky", "plum", "moss", "rose", "stone")
NOTES = ("We laughed.", "Short, but it happened.", "They noticed.", "Harder than yesterday, still good.")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Span:
    """The days that the made-up person has lived with Kept, both included."""

    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Yield each day, oldest first."""
        for offset in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=offset)


def main() -> int:
    """Write the file and say where it is."""
    options = read_options()
    until = date.fromisoformat(options.until) if options.until else datetime.now(tz=UTC).date()
    text = make_file(options.habits, Span(until - timedelta(days=options.days - 1), until))
    target = Path(options.out)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    print(f"Wrote {options.habits} habits of {options.days} days to {target}")
    return 0


def read_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Write an export file with made-up habits.")
    parser.add_argument("--habits", type=int, default=10)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--until", help="the last day, YYYY-MM-DD; today when left out")
    parser.add_argument("--out", default=str(ROOT / "data" / "demo.json"))
    return parser.parse_args()


def make_file(habits: int, span: Span) -> str:
    """Return the text of an export file; pwa/src/model/portable-file.ts describes it."""
    chance = random.Random(f"{habits} {span}")  # noqa: S311 - made-up data, not a secret
    numbers = count()
    records = [make_habit(index, span.first) for index in range(habits)]
    facts = [
        fact for index in range(habits) for fact in make_entries(f"demo-habit-{index}", span, chance, numbers)
    ]
    lines = {
        "records": ",\n".join(to_line(record) for record in records),
        "facts": ",\n".join(to_line(fact) for fact in facts),
    }
    return (
        f'{{"format":"kept","version":1,\n"records":[\n{lines["records"]}],\n"facts":[\n{lines["facts"]}]}}\n'
    )


def to_line(thing: Json) -> str:
    """Return one thing as one line of JSON."""
    return json.dumps(thing, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def make_habit(index: int, first: date) -> Json:
    """Return the record of one habit, named after a practice of the library."""
    practices = library()
    practice = practices[index % len(practices)]
    at = datetime.combine(first, time(8), tzinfo=UTC) + timedelta(seconds=index)
    stamp = f"{int(at.timestamp() * 1000):012x}{0:04x}{REPLICA}"
    values: Json = {
        "name": practice["name"],
        "cue": f"After I {practice['cues'][0]}",
        "unit": "",
        "practice": practice["slug"],
        "step": "tiny",
        "glyph": GLYPHS[index % len(GLYPHS)],
        "hue": HUES[index % len(HUES)],
        "position": index,
        f"plan:{first.isoformat()}": make_plan(index),
    }
    fields = {name: [value, stamp] for name, value in values.items()}
    return {"type": "habit", "id": f"demo-habit-{index}", "fields": fields}


def make_plan(index: int) -> Json:
    """Return a plan: most are daily, some weekly, some counted."""
    rule: Json = {"kind": "days", "weekdays": [1, 2, 3, 4, 5, 6, 7]}
    if index % 5 == 4:  # noqa: PLR2004 - every fifth
        rule = {"kind": "times", "times": 3, "per": "week"}
    amount = 2 if index % 7 == 1 else 1
    return {"rule": rule, "target": {"amount": amount}, "direction": "at_least"}


def library() -> list[dict[str, list[str]]]:
    """Return the practices of the catalogue."""
    text = (ROOT / "server" / "practices" / "catalogue.toml").read_text(encoding="utf-8")
    practices: list[dict[str, list[str]]] = tomllib.loads(text)["practice"]
    return practices


def make_entries(habit: str, span: Span, chance: random.Random, numbers: Iterator[int]) -> Iterator[Json]:
    """Yield one entry for most days up to yesterday, and now and then a rest or a note."""
    for on in span.days():
        if on == span.last or chance.random() > KEPT_SHARE:
            continue
        fact: Json = {
            "type": "entry",
            "id": REPLICA + to_base_36(next(numbers)),
            "habit": habit,
            "on": on.isoformat(),
            "kind": "done",
            "amount": chance.choice((1, 2)),
        }
        if chance.random() < NOTE_SHARE:
            fact["note"] = chance.choice(NOTES)
        yield fact


def to_base_36(number: int) -> str:
    """Return a whole number in the digits of a fact's id."""
    text = ""
    while number >= len(DIGITS):
        number, digit = divmod(number, len(DIGITS))
        text = DIGITS[digit] + text
    return DIGITS[number] + text


if __name__ == "__main__":
    sys.exit(main())
