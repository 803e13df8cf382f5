"""The types of things that are synced and their fields (contract/things.toml), and the forms of values."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from server.contract.files import read_table

Form = str | Mapping[str, Any]
"""The name of a form in contract/forms.toml, or one described on the spot."""

FORMS: Final[Mapping[str, Form]] = MappingProxyType(read_table("forms"))


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a thing, or the items of a list, which also have a `key`."""

    plain: Form | None = None
    encrypted: Form | None = None
    decrypted: Form | None = None
    key: Form | None = None
    counts: bool = False
    schedules: bool = False
    optional: bool = False
    default: Any = None

    def __post_init__(self) -> None:
        """Refuse a field of which it is not clear whether it leaves a device encrypted."""
        if (self.plain is None) == (self.encrypted is None):
            raise ValueError("A field is either plain or encrypted.")

    @property
    def form(self) -> Form:
        """The form of the value as it travels."""
        return self.encrypted if self.plain is None else self.plain  # type: ignore[return-value] # one is set


Fields = Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class RecordThing:
    """A type of record."""

    exported: bool
    fields: Fields
    lists: Fields


@dataclass(frozen=True, slots=True)
class FactThing:
    """A type of fact; `subject` is the field that says what it is about."""

    subject: str
    schedules: bool
    fields: Fields


def _fields(table: Mapping[str, Mapping[str, Any]]) -> Fields:
    return MappingProxyType({name: Field(**field) for name, field in table.items()})


def _record(table: Mapping[str, Any]) -> RecordThing:
    return RecordThing(table["exported"], _fields(table["fields"]), _fields(table.get("lists", {})))


def _fact(table: Mapping[str, Any]) -> FactThing:
    return FactThing(table["subject"], table.get("schedules", False), _fields(table["fields"]))


_THINGS = read_table("things")
RECORDS: Final = MappingProxyType({name: _record(table) for name, table in _THINGS["records"].items()})
FACTS: Final = MappingProxyType({name: _fact(table) for name, table in _THINGS["facts"].items()})
