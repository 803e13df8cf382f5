"""The table of links for a device, which end with sessions.

Nothing in it opens anything: of the secret in the link the server knows a hash of what derives from it, and
the data key is wrapped by a key that derives from it too.
"""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.accounts.models import ID_CHARACTERS
from server.core.columns import Instant
from server.core.db import Base, table_of


class DeviceLink(Base):
    """A link that signs one more device in, once; an account has one at most.

    It goes with the session of the device that made it.
    """

    __tablename__ = "device_link"
    __table_args__ = (
        ForeignKeyConstraint(
            ["account_id", "session_id"],
            ["session.account_id", "session.id"],
            name="fk_device_link_session",
            ondelete="CASCADE",
        ),
    )

    account_id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    id: Mapped[str] = mapped_column(String(ID_CHARACTERS))
    session_id: Mapped[str] = mapped_column(String(ID_CHARACTERS))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    secrets_hash: Mapped[bytes] = mapped_column(LargeBinary)
    """Of the account's password, recovery key and wraps when it was made: with them it ends."""
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)
    claim_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    numbers: Mapped[str | None] = mapped_column(String(8))
    """Parted by spaces, in the order in which they are shown."""
    number: Mapped[str | None] = mapped_column(String(2))
    """The one of `numbers` that the new device shows."""
    wrap: Mapped[str | None] = mapped_column(Text)
    collected_session_id: Mapped[str | None] = mapped_column(String(ID_CHARACTERS))


DEVICE_LINK = table_of(DeviceLink)
