"""What can go wrong with a device link, in words for people."""

from server.core.errors import AppError


class LinkError(AppError):
    """For the new device: unknown, used, expired, cancelled or another's. The answer is the same."""

    def __init__(self) -> None:
        super().__init__(
            "link_not_valid",
            403,
            "This link isn’t valid any more. Please make a new one on your other device.",
        )


class NotYetError(AppError):
    """For the new device: the other one has not chosen the number so far."""

    def __init__(self) -> None:
        super().__init__("not_yet", 409, "Please choose the number on your other device first.")


class LinkOverError(AppError):
    """For the device that made it: it expired, was cancelled or replaced."""

    def __init__(self) -> None:
        super().__init__("link_over", 404, "This link is over. Please make a new one.")


class WrongNumberError(AppError):
    """The other device shows another number, so somebody else may have the link: it is over."""

    def __init__(self) -> None:
        super().__init__("wrong_number", 409, "That’s not the number. To be safe, this link is over.")
