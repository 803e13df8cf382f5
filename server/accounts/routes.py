"""Signing up, in and out: /api/signup, /api/accounts, /api/kdf, /api/sessions and /api/account."""

from flask import request

from server.accounts import reset, schemas, service, sessions, signup
from server.accounts.answers import Body, answer, begin, forget_device, know_device, session_of
from server.accounts.context import current_time
from server.accounts.cookies import shown_token
from server.accounts.errors import SessionNotFoundError
from server.accounts.guard import (
    clear_session,
    require_session,
    require_session_for_body,
    require_step_up,
)
from server.accounts.limits import limit_open
from server.accounts.store import Account, Kdf
from server.core.api import Blueprint
from server.core.db import write_transaction
from server.core.sealed import key_id_of
from server.core.tokens import digest

# What may be asked for without a session and has a body, and the name of its allowance.
_OPEN_ACTIONS = {
    "accounts.sign_up": "sign_up",
    "accounts.show_kdf": "kdf",
    "accounts.sign_in": "sign_in",
    "accounts.recover": "recovery",
    "accounts.reset_password": "reset",
}

blueprint = Blueprint("accounts", __name__, description="Accounts and signed-in devices.")


@blueprint.before_request
def check_request() -> None:
    """Decide who may ask at all before a byte of the body is read."""
    endpoint = request.endpoint or ""
    if endpoint in _OPEN_ACTIONS:
        limit_open(_OPEN_ACTIONS[endpoint])
    else:
        require_session_for_body()


@blueprint.route("/api/signup")
@blueprint.response(200, schemas.ModeSchema)
def show_mode() -> Body:
    """Tell who may sign up."""
    return {"mode": signup.signup_mode()}


@blueprint.route("/api/accounts", methods=["POST"])
@blueprint.arguments(schemas.SignUpSchema)
@blueprint.response(201, schemas.SessionSchema)
def sign_up(body: Body) -> Body:
    """Make an account and sign in; sent again, it signs in."""
    account = Account(
        id=body["account"],
        username=body["username"],
        auth_hash=None,
        kdf=body["kdf"],
        wrap=body["wrap"],
        recovery_hash=digest(body["recovery_secret"]),
        recovery_wrap=body["recovery_wrap"],
        key_id=key_id_of(body["recovery_wrap"]),
    )
    secret, invite = body["auth_secret"], body["invite"]
    return begin(signup.sign_up_by_password(account, secret, invite, current_time()))


@blueprint.route("/api/kdf", methods=["POST"])
@blueprint.arguments(schemas.UsernameSchema)
@blueprint.response(200, schemas.KdfSchema)
def show_kdf(body: Body) -> Kdf:
    """Tell how this name's password is derived, whether or not somebody has this name."""
    return service.kdf_of(body["username"])


@blueprint.route("/api/sessions", methods=["POST"])
@blueprint.arguments(schemas.SignInSchema)
@blueprint.response(201, schemas.SessionSchema)
def sign_in(body: Body) -> Body:
    """Sign in by password."""
    return begin(service.sign_in(body["username"], body["auth_secret"], current_time()))


@blueprint.route("/api/sessions/recovery", methods=["POST"])
@blueprint.arguments(schemas.RecoverSchema)
@blueprint.response(201, schemas.SessionSchema)
def recover(body: Body) -> Body:
    """Sign in by recovery key."""
    return begin(service.recover(body["username"], body["recovery_secret"], current_time()))


@blueprint.route("/api/sessions/reset", methods=["POST"])
@blueprint.arguments(schemas.ResetSchema)
@blueprint.response(201, schemas.SessionSchema)
def reset_password(body: Body) -> Body:
    """Set a new password by a link of the server's owner, and sign in."""
    return begin(reset.reset_password(body["token"], body["auth_secret"], body["kdf"], current_time()))


@blueprint.route("/api/sessions")
@blueprint.response(200, schemas.DevicesSchema)
def list_sessions() -> Body:
    """List the signed-in devices."""
    return {"sessions": sessions.list_sessions(require_session())}


@blueprint.route("/api/sessions", methods=["DELETE"])
@blueprint.response(204)
def end_other_sessions() -> None:
    """Sign all other devices out."""
    info = require_session()
    with write_transaction() as connection:
        sessions.end_other_sessions(connection, info)


@blueprint.route("/api/sessions/<id:session_id>", methods=["DELETE"])
@blueprint.response(204)
def end_session(session_id: str) -> None:
    """Sign one device out."""
    info = require_session()
    if not sessions.end_session(info.account_id, session_id):
        raise SessionNotFoundError
    if session_id == info.session_id:
        clear_session()
        forget_device()


@blueprint.route("/api/sessions/current")
@blueprint.response(200, schemas.SessionSchema)
def show_session() -> Body:
    """Tell who is signed in here."""
    info = require_session()
    return session_of(service.own_account(info), info)


@blueprint.route("/api/sessions/current", methods=["PATCH"])
@blueprint.arguments(schemas.DeviceNameSchema)
@blueprint.response(204)
def name_device(body: Body) -> None:
    """Keep the sealed name of this device."""
    sessions.name_session(require_session(), body["device_name"])


@blueprint.route("/api/sessions/current", methods=["DELETE"])
@blueprint.response(204)
def sign_out() -> None:
    """Sign out, and let the account forget the device; nothing is wrong with doing so twice."""
    token = shown_token()
    if token is not None:
        sessions.end_shown_session(token)
    clear_session()
    forget_device()


@blueprint.route("/api/sessions/current/step-up")
@blueprint.response(204)
def show_step_up() -> None:
    """Tell whether the person has confirmed lately that it is them; refused as anything that needs it is."""
    require_step_up()


@blueprint.route("/api/sessions/current/step-up", methods=["POST"])
@blueprint.arguments(schemas.StepUpSchema)
@blueprint.response(200, schemas.SessionSchema)
def step_up(body: Body) -> Body:
    """Give the password again, before something that needs it."""
    return answer(service.step_up(require_session(), body["auth_secret"], current_time()))


@blueprint.route("/api/account/password", methods=["PUT"])
@blueprint.arguments(schemas.PasswordSchema)
@blueprint.response(204)
def change_password(body: Body) -> None:
    """Set a new password; all other devices are signed out, and not known any more."""
    info = require_step_up()
    service.change_password(info, body["auth_secret"], body["kdf"], body["wrap"])
    know_device(info)


@blueprint.route("/api/account/recovery", methods=["PUT"])
@blueprint.arguments(schemas.RecoverySchema)
@blueprint.response(204)
def change_recovery(body: Body) -> None:
    """Set a new recovery key."""
    service.change_recovery(require_step_up(), body["recovery_secret"], body["recovery_wrap"])


@blueprint.route("/api/account", methods=["DELETE"])
@blueprint.response(204)
def delete_account() -> None:
    """Delete the account and everything that belongs to it."""
    service.delete_account(require_step_up())
    clear_session()
    forget_device()
