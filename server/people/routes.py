"""/api/people, for the server's owner alone: to everybody else these addresses do not exist."""

from typing import Any

from flask import request
from werkzeug.exceptions import NotFound

from server.accounts.context import context, current_time
from server.accounts.errors import SignedOutError, StepUpError
from server.accounts.guard import require_session
from server.accounts.service import own_account
from server.accounts.sessions import SessionInfo
from server.core.api import Blueprint
from server.ledger.quota import room_of
from server.people import schemas, service
from server.people.store import list_people

Body = dict[str, Any]

_ONE = "/api/people/<id:account_id>"

blueprint = Blueprint("people", __name__, description="The people of this server, for its owner.")


@blueprint.before_request
def check_owner() -> None:
    """Ask for the owner, and for a recent password wherever something changes, before a body is read."""
    info = _require_owner()
    if request.method != "GET" and not info.is_stepped_up:
        raise StepUpError


@blueprint.route("/api/people")
@blueprint.response(200, schemas.PeopleSchema)
def show_people() -> Body:
    """Tell who has an account here, and how much of the quota it uses."""
    most = room_of(context().settings, 0, 0)
    people = [person._asdict() for person in list_people()]
    return {"people": people, "max_things": most.max_things, "max_bytes": most.max_bytes}


@blueprint.route("/api/people/invites", methods=["POST"])
@blueprint.response(201, schemas.LinkSchema)
def invite() -> Body:
    """Make a link that lets one person make an account."""
    return service.invite(current_time())._asdict()


@blueprint.route(f"{_ONE}/reset-link", methods=["POST"])
@blueprint.response(201, schemas.LinkSchema)
def link_to_reset(account_id: str) -> Body:
    """Make a link that lets this person set a new password; it opens no words."""
    return service.link_to_reset(account_id, current_time())._asdict()


@blueprint.route(_ONE, methods=["PATCH"])
@blueprint.arguments(schemas.ChangeSchema)
@blueprint.response(204)
def change(body: Body, account_id: str) -> None:
    """Disable an account, whose devices are all signed out by that, or enable it again."""
    service.set_disabled(account_id, is_disabled=body["is_disabled"])


@blueprint.route(_ONE, methods=["DELETE"])
@blueprint.response(204)
def delete(account_id: str) -> None:
    """Delete an account and all its data."""
    service.delete(account_id)


def _require_owner() -> SessionInfo:
    """Return the session of the server's owner; anybody else gets what an unknown address answers."""
    try:
        info = require_session()
        is_owner = own_account(info).is_owner
    except SignedOutError as error:
        raise NotFound from error
    if not is_owner:
        raise NotFound
    return info
