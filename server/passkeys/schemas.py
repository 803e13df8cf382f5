"""The forms of requests and answers about passkeys.

A browser's `toJSON()` of a passkey that has PRF holds the secret that opens the data key. So the app sends
only the members that are named here, and a body with any other one is refused as a whole.
"""

from typing import Any

from marshmallow import fields, post_load
from marshmallow.validate import Length

from server.accounts.schemas import (
    DEVICE_NAME_BYTES,
    WRAP_BYTES,
    Bytes,
    ByteString,
    SessionSchema,
    id_field,
    username_field,
)
from server.accounts.tokens import INVITATION_BYTES
from server.core.schemas import BaseSchema
from server.core.sealed import Sealed
from server.core.tokens import SECRET_BYTES
from server.passkeys.ceremonies import Assertion, NewCredential

# WebAuthn allows 1,023 bytes; the rest has room for an attestation that a browser leaves in. Multiples of 3.
MAX_CREDENTIAL_ID_BYTES = 1_023
MAX_CLIENT_DATA_BYTES = 1_200
MAX_ATTESTATION_BYTES = 6_000
MAX_AUTHENTICATOR_DATA_BYTES = 600
MAX_SIGNATURE_BYTES = 1_200
MAX_USER_HANDLE_BYTES = 66
MAX_TRANSPORTS = 8


class SomeBytes(ByteString):
    """From one byte to `most`, which is a multiple of 3: the pattern can say no other limit."""

    def __init__(self, most: int, *, allow_none: bool = False) -> None:
        last = "(X[AQgw]|X{2}[AEIMQUYcgkosw048]|X{4})"
        pattern = f"^(X{{4}}){{0,{most // 3 - 1}}}{last}$".replace("X", "[A-Za-z0-9_-]")
        super().__init__(pattern, f"1 to {most}", allow_none=allow_none)
        self.most = most

    def is_size(self, size_bytes: int) -> bool:
        """Tell whether it is within the limit."""
        return 0 < size_bytes <= self.most


class NewCredentialSchema(BaseSchema):
    """A passkey that was just made."""

    id = SomeBytes(MAX_CREDENTIAL_ID_BYTES)
    client_data = SomeBytes(MAX_CLIENT_DATA_BYTES)
    attestation = SomeBytes(MAX_ATTESTATION_BYTES)
    transports = fields.List(
        fields.String(validate=Length(max=32)), required=True, validate=Length(max=MAX_TRANSPORTS)
    )

    @post_load
    def make(self, data: dict[str, Any], **_kwargs: object) -> NewCredential:
        """Return it as the services know it."""
        return NewCredential(**data)


class AssertionSchema(BaseSchema):
    """What a passkey answered."""

    id = SomeBytes(MAX_CREDENTIAL_ID_BYTES)
    client_data = SomeBytes(MAX_CLIENT_DATA_BYTES)
    authenticator_data = SomeBytes(MAX_AUTHENTICATOR_DATA_BYTES)
    signature = SomeBytes(MAX_SIGNATURE_BYTES)
    user_handle = SomeBytes(MAX_USER_HANDLE_BYTES, allow_none=True)

    @post_load
    def make(self, data: dict[str, Any], **_kwargs: object) -> Assertion:
        """Return it as the services know it."""
        return Assertion(**data)


def _wrap() -> Sealed:
    return Sealed(most_bytes=WRAP_BYTES, allow_none=True)


class PasskeyQuestionSchema(BaseSchema):
    """What to ask a passkey: the JSON form of WebAuthn's options, and the name of their challenge."""

    challenge = id_field()
    options = fields.Dict(keys=fields.String(), required=True)


class AskToSignUpSchema(BaseSchema):
    """Who wants to sign up; `invite` is null where none is needed."""

    account = id_field()
    username = username_field()
    invite = Bytes(INVITATION_BYTES, allow_none=True)


class SignUpByPasskeySchema(AskToSignUpSchema):
    """A new account with a passkey; `wrap` is null where that has no PRF."""

    recovery_secret = Bytes(SECRET_BYTES)
    recovery_wrap = Sealed(most_bytes=WRAP_BYTES)
    challenge = id_field()
    credential = fields.Nested(NewCredentialSchema, required=True)
    wrap = _wrap()


class PasskeyAnswerSchema(BaseSchema):
    """The answer to a question."""

    challenge = id_field()
    credential = fields.Nested(AssertionSchema, required=True)


class NewPasskeySchema(BaseSchema):
    """One more passkey; `wrap` is null where it has no PRF."""

    challenge = id_field()
    credential = fields.Nested(NewCredentialSchema, required=True)
    wrap = _wrap()


class PasskeyIdSchema(BaseSchema):
    """The id of a passkey."""

    id = id_field()


class PasskeyNameSchema(BaseSchema):
    """The encrypted name of a passkey."""

    name = Sealed(most_bytes=DEVICE_NAME_BYTES)


class PasskeyWrapSchema(BaseSchema):
    """The data key, wrapped by the PRF of a passkey."""

    wrap = Sealed(most_bytes=WRAP_BYTES)


class ByPasskeySchema(SessionSchema):
    """A session, and the passkey that opened it; `wrap` is null where that only signs in."""

    passkey = id_field()
    wrap = fields.String(required=True, allow_none=True)


class PasskeySchema(BaseSchema):
    """A passkey of the account."""

    id = id_field()
    credential_id = SomeBytes(MAX_CREDENTIAL_ID_BYTES)
    name = fields.String(required=True, allow_none=True)
    created_on = fields.Date(required=True)
    is_synced = fields.Boolean(required=True)
    can_open = fields.Boolean(required=True, metadata={"description": "Whether it opens the data key."})


class PasskeysSchema(BaseSchema):
    """Every passkey of the account, and the user handle that they have."""

    passkeys = fields.List(fields.Nested(PasskeySchema), required=True)
    user_handle = Bytes(SECRET_BYTES)
