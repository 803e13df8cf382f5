"""What can go wrong with sharing, in words for people."""

from server.core.errors import AppError


class NotFoundError(AppError):
    """Unknown, over, or another's: never which of them."""

    def __init__(self) -> None:
        super().__init__("not_found", 404, "This is not shared any more.")


class NotAcceptedError(AppError):
    """Nobody has accepted the invitation."""

    def __init__(self) -> None:
        super().__init__("not_accepted", 409, "No one has accepted this invitation yet.")


class NotConfirmedError(AppError):
    """The one who invited has not said yet that it is the right person."""

    def __init__(self) -> None:
        super().__init__("not_confirmed", 409, "They have not confirmed yet.")


class NotSyncedError(AppError):
    """The server has not heard of what is to be shared."""

    def __init__(self) -> None:
        super().__init__("not_synced", 409, "This is not on the server yet. Please sync first.")


class EnoughInvitesError(AppError):
    """A day's invitations are made."""

    def __init__(self) -> None:
        super().__init__("enough_invites", 409, "You can make another invitation within a day.")


class EnoughTodayError(AppError):
    """A day's gestures are sent."""

    def __init__(self) -> None:
        super().__init__("enough_today", 409, "You can send another one within a day.")


class TogetherOfferedError(AppError):
    """One offer at a time."""

    def __init__(self) -> None:
        super().__init__("together_offered", 409, "You have already offered a habit to keep together.")


class EnoughSharesError(AppError):
    """As much is shown to one person as can be."""

    def __init__(self) -> None:
        super().__init__(
            "enough_shares",
            409,
            "You already share as much as you can with this person. Stop sharing something first.",
        )


class CommandReusedError(AppError):
    """The id of a command came with another body."""

    def __init__(self) -> None:
        super().__init__("command_reused", 409, "This was sent before with different content.")
