"""The form of a change of the data key."""

from typing import Any

from marshmallow import ValidationError, fields, post_load, validates_schema
from marshmallow.validate import Length

from server.accounts.schemas import Bytes, KdfSchema, WrappedKeySchema, id_field, key_id, sealed_key
from server.core.schemas import BaseSchema
from server.core.sealed import Sealed, key_id_of
from server.core.tokens import SECRET_BYTES
from server.keys.service import KeyChange, NewPassword, PasskeyWrap

# Only the present key is missing on the server, unless its data has gone back in time.
MAX_RETIRED = 40


class NewPasskeyWrapSchema(BaseSchema):
    """The new data key, wrapped by the secret of a passkey."""

    id = id_field()
    wrap = sealed_key()

    @post_load
    def make(self, data: dict[str, Any], **_kwargs: object) -> PasskeyWrap:
        """Return it as the service knows it."""
        return PasskeyWrap(**data)


class NewWrapsSchema(BaseSchema):
    """The new data key, wrapped by what the person has; null where there is no such thing."""

    password = Sealed(most_bytes=sealed_key().most_bytes, allow_none=True)
    passkey = fields.Nested(NewPasskeyWrapSchema, required=True, allow_none=True)


class NewPasswordSchema(BaseSchema):
    """A new password; its wrap stands in `wraps`."""

    auth_secret = Bytes(SECRET_BYTES)
    kdf = fields.Nested(KdfSchema, required=True)

    @post_load
    def make(self, data: dict[str, Any], **_kwargs: object) -> NewPassword:
        """Return it as the service knows it."""
        return NewPassword(**data)


class KeyChangeSchema(BaseSchema):
    """A new data key in the place of the one that is expected to be the account's."""

    expected_key = key_id()
    key = key_id()
    wraps = fields.Nested(NewWrapsSchema, required=True)
    recovery_secret = Bytes(SECRET_BYTES)
    recovery_wrap = sealed_key()
    retired = fields.List(
        fields.Nested(WrappedKeySchema), required=True, validate=Length(min=1, max=MAX_RETIRED)
    )
    password = fields.Nested(NewPasswordSchema, required=True, allow_none=True)
    ends_others = fields.Boolean(required=True, truthy={True}, falsy={False})

    @validates_schema
    def check(self, data: dict[str, Any], **_kwargs: object) -> None:
        """Every wrap holds what it is said to hold, and no key is lost."""
        retired = [wrapped["key"] for wrapped in data["retired"]]
        if data["expected_key"] not in retired or len(set(retired)) < len(retired):
            raise ValidationError("The key that is replaced must be among them, and each once.", "retired")
        if data["key"] in retired:
            raise ValidationError("A key that was replaced is not used again.", "key")
        under_it = [data["recovery_wrap"], *(wrapped["wrap"] for wrapped in data["retired"])]
        if data["wraps"]["password"] is not None:
            under_it.append(data["wraps"]["password"])
        elif data["password"] is not None:
            raise ValidationError("A new password wraps the key.", "wraps")
        if data["wraps"]["passkey"] is not None:
            under_it.append(data["wraps"]["passkey"].wrap)
        if {key_id_of(wrap) for wrap in under_it} != {data["key"]}:
            raise ValidationError("Not of the key of the wraps.", "key")

    @post_load
    def make(self, data: dict[str, Any], **_kwargs: object) -> KeyChange:
        """Return it as the service knows it."""
        retired = {wrapped["key"]: wrapped["wrap"] for wrapped in data.pop("retired")}
        wraps = data.pop("wraps")
        return KeyChange(
            retired=retired, password_wrap=wraps["password"], passkey_wrap=wraps["passkey"], **data
        )
