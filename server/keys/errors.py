"""What can go wrong with a change of the data key, in words for people."""

from server.core.errors import AppError


class EnoughKeysError(AppError):
    """The account has as many retired keys as it may."""

    def __init__(self) -> None:
        sentence = "The encryption key of this account can’t be changed any more."
        super().__init__("enough_keys", 409, sentence)
