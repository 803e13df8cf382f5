"""The forms of requests and answers about nudges and the devices they reach."""

from typing import Any

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from server.accounts.schemas import Bytes
from server.contract.limits import MAX_SECONDS_AGO
from server.core.schemas import BaseSchema
from server.nudges.devices import TOKEN_BYTES
from server.nudges.endpoints import MAX_CHARACTERS, P256_POINT_BYTES

AUTH_BYTES = 16
LATEST_MS = 2**53 - 1
_TYPES = ("habit", "promise", "preference")
_REACTIONS = ("opened", "dismissed", "later", "keep")
_STATES = ("sent", "retrying", "not_needed", "quiet", "over_cap", "stale", "no_device")


class WholeNumber(fields.Integer):
    """An integer as JSON Schema has it: 60.0 is one, 1.5 and "1" are none."""

    def _validated(self, value: Any) -> Any:  # noqa: ANN401 - as marshmallow has it
        return super()._validated(int(value) if isinstance(value, float) and value.is_integer() else value)


class PushKeysSchema(BaseSchema):
    """What a browser gives so that only it can read what is sent to it."""

    p256dh = Bytes(P256_POINT_BYTES)
    auth = Bytes(AUTH_BYTES)


class SubscriptionSchema(BaseSchema):
    """What `PushSubscription.toJSON()` gives."""

    endpoint = fields.String(required=True, validate=Length(1, MAX_CHARACTERS))
    expirationTime = fields.Float(  # noqa: N815 - the browsers' word
        allow_none=True, load_default=None, validate=Range(0, LATEST_MS)
    )
    keys = fields.Nested(PushKeysSchema, required=True)


class SubscribedSchema(BaseSchema):
    """A device that nudges reach."""

    session = fields.String(required=True)
    is_current = fields.Boolean(required=True)
    endpoint = fields.String(required=True, allow_none=True)
    has_arrived = fields.Boolean(required=True)
    test = fields.String(required=True, validate=OneOf(["waiting", "sent", "retrying", "refused", "arrived"]))


class PushSchema(BaseSchema):
    """The server's key, and the devices that nudges reach."""

    key = Bytes(P256_POINT_BYTES)
    subscriptions = fields.List(fields.Nested(SubscribedSchema), required=True)


class ArrivalSchema(BaseSchema):
    """What a test held."""

    token = Bytes(TOKEN_BYTES)


class NudgeSchema(BaseSchema):
    """A nudge that is over, or nearly so."""

    id = fields.String(required=True)
    type = fields.String(required=True, validate=OneOf(_TYPES))
    subject = fields.String(required=True)
    reminder = fields.String(required=True)
    on = fields.String(required=True, metadata={"format": "date"})
    due_at = fields.AwareDateTime(required=True)
    state = fields.String(required=True, validate=OneOf(_STATES))
    reaction = fields.String(required=True, allow_none=True, validate=OneOf([*_REACTIONS, "done"]))


class UnansweredSchema(BaseSchema):
    """A reminder to ask about."""

    type = fields.String(required=True, validate=OneOf(_TYPES))
    subject = fields.String(required=True)
    reminder = fields.String(required=True)
    count = fields.Integer(required=True)


class PlannedSchema(BaseSchema):
    """When a reminder comes next, by the server's rules for its zone."""

    type = fields.String(required=True, validate=OneOf(_TYPES))
    subject = fields.String(required=True)
    reminder = fields.String(required=True)
    due_at = fields.AwareDateTime(required=True)


class ListingSchema(BaseSchema):
    """What the last nudges were, what became of them, and what comes next."""

    nudges = fields.List(fields.Nested(NudgeSchema), required=True)
    unanswered = fields.List(fields.Nested(UnansweredSchema), required=True)
    planned = fields.List(fields.Nested(PlannedSchema), required=True)


class ReactionSchema(BaseSchema):
    """What somebody did with a nudge."""

    kind = fields.String(required=True, validate=OneOf(_REACTIONS))
    seconds_ago = WholeNumber(load_default=0, strict=True, validate=Range(0, MAX_SECONDS_AGO))


class AgainSchema(BaseSchema):
    """When it comes again."""

    again_at = fields.AwareDateTime(required=True, allow_none=True)
