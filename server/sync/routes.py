"""POST /api/sync: the only way in and out of what people record."""

from typing import Any, Final

from flask import Response, g, request
from werkzeug.exceptions import RequestEntityTooLarge

from server.accounts.guard import require_session
from server.contract.limits import MAX_SYNC_BYTES
from server.core.api import Blueprint
from server.core.clock import Clock
from server.core.threads import in_thread
from server.ledger.rows import Json
from server.sync.encoding import compress, encode
from server.sync.schemas import SyncAnswerSchema, SyncRequestSchema
from server.sync.service import SyncRequest, sync

# Less than this travels in one or two packets anyhow.
MIN_COMPRESSED_BYTES: Final = 2048
# To compress less takes no longer than to hand it to a thread.
MIN_THREAD_BYTES: Final = 32 * 1024


def sync_blueprint(clock: Clock) -> Blueprint:
    """Return the route, on this clock."""
    blueprint = Blueprint("sync", __name__, description="A person's devices become equal.")

    @blueprint.before_request
    def check_request() -> None:
        g.account_id = require_session().account_id
        if (request.content_length or 0) > MAX_SYNC_BYTES:
            raise RequestEntityTooLarge

    @blueprint.route("/api/sync", methods=["POST"])
    @blueprint.arguments(SyncRequestSchema())  # an instance: a class is made one of at each request
    @blueprint.response(200, SyncAnswerSchema)
    def sync_device(body: dict[str, Any]) -> Response:
        """Offer changes and read what is new."""
        return _send(sync(g.account_id, SyncRequest(**body), clock.now()))

    return blueprint


def _send(answer: Json) -> Response:
    """Compress what is long: a first sync of ten years is a twentieth of its size then."""
    parts = encode(answer)
    size = sum(map(len, parts))
    response = Response(mimetype="application/json")
    response.vary.add("Accept-Encoding")
    if size >= MIN_COMPRESSED_BYTES and request.accept_encodings.quality("gzip") > 0:
        is_long = size >= MIN_THREAD_BYTES
        response.set_data(in_thread(compress, parts) if is_long else compress(parts))
        response.content_encoding = "gzip"
    else:
        response.set_data(b"".join(parts))
    return response
