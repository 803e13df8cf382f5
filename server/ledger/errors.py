"""What can be wrong with a request to the ledger as a whole."""

from server.core.errors import AppError


class TooMuchAtOnceError(AppError):
    """What the request is about is too much to be read at once: a smaller one passes."""

    def __init__(self) -> None:
        super().__init__("too_large", 413, "The request is about more than the server reads at once.")
