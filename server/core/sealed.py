"""Sealed values (docs/protocol.md): the server checks their form and length and nothing else.

>>> is_sealed("v1.0123456789abcdef.AAAAAAAAAAAAAAAA." + "A" * 107, most_bytes=80)
True
>>> is_sealed("v1.0123456789abcdef.AAAAAAAAAAAAAAAA." + "A" * 107, most_bytes=79)
False
"""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields

from server.core.tokens import from_text

STEP_BYTES = 64
TAG_BYTES = 16

_HEAD = r"v1\.[0-9a-f]{16}\.[A-Za-z0-9_-]{16}\."
_FORM = re.compile(_HEAD + "[A-Za-z0-9_-]+")
# The base64url of one, two and three steps with the tag; three steps more are 256 characters more.
_STEPS = ("X{106}[AEIMQUYcgkosw048]", "X{192}", "X{277}[AQgw]")


def is_sealed(text: str, most_bytes: int) -> bool:
    """Tell whether this is a sealed value whose ciphertext, tag included, has at most `most_bytes`."""
    if len(text) > _most_characters(most_bytes) or not _FORM.fullmatch(text):
        return False
    try:
        ciphertext = from_text(text.rpartition(".")[2])
    except ValueError:
        return False
    padded_bytes = len(ciphertext) - TAG_BYTES
    return padded_bytes >= STEP_BYTES and padded_bytes % STEP_BYTES == 0 and len(ciphertext) <= most_bytes


def key_id_of(text: str) -> str:
    """Return the id of the key that a sealed value is encrypted under.

    >>> key_id_of("v1.0123456789abcdef.AAAAAAAAAAAAAAAA.AAAA")
    '0123456789abcdef'
    """
    return text.split(".")[1]


def _most_characters(most_bytes: int) -> int:
    """Return the length beyond which the text is not even looked at."""
    return len("v1...") + 16 + 16 + -(-most_bytes * 4 // 3)


def pattern_of(most_bytes: int) -> str:
    """Return the form as a regular expression, for the API document."""
    most_steps = (most_bytes - TAG_BYTES) // STEP_BYTES
    forms = [
        f"(X{{256}}){{0,{(most_steps - steps) // 3}}}{form}"
        for steps, form in enumerate(_STEPS, start=1)
        if steps <= most_steps
    ]
    return f"^{_HEAD}({'|'.join(forms)})$".replace("X", "[A-Za-z0-9_-]")


class Sealed(fields.String):
    """A sealed value in a request; `most_bytes` counts the ciphertext with its tag."""

    def __init__(self, *, most_bytes: int, required: bool = True, allow_none: bool = False) -> None:
        super().__init__(
            required=required,
            allow_none=allow_none,
            metadata={"pattern": pattern_of(most_bytes)},
        )
        self.most_bytes = most_bytes

    def _deserialize(
        self, value: object, attr: str | None, data: Mapping[str, Any] | None, **kwargs: object
    ) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not is_sealed(text, self.most_bytes):
            raise ValidationError("Not a sealed value of this size.")
        return text
