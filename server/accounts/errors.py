"""What can go wrong with accounts, in words for people."""

from server.core.errors import AppError


class SignedOutError(AppError):
    """No session, or one that ended."""

    def __init__(self) -> None:
        super().__init__("signed_out", 401, "Please sign in.")


class WrongSignInError(AppError):
    """A wrong name or a wrong secret: never which of them."""

    def __init__(self) -> None:
        super().__init__("wrong_sign_in", 401, "The username or the password is not right.")


class AccountDisabledError(AppError):
    """The server's owner has disabled the account: told to nobody but who has given a right secret of it."""

    def __init__(self) -> None:
        sentence = "This account is disabled on this server. Please ask the person who runs it."
        super().__init__("account_disabled", 403, sentence)


class StepUpError(AppError):
    """The password was not given recently."""

    def __init__(self) -> None:
        super().__init__("step_up", 403, "Please enter your password again first.")


class TooManyError(AppError):
    """Too many tries; there is no lock, only a wait."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__("too_many", 429, "Too many tries. Please wait a little.")
        self.retry_after_seconds = wait_seconds


class SignUpClosedError(AppError):
    """The owner has closed sign-up."""

    def __init__(self) -> None:
        super().__init__("sign_up_closed", 403, "This server is not taking new accounts.")


class InviteError(AppError):
    """Unknown, used or expired: the answer is the same."""

    def __init__(self) -> None:
        super().__init__("invite_not_valid", 403, "This invitation is not valid. Please ask for a new one.")


class ResetLinkError(AppError):
    """Unknown, used or expired: the answer is the same."""

    def __init__(self) -> None:
        super().__init__("link_not_valid", 403, "This link is not valid. Please ask for a new one.")


class UsernameTakenError(AppError):
    """Only for someone who may sign up."""

    def __init__(self) -> None:
        sentence = "That username is taken. Please choose another."
        super().__init__("username_taken", 409, sentence, {"username": [sentence]})


class AccountTakenError(AppError):
    """Another account has this id."""

    def __init__(self) -> None:
        super().__init__("account_taken", 409, "Please try to sign up again.")


class AccountNotFoundError(AppError):
    """No account has this id, or not any more: for the server's owner, who may know."""

    def __init__(self) -> None:
        super().__init__("not_found", 404, "There is no such account.")


class KeyChangedError(AppError):
    """The data key is another one than the device believes."""

    def __init__(self) -> None:
        sentence = "The encryption key was changed on another device. Please unlock your words here first."
        super().__init__("key_changed", 409, sentence)


class SessionNotFoundError(AppError):
    """Not a session of this account."""

    def __init__(self) -> None:
        super().__init__("not_found", 404, "We can’t find that device.")


class LastWayInError(AppError):
    """Without it nobody could sign in any more."""

    def __init__(self) -> None:
        super().__init__("last_way_in", 409, "This is the only way to sign in. Please add another one first.")
