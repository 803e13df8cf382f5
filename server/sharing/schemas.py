"""The forms of requests and answers. Answers are documented here and sent as the services make them."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validates_schema
from marshmallow.validate import OneOf, Regexp

from server.accounts.schemas import Bytes
from server.core.schemas import BaseSchema
from server.core.sealed import STEP_BYTES, TAG_BYTES, Sealed
from server.core.tokens import SECRET_BYTES
from server.sharing.rules import GESTURES, LEVELS, UNITS

LABEL_BYTES = 8 * STEP_BYTES + TAG_BYTES
KINDS = ("habit", "promise")
STATES = ("waiting", "open")

_ID = Regexp(r"^[0-9a-f]{32}\Z", error="Not an id of 32 hex characters.")
_SUBJECT = Regexp(r"^[a-z0-9-]{1,64}\Z", error="Not the id of a record.")


def _id() -> fields.String:
    return fields.String(required=True, validate=_ID)


def _subject() -> fields.String:
    return fields.String(required=True, validate=_SUBJECT)


def _one_of(choices: tuple[str, ...], *, allow_none: bool = False) -> fields.String:
    return fields.String(required=True, allow_none=allow_none, validate=OneOf(choices))


class Flag(fields.Boolean):
    """True or false, and none of the numbers and words that Python or marshmallow take for the same."""

    def __init__(self) -> None:
        super().__init__(required=True)

    def _deserialize(
        self, value: object, attr: str | None, data: Mapping[str, Any] | None, **kwargs: object
    ) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **kwargs)


class TokenSchema(BaseSchema):
    """An invitation's token."""

    token = Bytes(SECRET_BYTES)


class CommandSchema(BaseSchema):
    """A command, under an id that the device made."""

    command = _id()


class TokenCommandSchema(CommandSchema):
    """A command about an invitation by its token."""

    token = Bytes(SECRET_BYTES)


class PairCommandSchema(CommandSchema):
    """A command about a pair, or the invitation it was."""

    pair = _id()


class ShareCommandSchema(CommandSchema):
    """A command about something that is shown."""

    share = _id()


class PauseSchema(ShareCommandSchema):
    """Freeze, or go on."""

    is_paused = Flag()


class EndSchema(PairCommandSchema):
    """End a pair, and block the other or not."""

    is_block = Flag()


class MuteSchema(PairCommandSchema):
    """Let gestures arrive, or not."""

    is_muted = Flag()


class UnblockSchema(CommandSchema):
    """Whom to unblock."""

    account = _id()


class AppreciateSchema(PairCommandSchema):
    """A gesture for the other of a pair."""

    gesture = _one_of(GESTURES)


class PreviewSchema(BaseSchema):
    """What would be shown to whom."""

    pair = _id()
    share = _id()
    kind = _one_of(KINDS)
    subject = _subject()
    level = _one_of(LEVELS, allow_none=True)
    label = Sealed(most_bytes=LABEL_BYTES)
    include_before = Flag()

    @validates_schema
    def check_level(self, data: dict[str, Any], **_kwargs: object) -> None:
        """Let habits have a level, and promises none."""
        if (data["kind"] == "habit") != (data["level"] is not None):
            raise ValidationError("A habit has a level, a promise has none.", "level")


class ChooseSchema(PreviewSchema):
    """What is shown to whom, from now on."""

    command = _id()


class OfferSchema(PairCommandSchema):
    """A habit to link with one of the other's."""

    habit = _subject()
    label = Sealed(most_bytes=LABEL_BYTES)
    unit = _one_of(UNITS)


class JoinSchema(PairCommandSchema):
    """A habit of one's own for a link that the other offers."""

    together = _id()
    habit = _subject()


class LeaveSchema(CommandSchema):
    """A link to leave, or an offer to take back."""

    together = _id()


class PartnerSchema(BaseSchema):
    """Who the other of a pair is."""

    account = _id()
    username = fields.String(required=True)


class DoneSchema(BaseSchema):
    """The command was done; each command adds what docs/protocol.md says."""

    command = _id()
    pair = fields.String()
    partner = fields.Nested(PartnerSchema)
    expires_at = fields.String(metadata={"format": "date-time"})
    item = fields.Dict(allow_none=True)
    lapses_on = fields.String(metadata={"format": "date"})
    left_today = fields.Integer()
    together = fields.String()


class InviterSchema(BaseSchema):
    """Who invites."""

    username = fields.String(required=True)


class ItemSchema(BaseSchema):
    """What the partner would get; null while nothing is shown at all."""

    item = fields.Dict(required=True, allow_none=True)


class OwnShareSchema(BaseSchema):
    """Something the account shows."""

    share = _id()
    kind = _one_of(KINDS)
    subject = _subject()
    level = _one_of(LEVELS, allow_none=True)
    is_paused = fields.Boolean(required=True)
    started_on = fields.Date(required=True)
    renewed_on = fields.Date(required=True)
    lapses_on = fields.Date(required=True)
    item = fields.Dict(required=True, allow_none=True)


class OwnPairSchema(BaseSchema):
    """A pair, and what the account shows there."""

    pair = _id()
    partner = fields.Nested(PartnerSchema, required=True)
    state = _one_of(STATES)
    is_muted = fields.Boolean(required=True)
    left_today = fields.Integer(required=True)
    shares = fields.List(fields.Nested(OwnShareSchema), required=True)


class OwnInviteSchema(BaseSchema):
    """An invitation that is still open."""

    pair = _id()
    expires_at = fields.String(required=True, metadata={"format": "date-time"})
    accepted_by = fields.Nested(PartnerSchema, required=True, allow_none=True)


class OwnSharingSchema(BaseSchema):
    """Everything that the account shows to anybody."""

    invites = fields.List(fields.Nested(OwnInviteSchema), required=True)
    pairs = fields.List(fields.Nested(OwnPairSchema), required=True)


class BlocksSchema(BaseSchema):
    """Whom the account has blocked."""

    blocks = fields.List(fields.Nested(PartnerSchema), required=True)
