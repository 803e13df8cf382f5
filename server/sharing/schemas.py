"""The forms of requests; those of answers are in answers.py.

The body of each command is in contract/commands.toml.
"""

from collections.abc import Mapping
from typing import Any, Final

from marshmallow import Schema, ValidationError, fields, validates_schema
from marshmallow.validate import OneOf, Regexp

from server.accounts.schemas import Bytes
from server.contract.commands import COMMANDS
from server.contract.limits import LIMITS
from server.contract.things import FORMS, Form
from server.core.schemas import BaseSchema, Flag
from server.core.sealed import Sealed
from server.core.tokens import SECRET_BYTES


def form_field(form: Form) -> fields.Field[Any]:
    """Return the field of a form of contract/forms.toml, or of one described on the spot."""
    if isinstance(form, str):
        described = FORMS[form.removesuffix("?")]
        return _described(described, can_be_null=form.endswith("?"))
    return _described(form, can_be_null=False)


def _described(form: Form, *, can_be_null: bool) -> fields.Field[Any]:
    check: Regexp | OneOf
    match form:
        case {"pattern": pattern}:
            check = Regexp(rf"^(?:{pattern})\Z")
        case {"one_of": words}:
            check = OneOf(words)
        case {"encrypted": limit}:
            return Sealed(most_bytes=LIMITS[limit])
        case {"boolean": True}:
            return Flag()
        case _:
            raise ValueError(f"No command has a field of this form yet: {form}")
    return fields.String(required=True, allow_none=can_be_null, validate=check)


class _ChoiceSchema(BaseSchema):
    @validates_schema
    def check_level(self, data: dict[str, Any], **_kwargs: object) -> None:
        """Let habits have a level, and promises none."""
        if (data["kind"] == "habit") != (data["level"] is not None):
            raise ValidationError("A habit has a level, a promise has none.", "level")


def _body_schema(command: str, title: str, own: Mapping[str, fields.Field[Any]]) -> type[Schema]:
    base = _ChoiceSchema if command == "choose" else BaseSchema
    body = {name: _body_field(name, form) for name, form in COMMANDS[command].body.items()}
    return base.from_dict({**body, **own}, name=f"{title}Schema")


def _body_field(name: str, form: Form) -> fields.Field[Any]:
    return _token() if name == "token" else form_field(form)


def _token() -> Bytes:
    """Read it into its bytes, from which services find an invitation."""
    return Bytes(SECRET_BYTES)


COMMAND_SCHEMAS: Final[Mapping[str, type[Schema]]] = {
    name: _body_schema(name, f"{name.title().replace('-', '')}Command", {"command": form_field("made_up_id")})
    for name in COMMANDS
}
"""The body of each command, with the id under which the device sends it."""

PreviewSchema = _body_schema("choose", "Preview", {})
"""As `choose`, but for the id: it is no command."""


class TokenSchema(BaseSchema):
    """An invitation's token."""

    token = _token()
