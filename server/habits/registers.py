"""Lists that a record keeps as one register each, named `<list>:<key>` (docs/storage.md)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from server.habits.history_json import HistoryError

Item = TypeVar("Item")


def members_of(values: Mapping[str, Any], list_name: str) -> Iterator[tuple[str, Any]]:
    """Yield key and value of each present item of a list."""
    for name, value in sorted(values.items()):
        prefix, _, key = name.partition(":")
        if prefix == list_name and value is not None:
            yield key, value


def items_of(values: Mapping[str, Any], list_name: str, read: Callable[[object], Item]) -> Iterator[Item]:
    """Yield what can be read of a list."""
    return readable((value for _, value in members_of(values, list_name)), read)


def readable(values: Iterable[object], read: Callable[[object], Item]) -> Iterator[Item]:
    """Yield what `read` takes, without what raises HistoryError."""
    for value in values:
        try:
            yield read(value)
        except HistoryError:
            continue
