"""What can go wrong with passkeys, in words for people."""

from server.core.errors import AppError


class PasskeyRefusedError(AppError):
    """Whatever is wrong with the answer of a passkey, or its challenge is over: never which of them."""

    def __init__(self) -> None:
        super().__init__("passkey_refused", 403, "That didn’t work with this passkey. Please try again.")


class PasskeyUnknownError(AppError):
    """No account has this passkey; it may have been removed."""

    def __init__(self) -> None:
        super().__init__("passkey_unknown", 401, "This server doesn’t know that passkey.")


class PasskeyNotFoundError(AppError):
    """Not a passkey of this account."""

    def __init__(self) -> None:
        super().__init__("not_found", 404, "We can’t find that passkey.")


class EnoughPasskeysError(AppError):
    """The account has as many as it may."""

    def __init__(self) -> None:
        super().__init__(
            "enough_passkeys", 409, "There’s no room for another passkey. Please remove one first."
        )
