"""Histories in, results out, one JSON text a line: what `kept streaks` speaks.

A line is a history (server/habits/history_json.py lists its fields), with a `checkpoint` beside them where
the entries before it are left out. The app's rules answer the same: `npm --prefix pwa run --silent streaks`.
"""

import json
from collections.abc import Iterable, Iterator

from server.habits.history_json import checkpoint_from_json, history_from_json, result_to_json
from server.habits.rules import evaluate


def stream(lines: Iterable[str]) -> Iterator[str]:
    """Answer each line with the result, or with {"error": reason} where it holds no history."""
    for line in lines:
        yield json.dumps(_answer(line))


def _answer(line: str) -> dict[str, object]:
    # A number, a list or any other JSON is refused like a text that is no JSON at all.
    try:
        fields = _read(line)
        checkpoint = fields.pop("checkpoint", None) if isinstance(fields, dict) else None
        start = None if checkpoint is None else checkpoint_from_json(checkpoint)
        return result_to_json(evaluate(history_from_json(fields), start))
    except ValueError as error:
        return {"error": str(error)}


def _read(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError("is not JSON") from error
