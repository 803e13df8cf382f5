"""Signing in by a provider: the two addresses a browser is led through, and what the app asks for afterwards.

No flow's state stands in an address: the browser carries it in cookies that it cannot read (cookies.py).
"""

from http import HTTPStatus
from urllib.parse import urlencode

from flask import Blueprint as PageBlueprint
from flask import Flask, Response, after_this_request, request

from server.accounts.answers import Body, answer, begin
from server.accounts.context import current_time
from server.accounts.errors import SignedOutError
from server.accounts.guard import require_session, require_session_for_body, require_step_up
from server.accounts.limits import limit_open
from server.accounts.schemas import SessionSchema
from server.accounts.sessions import SessionInfo
from server.accounts.store import NO_KDF, Account
from server.config import Settings
from server.core.api import Blueprint
from server.core.errors import AppError
from server.core.sealed import key_id_of
from server.core.tokens import digest
from server.oidc import schemas, service, store
from server.oidc.cookies import Flow, Proof, forget_flow, forget_proof
from server.oidc.errors import FlowOverError
from server.oidc.provider import Provider

_OPEN = frozenset({"oidc.sign_up", "oidc.sign_in"})

blueprint = Blueprint("oidc", __name__, description="Signing in by an OpenID provider.")
pages = PageBlueprint("oidc_pages", __name__)


def init_oidc(app: Flask, settings: Settings) -> None:
    """Let people sign in by the provider of the settings, if there is one."""
    callback = f"{settings.public_url}/oidc/callback"
    app.extensions[service.EXTENSION] = Provider(settings.oidc, callback) if settings.oidc else None
    app.register_blueprint(pages)


@pages.route("/oidc/start")
def start() -> Response:
    """Lead the browser to the provider: only from a page of the app itself."""
    purpose = request.args.get("purpose", "sign_in")
    try:
        if request.headers.get("Sec-Fetch-Site") != "same-origin":
            raise FlowOverError
        limit_open("oidc_start")
        begun = service.begin(purpose, _session(), current_time())
    except AppError as error:
        return _to_app(purpose, error.code)
    response = _redirect(begun.address)
    begun.flow.send(response)
    return response


@pages.route("/oidc/callback")
def callback() -> Response:
    """Take what the browser brings back from the provider, and lead it to the app."""
    now = current_time()
    flow = Flow.shown(now)
    given = {name: values[0] for name, values in request.args.lists() if len(values) == 1}
    purpose = flow.purpose if flow is not None else "sign_in"
    is_own = flow is not None and service.is_answer_to(flow, given)
    try:
        limit_open("oidc_callback")
        proof = service.finish(flow, given, now)
    except AppError as error:
        response = _to_app(purpose, error.code)
    else:
        response = _to_app(purpose)
        proof.send(response)
    if is_own:
        forget_flow(response)
    return response


@blueprint.before_request
def check_request() -> None:
    """Decide who may ask at all before a byte of the body is read."""
    if request.endpoint in _OPEN:
        limit_open("oidc")
    elif request.endpoint != "oidc.show_provider":
        require_session_for_body()


@blueprint.route("/api/provider")
@blueprint.response(200, schemas.ProviderSchema)
def show_provider() -> Body:
    """Tell by which provider people can sign in here."""
    asked = service.provider()
    return {"name": asked.oidc.name if asked is not None else None}


@blueprint.route("/api/accounts/provider", methods=["POST"])
@blueprint.arguments(schemas.SignUpByProviderSchema)
@blueprint.response(201, SessionSchema)
def sign_up(body: Body) -> Body:
    """Make an account without a password, and sign in; sent again, it signs in."""
    now = current_time()
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
    return begin(service.sign_up_by_provider(account, Proof.shown(now), body["invite"], now))


@blueprint.route("/api/sessions/provider", methods=["POST"])
@blueprint.response(201, SessionSchema)
def sign_in() -> Body:
    """Sign in; where no account is connected with who it was, the proof is good for a sign-up."""
    now = current_time()
    signed_in = service.sign_in(Proof.shown(now), now)
    after_this_request(_without_proof)
    return begin(signed_in)


@blueprint.route("/api/sessions/current/step-up/provider", methods=["POST"])
@blueprint.response(200, SessionSchema)
def step_up() -> Body:
    """Show again who one is, before something that needs it."""
    now = current_time()
    signed_in = service.step_up(require_session(), Proof.shown(now), now)
    after_this_request(_without_proof)
    return answer(signed_in)


@blueprint.route("/api/account/provider", methods=["PUT"])
@blueprint.response(204)
def connect() -> None:
    """Connect the account with the provider."""
    now = current_time()
    service.connect(require_step_up(), Proof.shown(now), now)
    after_this_request(_without_proof)


@blueprint.route("/api/account/provider", methods=["DELETE"])
@blueprint.response(204)
def disconnect() -> None:
    """Disconnect it; never the last way in."""
    store.disconnect(require_step_up())


def _session() -> SessionInfo | None:
    try:
        return require_session()
    except SignedOutError:
        return None


def _to_app(purpose: str, problem: str | None = None) -> Response:
    """Lead to the page that asks with the proof, or says why there is none."""
    known = purpose if purpose in service.PURPOSES else service.PURPOSES[0]
    told = {"purpose": known} if problem is None else {"purpose": known, "problem": problem}
    return _redirect(f"/provider?{urlencode(told)}")


def _redirect(address: str) -> Response:
    headers = {"Location": address, "Cache-Control": "no-store"}
    return Response(status=HTTPStatus.SEE_OTHER, headers=headers)


def _without_proof(response: Response) -> Response:
    forget_proof(response)
    return response
