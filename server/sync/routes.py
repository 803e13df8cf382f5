"""POST /api/sync: the only way in and out of what people record."""

from typing import Any

import orjson
from flask import Response, g, request
from werkzeug.exceptions import RequestEntityTooLarge

from server.accounts.guard import require_session
from server.core.api import Blueprint
from server.core.clock import Clock
from server.sync.schemas import MOST_BODY_BYTES, SyncAnswerSchema, SyncRequestSchema
from server.sync.service import SyncRequest, sync


def sync_blueprint(clock: Clock) -> Blueprint:
    """Return the route, on this clock."""
    blueprint = Blueprint("sync", __name__, description="A person's devices become equal.")

    @blueprint.before_request
    def check_request() -> None:
        g.account_id = require_session().account_id
        if (request.content_length or 0) > MOST_BODY_BYTES:
            raise RequestEntityTooLarge

    @blueprint.route("/api/sync", methods=["POST"])
    @blueprint.arguments(SyncRequestSchema())  # an instance: a class is made one of at each request
    @blueprint.response(200, SyncAnswerSchema)
    def sync_device(body: dict[str, Any]) -> Response:
        """Offer changes and read what is new."""
        answer = sync(g.account_id, SyncRequest(**body), clock.now())
        return Response(orjson.dumps(answer), mimetype="application/json")

    return blueprint
