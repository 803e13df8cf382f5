"""The forms of requests and answers."""

from marshmallow import fields
from marshmallow.validate import OneOf, Regexp

from server.accounts.schemas import WRAP_BYTES, Bytes, SessionSchema
from server.core.schemas import BaseSchema
from server.core.sealed import Sealed
from server.core.tokens import SECRET_BYTES

_STATES = ("open", "claimed", "confirmed", "collected")


_NUMBER = Regexp(r"^[1-9][0-9]\Z", error="Not a number of two digits.")


class OfferSchema(BaseSchema):
    """What the device that makes a link derives from its secret to find it by."""

    token = Bytes(SECRET_BYTES)


class ClaimSchema(BaseSchema):
    """The same token, on the new device, and a secret of its own, so that only it can go on."""

    token = Bytes(SECRET_BYTES)
    claim_secret = Bytes(SECRET_BYTES)


class ConfirmSchema(BaseSchema):
    """The number that was chosen, and the data key, wrapped for whoever holds the link's secret."""

    number = fields.String(required=True, validate=_NUMBER)
    wrap = Sealed(most_bytes=WRAP_BYTES)


class DeviceLinkSchema(BaseSchema):
    """How a link stands, for the device that made it; `numbers` are there once it is claimed."""

    link = fields.String(required=True)
    state = fields.String(required=True, validate=OneOf(_STATES))
    seconds_left = fields.Integer(required=True)
    numbers = fields.List(fields.String(), required=True)


class ClaimedSchema(BaseSchema):
    """What the new device shows."""

    number = fields.String(required=True)
    seconds_left = fields.Integer(required=True)


class CollectedSchema(BaseSchema):
    """A session of its own for the new device, and the wrapped data key."""

    session = fields.Nested(SessionSchema, required=True)
    wrap = fields.String(required=True)
