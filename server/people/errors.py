"""What can go wrong between the server's owner and an account, in words for people."""

from server.core.errors import AppError


class OwnersAccountError(AppError):
    """The owner's account is neither disabled nor deleted from here: nobody could take that back."""

    def __init__(self) -> None:
        super().__init__("owners_account", 409, "This can’t be done to the account of the server’s owner.")
