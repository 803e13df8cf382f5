"""The tables of the domain. Whatever belongs to an account carries its id first in its key.

No table knows an address, a browser's name or when somebody was last here: `rotated_at` moves at most once
a day, and the keys of rate buckets are HMACs.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, Float, ForeignKey, Index, LargeBinary, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from server.core.columns import Instant
from server.core.db import Base, table_of

ID_CHARACTERS = 32
KEY_ID_CHARACTERS = 16


class AccountRow(Base):
    """A person, to the server: a name, and what it takes to check their secrets.

    `auth_hash` is null without a password. `wrap` is null then too, and after a reset: nothing that the new
    password could open is left.
    """

    __tablename__ = "account"

    id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    username: Mapped[str] = mapped_column(String(32), unique=True)
    auth_hash: Mapped[str | None] = mapped_column(Text)
    kdf_salt: Mapped[bytes] = mapped_column(LargeBinary)
    kdf_rounds: Mapped[int]
    wrap: Mapped[str | None] = mapped_column(Text)
    recovery_hash: Mapped[bytes] = mapped_column(LargeBinary)
    recovery_wrap: Mapped[str] = mapped_column(Text)
    key_id: Mapped[str] = mapped_column(String(KEY_ID_CHARACTERS))
    """Of the data key that all wraps hold."""
    credential_changes: Mapped[int] = mapped_column(server_default="0")
    """How often what opens the account was changed: of two copies of it, the larger number is the newer."""
    is_owner: Mapped[bool]
    created_on: Mapped[date]
    is_disabled: Mapped[bool] = mapped_column(server_default=false())
    """Whether the server's owner has disabled it: nobody can sign in, and nothing new of it is shown."""

    # One owner at most, also when two people become the first account at once.
    __table_args__ = (
        Index(
            "ix_account_one_owner",
            "is_owner",
            unique=True,
            sqlite_where=text("is_owner"),
            postgresql_where=text("is_owner"),
        ),
    )


class Session(Base):
    """One signed-in device. What its columns do to each other is told in `rules.judge`."""

    __tablename__ = "session"

    account_id: Mapped[str] = mapped_column(
        String(ID_CHARACTERS), ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    previous_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    previous_ends_at: Mapped[datetime | None] = mapped_column(Instant)
    nonce: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_on: Mapped[date]
    rotated_at: Mapped[datetime] = mapped_column(Instant)
    stepped_up_at: Mapped[datetime | None] = mapped_column(Instant)
    device_name: Mapped[str | None] = mapped_column(Text)


class KnownDevice(Base):
    """A device that has signed in before, by the secret in its second cookie; see `known_devices`.

    `session_id` is the session that it was known with, which may have ended since.
    """

    __tablename__ = "known_device"

    device_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    account_id: Mapped[str] = mapped_column(
        String(ID_CHARACTERS), ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    session_id: Mapped[str] = mapped_column(String(ID_CHARACTERS))
    created_on: Mapped[date]


class Invitation(Base):
    """A link that lets one person make an account: `set_up` the first one, `sign_up` any other."""

    __tablename__ = "invitation"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    account_id: Mapped[str | None] = mapped_column(
        String(ID_CHARACTERS), ForeignKey("account.id", ondelete="CASCADE")
    )
    """Whose it is and with whom it goes; null where the server's owner made it."""
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class ResetLink(Base):
    """A link that sets a new password, once; an account has one at most."""

    __tablename__ = "reset_link"

    account_id: Mapped[str] = mapped_column(
        String(ID_CHARACTERS), ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(Instant)


class RetiredKey(Base):
    """A data key that the account had before, encrypted under one that came later."""

    __tablename__ = "retired_key"

    account_id: Mapped[str] = mapped_column(
        String(ID_CHARACTERS), ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    key_id: Mapped[str] = mapped_column(String(KEY_ID_CHARACTERS), primary_key=True)
    wrap: Mapped[str] = mapped_column(Text)


class DeletedAccount(Base):
    """An account that was deleted: a hash of its random id, and nothing else. A restore deletes it again."""

    __tablename__ = "deleted_account"

    id_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)


class PasskeyRow(Base):
    """A passkey of an account (WebAuthn): what checks it, and the data key as it opens it.

    The same credential id may be in two accounts: only within one does it say who someone is.
    """

    __tablename__ = "passkey"

    account_id: Mapped[str] = mapped_column(
        String(ID_CHARACTERS), ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    """A COSE key (RFC 9052)."""
    sign_count: Mapped[int] = mapped_column(BigInteger)
    """How often it has signed, as far as it counts; 0 of those that are synced."""
    is_synced: Mapped[bool]
    """It may be on other devices of its person too (WebAuthn's backup eligibility); never changes."""
    transports: Mapped[str] = mapped_column(String(64))
    """How a browser reaches it, as words with commas between."""
    wrap: Mapped[str | None] = mapped_column(Text)
    """Null where it only signs in: it has no PRF, or the data key has changed since."""
    name: Mapped[str | None] = mapped_column(Text)
    """Encrypted by the device; null until it has one."""
    created_on: Mapped[date]


class PasskeyChallenge(Base):
    """A question that one passkey may answer once."""

    __tablename__ = "passkey_challenge"

    id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(8))
    challenge: Mapped[bytes] = mapped_column(LargeBinary)
    account_id: Mapped[str | None] = mapped_column(
        String(ID_CHARACTERS), ForeignKey("account.id", ondelete="CASCADE")
    )
    """Whose session has asked; null of one who is not signed in."""
    session_id: Mapped[str | None] = mapped_column(String(ID_CHARACTERS))
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


class ProviderIdentity(Base):
    """Who the person of an account is to an OpenID provider: one identity here belongs to one account.

    The database keeps an HMAC of issuer and subject, for a subject may be a name or an e-mail address.
    """

    __tablename__ = "provider_identity"

    account_id: Mapped[str] = mapped_column(
        String(ID_CHARACTERS), ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    issuer: Mapped[str] = mapped_column(Text)
    identity_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)


class UsedFlow(Base):
    """A sign-in at a provider, or the proof that came of it, that has been used: worth nothing again."""

    __tablename__ = "used_flow"

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)
    """Until when it would have been good; from then on nobody has to know it."""


class ServerSecret(Base):
    """A key the server made for itself, the same for all of its processes."""

    __tablename__ = "server_secret"

    name: Mapped[str] = mapped_column(String(16), primary_key=True)
    value: Mapped[bytes] = mapped_column(LargeBinary)


class RateBucket(Base):
    """What is left of an allowance; a row that has not moved for a day means the same as none."""

    __tablename__ = "rate_bucket"

    key_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    tokens: Mapped[float] = mapped_column(Float(53))
    updated_at: Mapped[datetime] = mapped_column(Instant, index=True)


ACCOUNT = table_of(AccountRow)
SESSION = table_of(Session)
KNOWN_DEVICE = table_of(KnownDevice)
INVITATION = table_of(Invitation)
RESET_LINK = table_of(ResetLink)
RETIRED_KEY = table_of(RetiredKey)
DELETED_ACCOUNT = table_of(DeletedAccount)
PASSKEY = table_of(PasskeyRow)
PASSKEY_CHALLENGE = table_of(PasskeyChallenge)
PROVIDER_IDENTITY = table_of(ProviderIdentity)
USED_FLOW = table_of(UsedFlow)
SERVER_SECRET = table_of(ServerSecret)
RATE_BUCKET = table_of(RateBucket)
