"""Passkeys: /api/passkeys, and signing up, in and stepping up by one."""

from flask import request

from server.accounts.answers import Body, answer, begin
from server.accounts.context import current_time
from server.accounts.guard import require_session, require_session_for_body, require_step_up
from server.accounts.limits import limit_open
from server.accounts.schemas import SessionSchema
from server.accounts.store import NO_KDF, Account
from server.core.api import Blueprint
from server.core.sealed import key_id_of
from server.core.tokens import digest
from server.passkeys import schemas, service, store
from server.passkeys.ceremonies import handle_of

# What may be asked for without a session has one allowance together: nothing can be guessed by it.
_OPEN = frozenset(
    {"passkeys.ask_to_sign_up", "passkeys.sign_up", "passkeys.ask_to_sign_in", "passkeys.sign_in"}
)

blueprint = Blueprint("passkeys", __name__, description="Passkeys.")


@blueprint.before_request
def check_request() -> None:
    """Decide who may ask at all before a byte of the body is read."""
    if request.endpoint in _OPEN:
        limit_open("passkey")
    else:
        require_session_for_body()


@blueprint.route("/api/accounts/passkey/options", methods=["POST"])
@blueprint.arguments(schemas.AskToSignUpSchema)
@blueprint.response(200, schemas.PasskeyQuestionSchema)
def ask_to_sign_up(body: Body) -> service.Question:
    """Begin a sign-up by passkey."""
    return service.ask_to_sign_up(body["account"], body["username"], body["invite"], current_time())


@blueprint.route("/api/accounts/passkey", methods=["POST"])
@blueprint.arguments(schemas.SignUpByPasskeySchema)
@blueprint.response(201, SessionSchema)
def sign_up(body: Body) -> Body:
    """Make an account with a passkey and no password, and sign in; sent again, it signs in."""
    account = Account(
        id=body["account"],
        username=body["username"],
        auth_hash=None,
        kdf=NO_KDF,
        wrap=None,
        recovery_hash=digest(body["recovery_secret"]),
        recovery_wrap=body["recovery_wrap"],
        key_id=key_id_of(body["recovery_wrap"]),
    )
    proof = service.PasskeyProof(
        body["credential"], body["challenge"], body["wrap"], account.recovery_hash, []
    )
    return begin(service.sign_up_by_passkey(account, proof, body["invite"], current_time()))


@blueprint.route("/api/sessions/passkey/options", methods=["POST"])
@blueprint.response(200, schemas.PasskeyQuestionSchema)
def ask_to_sign_in() -> service.Question:
    """Begin a sign-in by passkey; no name is needed."""
    return service.ask_to_sign_in(current_time())


@blueprint.route("/api/sessions/passkey", methods=["POST"])
@blueprint.arguments(schemas.PasskeyAnswerSchema)
@blueprint.response(201, schemas.ByPasskeySchema)
def sign_in(body: Body) -> Body:
    """Sign in by passkey."""
    by = service.sign_in_by_passkey(body["challenge"], body["credential"], current_time())
    return {**begin(by.signed_in), **_key_of(by)}


@blueprint.route("/api/sessions/current/step-up/passkey/options", methods=["POST"])
@blueprint.response(200, schemas.PasskeyQuestionSchema)
def ask_to_step_up() -> service.Question:
    """Begin a step-up by passkey."""
    return service.ask_to_step_up(require_session(), current_time())


@blueprint.route("/api/sessions/current/step-up/passkey", methods=["POST"])
@blueprint.arguments(schemas.PasskeyAnswerSchema)
@blueprint.response(200, schemas.ByPasskeySchema)
def step_up(body: Body) -> Body:
    """Use a passkey again, before something that needs it."""
    info = require_session()
    by = service.step_up_by_passkey(info, body["challenge"], body["credential"], current_time())
    return {**answer(by.signed_in), **_key_of(by)}


@blueprint.route("/api/passkeys")
@blueprint.response(200, schemas.PasskeysSchema)
def list_passkeys() -> Body:
    """List the passkeys of the account."""
    info = require_session()
    passkeys = [
        {
            "id": row.id,
            "credential_id": row.credential_id,
            "name": row.name,
            "created_on": row.created_on,
            "is_synced": row.is_synced,
            "can_open": row.wrap is not None,
        }
        for row in store.list_passkeys(info.account_id)
    ]
    return {"passkeys": passkeys, "user_handle": handle_of(info.account_id)}


@blueprint.route("/api/passkeys/options", methods=["POST"])
@blueprint.response(200, schemas.PasskeyQuestionSchema)
def ask_to_add() -> service.Question:
    """Begin to add a passkey."""
    return service.ask_to_add(require_step_up(), current_time())


@blueprint.route("/api/passkeys", methods=["POST"])
@blueprint.arguments(schemas.NewPasskeySchema)
@blueprint.response(201, schemas.PasskeyIdSchema)
def add_passkey(body: Body) -> Body:
    """Add a passkey; sent again, it is the same one."""
    info = require_step_up()
    credential, wrap = body["credential"], body["wrap"]
    return {"id": service.add_passkey(info, body["challenge"], credential, wrap, current_time())}


@blueprint.route("/api/passkeys/<id:passkey_id>", methods=["PATCH"])
@blueprint.arguments(schemas.PasskeyNameSchema)
@blueprint.response(204)
def name_passkey(body: Body, passkey_id: str) -> None:
    """Keep the encrypted name of a passkey."""
    store.change_passkey(require_session().account_id, passkey_id, {"name": body["name"]})


@blueprint.route("/api/passkeys/<id:passkey_id>/wrap", methods=["PUT"])
@blueprint.arguments(schemas.PasskeyWrapSchema)
@blueprint.response(204)
def wrap_by_passkey(body: Body, passkey_id: str) -> None:
    """Let a passkey open the data key from now on."""
    store.wrap_by_passkey(require_step_up(), passkey_id, body["wrap"])


@blueprint.route("/api/passkeys/<id:passkey_id>", methods=["DELETE"])
@blueprint.response(204)
def remove_passkey(passkey_id: str) -> None:
    """Remove a passkey; never the last way in."""
    store.remove_passkey(require_step_up(), passkey_id)


def _key_of(by: service.By) -> Body:
    return {"passkey": by.passkey.id, "wrap": by.passkey.wrap}
