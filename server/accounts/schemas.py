"""The forms of requests and answers. Byte strings travel as base64url of an exact length."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, post_load
from marshmallow.validate import OneOf, Range, Regexp

from server.accounts.store import Kdf
from server.accounts.tokens import ACCOUNT_TOKEN_BYTES, INVITATION_BYTES
from server.contract.limits import MAX_KDF_ROUNDS
from server.core.schemas import BaseSchema
from server.core.sealed import STEP_BYTES, TAG_BYTES, Sealed
from server.core.tokens import SECRET_BYTES, from_text, to_text

MIN_ROUNDS = 600_000
SALT_BYTES = 16
WRAP_BYTES = STEP_BYTES + TAG_BYTES  # 32 bytes as text and quotes fit one step
DEVICE_NAME_BYTES = 8 * STEP_BYTES + TAG_BYTES

_ID = Regexp(r"^[0-9a-f]{32}\Z", error="Not an id.")
_KEY_ID = Regexp(r"^[0-9a-f]{16}\Z", error="Not the id of a key.")
_USERNAME = Regexp(
    r"^[a-z0-9._-]{3,32}\Z",
    error="Please use 3 to 32 of the letters a to z, digits, full stops, underscores and hyphens.",
)
_MODES = ("first", "set_up", "invite", "open", "closed")
# What the last character may be, by how many of its bits are no part of the bytes.
_LAST_CHARACTERS = {0: "[A-Za-z0-9_-]", 1: "[AQgw]", 2: "[AEIMQUYcgkosw048]"}


class ByteString(fields.String):
    """Bytes in base64url, of a size that `is_size` accepts."""

    def __init__(self, pattern: str, size: str, *, allow_none: bool) -> None:
        super().__init__(required=True, allow_none=allow_none, metadata={"pattern": pattern})
        self.size = size

    def is_size(self, size_bytes: int) -> bool:
        """Tell whether so many bytes may be there."""
        raise NotImplementedError

    def _deserialize(  # type: ignore[override]  # the bytes, where the base gives the text
        self, value: object, attr: str | None, data: Mapping[str, Any] | None, **kwargs: object
    ) -> bytes:
        try:
            decoded = from_text(super()._deserialize(value, attr, data, **kwargs))
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if not self.is_size(len(decoded)):
            raise ValidationError(f"Not {self.size} bytes.")
        return decoded

    def _serialize(self, value: Any, attr: str | None, obj: object, **kwargs: object) -> str | None:  # noqa: ANN401 - as marshmallow declares it
        return super()._serialize(None if value is None else to_text(value), attr, obj, **kwargs)


class Bytes(ByteString):
    """Exactly so many bytes."""

    def __init__(self, length: int, *, allow_none: bool = False) -> None:
        last = _LAST_CHARACTERS[length % 3]
        pattern = f"^[A-Za-z0-9_-]{{{-(-length * 4 // 3) - 1}}}{last}$"
        super().__init__(pattern, str(length), allow_none=allow_none)
        self.length = length

    def is_size(self, size_bytes: int) -> bool:
        """Tell whether it is the one length."""
        return size_bytes == self.length


class Rounds(fields.Integer):
    """A whole number, also in the form 600000.0, which JSON Schema takes for the same."""

    def __init__(self) -> None:
        super().__init__(required=True, strict=True, validate=Range(MIN_ROUNDS, MAX_KDF_ROUNDS))

    def _deserialize(
        self, value: object, attr: str | None, data: Mapping[str, Any] | None, **kwargs: object
    ) -> int:
        if isinstance(value, float) and value.is_integer():
            return int(value)
        return super()._deserialize(value, attr, data, **kwargs)


def username_field() -> fields.String:
    """Return the field of a name."""
    return fields.String(required=True, validate=_USERNAME)


def id_field() -> fields.String:
    """Return the field of an id of 32 hex characters."""
    return fields.String(required=True, validate=_ID)


def sealed_key() -> Sealed:
    """Return the field of a data key, encrypted."""
    return Sealed(most_bytes=WRAP_BYTES)


def key_id() -> fields.String:
    """Return the field of a data key's id."""
    return fields.String(required=True, validate=_KEY_ID)


class KdfSchema(BaseSchema):
    """How the device makes its master secret."""

    salt = Bytes(SALT_BYTES)
    rounds = Rounds()

    @post_load
    def make(self, data: dict[str, Any], **_kwargs: object) -> Kdf:
        """Return it as the services know it."""
        return Kdf(**data)


class UsernameSchema(BaseSchema):
    """A name."""

    username = username_field()


class SignUpSchema(BaseSchema):
    """A new account; `invite` is the token of a link, or null where none is needed."""

    account = id_field()
    username = username_field()
    auth_secret = Bytes(SECRET_BYTES)
    kdf = fields.Nested(KdfSchema, required=True)
    wrap = sealed_key()
    recovery_secret = Bytes(SECRET_BYTES)
    recovery_wrap = sealed_key()
    invite = Bytes(INVITATION_BYTES, allow_none=True)


class SignInSchema(BaseSchema):
    """A name and what the password gave."""

    username = username_field()
    auth_secret = Bytes(SECRET_BYTES)


class RecoverSchema(BaseSchema):
    """A name and what the recovery key gave."""

    username = username_field()
    recovery_secret = Bytes(SECRET_BYTES)


class ResetSchema(BaseSchema):
    """The token of a reset link, and the new password."""

    token = Bytes(ACCOUNT_TOKEN_BYTES)
    auth_secret = Bytes(SECRET_BYTES)
    kdf = fields.Nested(KdfSchema, required=True)


class StepUpSchema(BaseSchema):
    """What the password gave."""

    auth_secret = Bytes(SECRET_BYTES)


class PasswordSchema(BaseSchema):
    """A new password, and the data key wrapped by it."""

    auth_secret = Bytes(SECRET_BYTES)
    kdf = fields.Nested(KdfSchema, required=True)
    wrap = sealed_key()


class RecoverySchema(BaseSchema):
    """A new recovery key, and the data key wrapped by it."""

    recovery_secret = Bytes(SECRET_BYTES)
    recovery_wrap = sealed_key()


class DeviceNameSchema(BaseSchema):
    """The sealed name of a device."""

    device_name = Sealed(most_bytes=DEVICE_NAME_BYTES)


class ModeSchema(BaseSchema):
    """Who may sign up."""

    mode = fields.String(required=True, validate=OneOf(_MODES))


class WrapsSchema(BaseSchema):
    """The data key, wrapped; null where there is no such wrap."""

    password = fields.String(required=True, allow_none=True)
    recovery = fields.String(required=True, allow_none=True)


class WaysInSchema(BaseSchema):
    """By what the account can be signed in to."""

    password = fields.Boolean(required=True)
    passkeys = fields.Integer(required=True, metadata={"description": "How many."})
    provider = fields.Boolean(required=True)


class WrappedKeySchema(BaseSchema):
    """A data key that was replaced, encrypted under one that came later."""

    key = key_id()
    wrap = sealed_key()


class SessionSchema(BaseSchema):
    """What a device that is signed in needs to know."""

    session = id_field()
    account = id_field()
    username = username_field()
    is_owner = fields.Boolean(required=True)
    kdf = fields.Nested(KdfSchema, required=True)
    wraps = fields.Nested(WrapsSchema, required=True)
    ways_in = fields.Nested(WaysInSchema, required=True)
    key = key_id()
    retired = fields.List(fields.Nested(WrappedKeySchema), required=True)


class DeviceSchema(BaseSchema):
    """A signed-in device."""

    id = id_field()
    device_name = fields.String(required=True, allow_none=True)
    created_on = fields.Date(required=True)
    is_current = fields.Boolean(required=True)


class DevicesSchema(BaseSchema):
    """Every signed-in device of the account."""

    sessions = fields.List(fields.Nested(DeviceSchema), required=True)
