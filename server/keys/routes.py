"""A new data key: /api/account/key."""

from server.accounts.answers import Body, know_device, session_of
from server.accounts.guard import require_session_for_body, require_step_up
from server.accounts.schemas import SessionSchema
from server.core.api import Blueprint
from server.keys import service
from server.keys.schemas import KeyChangeSchema

blueprint = Blueprint("keys", __name__, description="The key that a person's words are encrypted under.")


@blueprint.before_request
def check_request() -> None:
    """Decide who may ask at all before a byte of the body is read."""
    require_session_for_body()


@blueprint.route("/api/account/key", methods=["POST"])
@blueprint.arguments(KeyChangeSchema)
@blueprint.response(200, SessionSchema)
def change_key(change: service.KeyChange) -> Body:
    """Put a new data key in the place of the present one; sent again, it changes nothing."""
    info = require_step_up()
    account = service.change_key(info, change)
    know_device(info)
    return session_of(account, info)
