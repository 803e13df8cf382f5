"""The forms of answers: documented here, and sent as the services make them.

Those of what others show are in view_answers.py.
"""

from collections.abc import Mapping
from typing import Final

from marshmallow import fields
from marshmallow.validate import OneOf

from server.contract.commands import COMMANDS
from server.core.schemas import BaseSchema
from server.sharing.schemas import form_field
from server.sharing.view_answers import STATES, PartnerSchema, shown_item


class InviterSchema(BaseSchema):
    """Who invites."""

    username = fields.String(required=True)


class ItemSchema(BaseSchema):
    """What the partner would get; null while nothing is shown at all."""

    item = shown_item(allow_none=True)


class DoneSchema(BaseSchema):
    """The command was done."""

    command = form_field("made_up_id")


class InvitedSchema(DoneSchema):
    """The pair that is to be, and until when the invitation can be accepted."""

    pair = form_field("made_up_id")
    expires_at = fields.AwareDateTime(required=True)


class PairedSchema(DoneSchema):
    """Whom one is a pair with."""

    pair = form_field("made_up_id")
    partner = fields.Nested(PartnerSchema, required=True)


class ChosenSchema(DoneSchema):
    """What the partner gets now; null while nothing is shown at all."""

    item = shown_item(allow_none=True)


class RenewedSchema(DoneSchema):
    """The first day on which it is not shown any more."""

    lapses_on = fields.Date(required=True)


class AppreciatedSchema(DoneSchema):
    """How many more gestures this person may get."""

    left_today = fields.Integer(required=True)


class OfferedSchema(DoneSchema):
    """The link that is offered."""

    together = form_field("made_up_id")


ANSWERS: Final[Mapping[str, type[DoneSchema]]] = {
    "invite": InvitedSchema,
    "accept": PairedSchema,
    "confirm": PairedSchema,
    "choose": ChosenSchema,
    "renew": RenewedSchema,
    "appreciate": AppreciatedSchema,
    "together": OfferedSchema,
}
"""By command, what is answered to those that say more than that they were done."""


class OwnShareSchema(BaseSchema):
    """Something the account shows."""

    share = form_field("made_up_id")
    kind = form_field(COMMANDS["choose"].body["kind"])
    subject = form_field("record_id")
    level = form_field("level?")
    is_paused = fields.Boolean(required=True)
    started_on = fields.Date(required=True)
    renewed_on = fields.Date(required=True)
    lapses_on = fields.Date(required=True)
    item = shown_item(allow_none=True)


class OwnPairSchema(BaseSchema):
    """A pair, and what the account shows there."""

    pair = form_field("made_up_id")
    partner = fields.Nested(PartnerSchema, required=True)
    state = fields.String(required=True, validate=OneOf(STATES))
    is_muted = fields.Boolean(required=True)
    left_today = fields.Integer(required=True)
    shares = fields.List(fields.Nested(OwnShareSchema), required=True)


class OwnInviteSchema(BaseSchema):
    """An invitation that is still open."""

    pair = form_field("made_up_id")
    expires_at = fields.AwareDateTime(required=True)
    accepted_by = fields.Nested(PartnerSchema, required=True, allow_none=True)


class OwnSharingSchema(BaseSchema):
    """Everything that the account shows to anybody."""

    invites = fields.List(fields.Nested(OwnInviteSchema), required=True)
    pairs = fields.List(fields.Nested(OwnPairSchema), required=True)


class BlocksSchema(BaseSchema):
    """Whom the account has blocked."""

    blocks = fields.List(fields.Nested(PartnerSchema), required=True)
