"""Makes checks of the forms that contract/forms.toml describes; a check tells whether a value will do."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from server.contract.limits import LIMITS
from server.contract.things import FORMS, Form
from server.core.sealed import is_sealed

Check = Callable[[object], bool]


def check_of(form: Form) -> Check:
    """Return the check of a form; raises KeyError for one that is not described."""
    if isinstance(form, str):
        return _check_of_name(form)
    kind = next(kind for kind in _MAKERS if kind in form)
    return _MAKERS[kind](form)


def _check_of_name(name: str) -> Check:
    if name.startswith("="):
        return _one_of([name[1:]])
    if name.endswith("?"):
        check = check_of(name[:-1])
        return lambda value: value is None or check(value)
    return check_of(FORMS[name])


def is_integer(value: object, least: float, most: float) -> bool:
    """Tell whether this is a whole number within limits; a boolean is none."""
    return _is_number(value, least, most) and value == int(value)  # type: ignore[call-overload] # a number


def _is_number(value: object, least: float, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def _limit(limit: Any) -> Any:  # noqa: ANN401 - a number or a date
    return LIMITS[limit] if isinstance(limit, str) else limit


def _limits(limits: list[Any]) -> tuple[Any, Any]:
    least, most = map(_limit, limits)
    return least, most


def _pattern(text: str) -> Check:
    pattern = re.compile(text)
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


_is_like_a_date = _pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _dates(limits: list[Any]) -> Check:
    first, last = map(date.fromisoformat, _limits(limits))

    def is_date(value: object) -> bool:
        if not isinstance(value, str) or not _is_like_a_date(value):
            return False
        try:
            return first <= date.fromisoformat(value) <= last
        except ValueError:
            return False

    return is_date


def _whole(limits: list[Any]) -> Check:
    least, most = _limits(limits)
    return lambda value: is_integer(value, least, most)


def _number(limits: list[Any]) -> Check:
    least, most = _limits(limits)
    return lambda value: _is_number(value, least, most)


def _encrypted(limit: object) -> Check:
    most_bytes = _limit(limit)
    return lambda value: isinstance(value, str) and is_sealed(value, most_bytes)


def _one_of(words: list[str]) -> Check:
    return lambda value: isinstance(value, str) and value in words


def _list(item: Form, length: list[Any]) -> Check:
    check = check_of(item)
    least, most = _limits(length)
    return lambda value: isinstance(value, list) and least <= len(value) <= most and all(map(check, value))


def _members(forms: Mapping[str, Form]) -> Check:
    checks = {name: check_of(form) for name, form in forms.items()}
    return lambda value: (
        isinstance(value, dict)
        and value.keys() == checks.keys()
        and all(check(value[name]) for name, check in checks.items())
    )


def _any_of(forms: list[Form]) -> Check:
    checks = [check_of(form) for form in forms]
    return lambda value: any(check(value) for check in checks)


_MAKERS: Mapping[str, Callable[[Mapping[str, Any]], Check]] = {
    "pattern": lambda form: _pattern(form["pattern"]),
    "dates": lambda form: _dates(form["dates"]),
    "whole": lambda form: _whole(form["whole"]),
    "number": lambda form: _number(form["number"]),
    "boolean": lambda _: lambda value: isinstance(value, bool),
    "encrypted": lambda form: _encrypted(form["encrypted"]),
    "one_of": lambda form: _one_of(form["one_of"]),
    "list_of": lambda form: _list(form["list_of"], form["length"]),
    "members": lambda form: _members(form["members"]),
    "any_of": lambda form: _any_of(form["any_of"]),
}
