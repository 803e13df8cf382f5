"""What can go wrong with nudges, in words for people."""

from server.core.errors import AppError


class NotAPushServiceError(AppError):
    """The address is not one of a push service that this server sends to."""

    def __init__(self) -> None:
        sentence = "This server does not send to that push service. Its owner can allow it (PUSH_HOSTS)."
        super().__init__("not_a_push_service", 422, sentence, {"endpoint": [sentence]})


class BadPushKeyError(AppError):
    """The key is not a point of the curve, so nothing could be encrypted for it."""

    def __init__(self) -> None:
        sentence = "That is not a key a browser makes."
        super().__init__("bad_push_key", 422, sentence, {"keys.p256dh": [sentence]})


class TooManyDevicesError(AppError):
    """An account can be reached on so many devices and no more."""

    def __init__(self) -> None:
        sentence = "Reminders are already on for ten devices. Turn them off on one of them first."
        super().__init__("too_many_devices", 409, sentence)


class SubscriptionTakenError(AppError):
    """Two sessions of one browser subscribed at the same moment."""

    def __init__(self) -> None:
        super().__init__("conflict", 409, "Something else has changed. Please try again.")


class NotSubscribedError(AppError):
    """No nudges reach that device, or it is not one of this account."""

    def __init__(self) -> None:
        super().__init__("not_found", 404, "Reminders are not on for that device.")


class NudgeNotFoundError(AppError):
    """There is no such nudge, or it is not one of this account."""

    def __init__(self) -> None:
        super().__init__("not_found", 404, "We can’t find that reminder.")
