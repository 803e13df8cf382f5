"""/api/links: one device lets another one in."""

from typing import Any

from flask import request

from server.accounts.answers import begin
from server.accounts.context import current_time
from server.accounts.guard import require_session, require_session_for_body, require_step_up
from server.accounts.limits import limit_network
from server.core.api import Blueprint
from server.core.tokens import digest
from server.linking import schemas, service
from server.linking.store import Claim

Body = dict[str, Any]

_OPEN = frozenset({"linking.claim", "linking.collect"})

blueprint = Blueprint("linking", __name__, description="Adding a device by a link.")


@blueprint.before_request
def check_request() -> None:
    """Decide who may ask at all before a byte of the body is read."""
    if request.endpoint in _OPEN:
        limit_network("link")
    else:
        require_session_for_body()


@blueprint.route("/api/links", methods=["POST"])
@blueprint.arguments(schemas.OfferSchema)
@blueprint.response(201, schemas.DeviceLinkSchema)
def make_link(body: Body) -> service.Standing:
    """Make a link for one more device; the account has one at most."""
    return service.make_link(require_step_up(), digest(body["token"]), current_time())


@blueprint.route("/api/links/<id:link_id>")
@blueprint.response(200, schemas.DeviceLinkSchema)
def show_link(link_id: str) -> service.Standing:
    """Tell how it stands."""
    return service.read_link(require_session(), link_id, current_time())


@blueprint.route("/api/links/<id:link_id>/confirm", methods=["POST"])
@blueprint.arguments(schemas.ConfirmSchema)
@blueprint.response(204)
def confirm(body: Body, link_id: str) -> None:
    """Choose the number that the new device shows; a wrong one ends the link."""
    service.confirm(require_step_up(), link_id, body["number"], body["wrap"], current_time())


@blueprint.route("/api/links/<id:link_id>", methods=["DELETE"])
@blueprint.response(204)
def cancel(link_id: str) -> None:
    """End it."""
    service.cancel(require_session(), link_id)


@blueprint.route("/api/links/claim", methods=["POST"])
@blueprint.arguments(schemas.ClaimSchema)
@blueprint.response(200, schemas.ClaimedSchema)
def claim(body: Body) -> service.Claimed:
    """Have the link, on the new device; the first one gets it."""
    return service.claim(_claim_of(body), current_time())


@blueprint.route("/api/links/collect", methods=["POST"])
@blueprint.arguments(schemas.ClaimSchema)
@blueprint.response(201, schemas.CollectedSchema)
def collect(body: Body) -> Body:
    """Sign in on the new device, once its number was chosen on the other."""
    collected = service.collect(_claim_of(body), current_time())
    return {"session": begin(collected.signed_in), "wrap": collected.wrap}


def _claim_of(body: Body) -> Claim:
    return Claim(digest(body["token"]), digest(body["claim_secret"]))
