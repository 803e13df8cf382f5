"""What a restore says to whoever runs the server."""

from server.restore.carry_over import CarriedOver

SIGNED_OUT = (
    "Everyone is signed out. What the backup lacks comes back when people sign in and their devices sync."
)
_WITHOUT = (
    "No present database was given: the passwords, passkeys, connected providers, recovery keys and"
    " encryption keys of the backup count again, and accounts that were deleted since are back. Run"
    " `kept people reset-link NAME` where an old password must not work, `kept people disable NAME` where"
    " a passkey that was removed must not, and `kept people delete NAME` for who was deleted."
)


_OTHER_SERVER = (
    "The backup is of another server than the present database: passkeys and connected providers of accounts"
    " made since do not sign in here. Their passwords and recovery keys do."
)


def messages_of(carried_over: CarriedOver | None) -> list[str]:
    """Return what to print; None: there was no present database."""
    if carried_over is None:
        return [SIGNED_OUT, _WITHOUT]
    told = (
        ("Password or keys changed since the backup, and stay as they are now", carried_over.changed),
        ("Deleted since the backup, and stay deleted", carried_over.deleted),
        ("Made since the backup, and can sign in", carried_over.made),
        (
            "Changed more often in the backup than now, so that its passwords, passkeys and keys count",
            carried_over.older,
        ),
        (
            "Made since the backup under a name that the backup gives to someone else, and missing",
            carried_over.taken,
        ),
    )
    others = [_OTHER_SERVER] if carried_over.is_other_server and carried_over.made else []
    return [SIGNED_OUT, *others, *(f"{what}: {', '.join(names)}." for what, names in told if names)]
