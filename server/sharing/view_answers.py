"""The forms of what others show, as each sync answers it; documented here, and sent as views.py makes it."""

from marshmallow import fields
from marshmallow.validate import Equal, OneOf

from server.contract.commands import COMMANDS
from server.core.schemas import BaseSchema, Either
from server.sharing.schemas import form_field

STATES = ("waiting", "open")
UNITS = ("day", "week", "month", "times")


class PartnerSchema(BaseSchema):
    """Who the other of a pair is."""

    account = form_field("made_up_id")
    username = fields.String(required=True)


class HabitItemSchema(BaseSchema):
    """What a partner gets of a habit.

    `current` and `best` are left out of the level `total`, `done_today` of all but `live`.
    """

    share = form_field("made_up_id")
    kind = fields.String(required=True, validate=Equal("habit"))
    level = form_field("level")
    label = fields.String(required=True)
    unit = fields.String(required=True, validate=OneOf(UNITS))
    kept = fields.Integer(required=True)
    current = fields.Integer(allow_none=True)
    best = fields.Integer()
    done_today = fields.Boolean()


class PromiseItemSchema(BaseSchema):
    """What a partner gets of a promise; `due_on` is null where no date is shown."""

    share = form_field("made_up_id")
    kind = fields.String(required=True, validate=Equal("promise"))
    label = fields.String(required=True)
    due_on = fields.Date(required=True, allow_none=True)
    kept = fields.Boolean(required=True)


def shown_item(*, allow_none: bool) -> Either:
    """Return the field of a shown habit or promise."""
    return Either(HabitItemSchema, PromiseItemSchema, allow_none=allow_none)


class TogetherSchema(BaseSchema):
    """A habit that two link, or one offers to: how often both did it."""

    together = form_field("made_up_id")
    label = fields.String(required=True)
    unit = form_field(COMMANDS["together"].body["unit"])
    count = fields.Integer(required=True)
    state = fields.String(required=True, validate=OneOf(["offered", "linked"]))
    is_mine = fields.Boolean(required=True)


class AppreciationSchema(BaseSchema):
    """A warm gesture that has arrived."""

    id = form_field("made_up_id")
    gesture = form_field(COMMANDS["appreciate"].body["gesture"])
    on = fields.Date(required=True)


class AcceptedSchema(BaseSchema):
    """Who has accepted an invitation and waits to be confirmed."""

    pair = form_field("made_up_id")
    partner = fields.Nested(PartnerSchema, required=True)


class PartnerViewSchema(BaseSchema):
    """What one partner shows."""

    pair = form_field("made_up_id")
    partner = fields.Nested(PartnerSchema, required=True)
    state = fields.String(required=True, validate=OneOf(STATES))
    items = fields.List(shown_item(allow_none=False), required=True)
    together = fields.List(fields.Nested(TogetherSchema), required=True)
    appreciations = fields.List(fields.Nested(AppreciationSchema), required=True)


class SharedSchema(BaseSchema):
    """All that others show: in the answer of every sync."""

    lives_for_seconds = fields.Integer(required=True)
    accepted = fields.List(fields.Nested(AcceptedSchema), required=True)
    partners = fields.List(fields.Nested(PartnerViewSchema), required=True)
