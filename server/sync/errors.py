"""How a sync can fail as a whole; what is wrong with one change is told in its result."""

from server.core.errors import AppError


class OtherAccountError(AppError):
    """The device holds the things of another account than the one that is signed in."""

    def __init__(self) -> None:
        super().__init__("other_account", 409, "Someone else is signed in on this device.")


class UpdateNeededError(AppError):
    """The app speaks a protocol that this server has forgotten."""

    def __init__(self) -> None:
        super().__init__(
            "update_needed", 426, "This version of the app is too old to sync. Please update it."
        )


class TooNewError(AppError):
    """The app speaks a protocol that this server does not know yet."""

    def __init__(self) -> None:
        super().__init__("server_too_old", 422, "The server is older than the app. Its owner can update it.")
