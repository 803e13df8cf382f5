r"""JSON read strictly: what another reader would understand differently, or not store, is refused.

Refused: bytes that are not UTF-8, nesting deeper than 32, a key twice in one object, NaN and infinities
(also as 1e999), integers beyond 64 bits, lone surrogates, anything but an object at the top.

>>> loads(b'{"on": "2026-02-28", "amount": 2}')
{'on': '2026-02-28', 'amount': 2}
>>> loads(b'{"a": 1, "a": 2}')
Traceback (most recent call last):
server.core.strict_json.StrictJSONError: a name appears twice in one object
"""

import json
import math
import re
from typing import NoReturn

import orjson

MAX_DEPTH = 32
MAX_INTEGER = 2**63 - 1
MIN_INTEGER = -(2**63)
_INTEGER_CHARACTERS = len(str(MIN_INTEGER))

# One that never ends takes all that is left: to look for its end from every quote would take ever longer.
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_NOT_BRACKET = bytes(set(range(256)) - set(b"[]{}"))
_NOT_BRACKET_OR_QUOTE = bytes(set(_NOT_BRACKET) - set(b'"'))
_SURROGATE = re.compile("[\ud800-\udfff]")


class StrictJSONError(ValueError):
    """The body is refused; the text says why in words fit for the client, quoting nothing of it."""


def loads(body: bytes) -> dict[str, object]:
    """Return the object in `body`; raises StrictJSONError."""
    _check_depth(body)
    value = _read_quickly(body) or _read_carefully(body)
    if not isinstance(value, dict):
        raise StrictJSONError("it must be an object")
    return value


def _read_quickly(body: bytes) -> object:
    """Return what is there if it is the very same bytes when it is written again, as apps write it.

    Then no name was dropped and no number was changed. Of anything else, the careful way, which takes
    three times as long, says what is wrong with it, if anything.
    """
    try:
        value: object = orjson.loads(body)
        is_same = orjson.dumps(value, option=orjson.OPT_STRICT_INTEGER) == body
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return None
    return value if is_same else None


def _read_carefully(body: bytes) -> object:
    try:
        value: object = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_float=_float,
            parse_int=_integer,
        )
    except UnicodeDecodeError as error:
        raise StrictJSONError("it is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise StrictJSONError("it is not JSON") from error
    _check_surrogates(body, value)
    return value


def _check_depth(body: bytes) -> None:
    """Count brackets outside strings, before a recursive parser sees them."""
    depth = 0
    for bracket in _brackets_outside_strings(body):
        depth += 1 if bracket in b"[{" else -1
        if depth > MAX_DEPTH:
            raise StrictJSONError(f"it is nested deeper than {MAX_DEPTH}")


def _brackets_outside_strings(body: bytes) -> bytes:
    """Return the brackets that are structure; where nothing is escaped, every quote begins or ends a string.

    There, strings without brackets are dropped before any is taken apart: nearly all of them.
    """
    if b"\\" in body:
        return _STRING.sub(b"", body).translate(None, _NOT_BRACKET)
    marks = body.translate(None, _NOT_BRACKET_OR_QUOTE).replace(b'""', b"")
    return b"".join(marks.split(b'"')[::2])


def _check_surrogates(body: bytes, value: object) -> None:
    r"""Look for halves of a pair in every text; only an escape (\ud800) can have brought them in."""
    if rb"\u" in body.lower() and _SURROGATE.search(json.dumps(value, ensure_ascii=False)):
        raise StrictJSONError("a text holds half a character (a lone surrogate)")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = dict(pairs)
    if len(names) != len(pairs):
        raise StrictJSONError("a name appears twice in one object")
    return names


def _integer(digits: str) -> int:
    if len(digits) > _INTEGER_CHARACTERS or not MIN_INTEGER <= int(digits) <= MAX_INTEGER:
        raise StrictJSONError("a whole number does not fit into 64 bits")
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise StrictJSONError("a number is too large")
    return number


def _refuse_constant(_name: str) -> NoReturn:
    raise StrictJSONError("NaN and Infinity are not numbers of JSON")
