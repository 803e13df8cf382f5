"""The forms of requests and answers about the provider."""

from marshmallow import fields

from server.accounts.schemas import WRAP_BYTES, Bytes, id_field, username_field
from server.accounts.tokens import INVITATION_BYTES
from server.core.schemas import BaseSchema
from server.core.sealed import Sealed
from server.core.tokens import SECRET_BYTES


class ProviderSchema(BaseSchema):
    """The provider of this server; null where it has none."""

    name = fields.String(required=True, allow_none=True)


class SignUpByProviderSchema(BaseSchema):
    """A new account without a password; `invite` is the token of a link, or null where none is needed."""

    account = id_field()
    username = username_field()
    recovery_secret = Bytes(SECRET_BYTES)
    recovery_wrap = Sealed(most_bytes=WRAP_BYTES)
    invite = Bytes(INVITATION_BYTES, allow_none=True)
