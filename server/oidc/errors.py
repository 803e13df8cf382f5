"""What can go wrong with a provider, in words for people.

Those of a flow end in an address of the app, which says `code` in words of its own; the others are answers.
"""

from server.core.errors import AppError


class FlowError(AppError):
    """A flow that ends without an identity; its code stands in the address of the page that says so."""


class FlowOverError(FlowError):
    """It was never begun here, took too long, was finished already, or another one was begun since."""

    def __init__(self) -> None:
        super().__init__("flow_over", 403, "This sign-in is over. Please start it again.")


class ProviderDownError(FlowError):
    """It does not answer, or not in time."""

    def __init__(self) -> None:
        super().__init__("provider_down", 503, "The provider does not answer. Please try again later.")


class ProviderRefusedError(FlowError):
    """What it answered does not prove who someone is: never in which point."""

    def __init__(self) -> None:
        super().__init__("provider_refused", 403, "The provider did not confirm who you are.")


class DeniedError(FlowError):
    """The person, or the provider, said no."""

    def __init__(self) -> None:
        super().__init__("provider_denied", 403, "The sign-in was cancelled at the provider.")


class NotProvenError(AppError):
    """No flow of this kind was finished in this browser in the last minutes, or it has been used."""

    def __init__(self) -> None:
        super().__init__("provider_not_proven", 403, "Please sign in at your provider first.")


class IdentityUnknownError(AppError):
    """No account here is connected with who it was."""

    def __init__(self) -> None:
        super().__init__("identity_unknown", 404, "There is no account here for this sign-in yet.")


class IdentityTakenError(AppError):
    """Another account is connected with it: never which."""

    def __init__(self) -> None:
        sentence = "This sign-in is connected with another account on this server."
        super().__init__("identity_taken", 409, sentence)


class NotConnectedError(AppError):
    """The account is connected with no provider."""

    def __init__(self) -> None:
        super().__init__("not_found", 404, "No provider is connected with this account.")
