"""What a device is answered that has signed in, by whatever way, and the cookies that go with it."""

from typing import Any

from flask import Response, after_this_request

from server.accounts import known_devices
from server.accounts.context import current_time
from server.accounts.cookies import (
    clear_device_cookie,
    clear_provider_cookies,
    set_device_cookie,
    shown_device_secret,
    shown_token,
)
from server.accounts.guard import issue_session
from server.accounts.service import SignedIn
from server.accounts.sessions import SessionInfo, end_shown_session
from server.accounts.store import Account, retired_keys_of
from server.accounts.ways_in import ways_in_of

Body = dict[str, Any]


def begin(signed_in: SignedIn) -> Body:
    """Answer a sign-in: end the session the browser came with, and let the account know this device."""
    token = shown_token()
    if token is not None:
        end_shown_session(token)
    know_device(signed_in.opened.info)
    return answer(signed_in)


def answer(signed_in: SignedIn) -> Body:
    """Answer with the session, and send its newer token where it has one."""
    account, opened = signed_in
    if opened.new_token is not None:
        issue_session(opened.new_token)
    return session_of(account, opened.info)


def session_of(account: Account, info: SessionInfo) -> Body:
    """Return what `SessionSchema` describes."""
    return {
        "session": info.session_id,
        "account": account.id,
        "username": account.username,
        "is_owner": account.is_owner,
        "kdf": account.kdf,
        "wraps": {"password": account.wrap, "recovery": account.recovery_wrap},
        "ways_in": ways_in_of(account.id)._asdict(),
        "key": account.key_id,
        "retired": retired_keys_of(account.id),
    }


def know_device(info: SessionInfo) -> None:
    """Let the account know this device from now on, by another secret than before."""
    secret = known_devices.know_device(info, shown_device_secret(), current_time())
    if secret is None:
        return

    @after_this_request
    def send_cookie(response: Response) -> Response:
        set_device_cookie(response, secret)
        return response


def forget_device() -> None:
    """Let no account know this device any more, and let its browser forget that one did, and who it was."""
    secret = shown_device_secret()
    if secret is not None:
        known_devices.forget_device(secret)

    @after_this_request
    def clear_cookies(response: Response) -> Response:
        clear_device_cookie(response)
        clear_provider_cookies(response)
        return response
