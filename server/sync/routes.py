"""POST /api/sync: the only way in and out of what people record."""

import gzip
from typing import Any, Final

import orjson
from flask import Response, g, request
from werkzeug.exceptions import RequestEntityTooLarge

from server.accounts.guard import require_session
from server.core.api import Blueprint
from server.core.clock import Clock
from server.sync.schemas import MOST_BODY_BYTES, SyncAnswerSchema, SyncRequestSchema
from server.sync.service import SyncRequest, sync

# Less than this travels in one or two packets anyhow.
LEAST_COMPRESSED_BYTES: Final = 2048


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
        return _send(orjson.dumps(sync(g.account_id, SyncRequest(**body), clock.now())))

    return blueprint


def _send(answer: bytes) -> Response:
    """Compress what is long: a first sync of ten years is a twentieth of its size then.

    No length tells a stranger anything: another site can neither make these requests nor add to them.
    """
    response = Response(answer, mimetype="application/json")
    response.vary.add("Accept-Encoding")
    if len(answer) >= LEAST_COMPRESSED_BYTES and request.accept_encodings.quality("gzip") > 0:
        response.set_data(gzip.compress(answer, compresslevel=5, mtime=0))
        response.content_encoding = "gzip"
    return response
