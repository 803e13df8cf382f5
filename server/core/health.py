"""GET /healthz: whether the service can do its work, for supervisors and containers."""

from marshmallow import fields
from marshmallow.validate import Equal

from server.core.api import Blueprint
from server.core.db import database_answers
from server.core.errors import AppError
from server.core.schemas import BaseSchema, ErrorSchema

blueprint = Blueprint("health", __name__, description="The health of the service.")


class HealthSchema(BaseSchema):
    """All is well."""

    status = fields.String(required=True, validate=Equal("ok"))


@blueprint.route("/healthz")
@blueprint.response(200, HealthSchema)
@blueprint.alt_response(503, schema=ErrorSchema, description="The database does not answer.")
def check_health() -> dict[str, str]:
    """Tell whether the server and its database answer."""
    if not database_answers():
        raise AppError("database_unavailable", 503, "The database does not answer.")
    return {"status": "ok"}
