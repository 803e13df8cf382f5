"""The door: every route that is not for everybody asks here first."""

from flask import Flask, Response, g, request

from server.accounts.context import context
from server.accounts.cookies import clear_session_cookie, set_session_cookie, shown_token
from server.accounts.errors import SignedOutError, StepUpError
from server.accounts.sessions import SessionInfo, open_session
from server.accounts.tokens import AccountToken

_BODY_METHODS = frozenset({"POST", "PUT", "PATCH"})


def require_session() -> SessionInfo:
    """Return whose session the request came with; raises SignedOutError.

    A device whose token has served its day gets a newer one with the answer, whatever the answer is. On a
    refusal its cookie stays as it is: a newer one may have come with another answer meanwhile.
    """
    token = shown_token()
    opened = open_session(token, context().clock.now()) if token else None
    if opened is None:
        raise SignedOutError
    if opened.new_token is not None:
        issue_session(opened.new_token)
    return opened.info


def require_session_for_body() -> None:
    """Let nobody send a body who is not signed in, before it is read; raises SignedOutError."""
    if request.method in _BODY_METHODS:
        require_session()


def require_step_up() -> SessionInfo:
    """Return the session if its person gave the password within five minutes; raises StepUpError."""
    info = require_session()
    if not info.is_stepped_up:
        raise StepUpError
    return info


def issue_session(token: AccountToken) -> None:
    """Send this token with the answer, whatever was to be sent before."""
    g.kept_token = token


def clear_session() -> None:
    """Take the token away with the answer."""
    g.kept_token = None


def init_guard(app: Flask) -> None:
    """Send newer tokens with the answers."""

    @app.after_request
    def send_token(response: Response) -> Response:
        if "kept_token" in g:
            token: AccountToken | None = g.pop("kept_token")
            if token is None:
                clear_session_cookie(response)
            else:
                set_session_cookie(response, token)
        return response
