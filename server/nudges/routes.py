"""/api/push: the devices that nudges reach. /api/nudges: what became of them, and what people did."""

from datetime import timedelta
from typing import Any

from server.accounts.context import context, current_time
from server.accounts.guard import require_session, require_session_for_body
from server.core.api import Blueprint
from server.nudges import devices, schemas, service
from server.nudges.vapid import public_key_of, read_or_make_key

Body = dict[str, Any]

blueprint = Blueprint("nudges", __name__, description="Nudges, and the devices they reach.")

blueprint.before_request(require_session_for_body)


@blueprint.route("/api/push")
@blueprint.response(200, schemas.PushSchema)
def show_devices() -> Body:
    """Tell the key to subscribe with, and which devices nudges reach."""
    info = require_session()
    key = public_key_of(read_or_make_key(context().settings.data_dir))
    return {"key": key, "subscriptions": devices.list_devices(info)}


@blueprint.route("/api/push/current", methods=["PUT"])
@blueprint.arguments(schemas.SubscriptionSchema)
@blueprint.response(200, schemas.SubscribedSchema)
def subscribe(body: Body) -> devices.Device:
    """Let nudges reach this device; sent again, nothing changes."""
    return devices.subscribe(require_session(), current_time(), body["endpoint"], **body["keys"])


@blueprint.route("/api/push/<id:session_id>", methods=["DELETE"])
@blueprint.response(204)
def unsubscribe(session_id: str) -> None:
    """Let no more nudges reach a device."""
    devices.unsubscribe(require_session(), session_id)


@blueprint.route("/api/push/<id:session_id>/test", methods=["POST"])
@blueprint.response(202, schemas.SubscribedSchema)
def request_test(session_id: str) -> devices.Device:
    """Send something to a device, to see whether it arrives."""
    return devices.request_test(require_session(), session_id, current_time())


@blueprint.route("/api/push/arrived", methods=["POST"])
@blueprint.arguments(schemas.ArrivalSchema)
@blueprint.response(204)
def note_arrival(body: Body) -> None:
    """Tell that the last test has arrived on this device."""
    devices.note_arrival(require_session(), body["token"])


@blueprint.route("/api/nudges")
@blueprint.response(200, schemas.ListingSchema)
def list_nudges() -> service.Listing:
    """Tell what the last nudges were and what became of them."""
    return service.list_nudges(require_session().account_id, current_time())


@blueprint.route("/api/nudges/<id(length=16):nudge_id>/reaction", methods=["POST"])
@blueprint.arguments(schemas.ReactionSchema)
@blueprint.response(200, schemas.AgainSchema)
def react(body: Body, nudge_id: str) -> Body:
    """Tell what somebody did with a nudge."""
    account_id = require_session().account_id
    ago = timedelta(seconds=body["seconds_ago"])
    return {"again_at": service.react(account_id, nudge_id, body["kind"], ago, current_time())}
