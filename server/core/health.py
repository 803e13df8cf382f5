"""GET /healthz: whether the service can do its work, for supervisors and containers."""

from marshmallow import fields
from marshmallow.validate import Equal

from server.core.api import Blueprint
from server.core.database_health import database_health
from server.core.errors import AppError, log_fault
from server.core.schemas import BaseSchema, ErrorSchema
from server.core.version import version

blueprint = Blueprint("health", __name__, description="The health of the service.")


class HealthSchema(BaseSchema):
    """All is well."""

    status = fields.String(required=True, validate=Equal("ok"))
    version = fields.String(required=True, metadata={"description": "The version of Kept that answers."})


@blueprint.route("/healthz")
@blueprint.response(200, HealthSchema)
@blueprint.alt_response(503, schema=ErrorSchema, description="The database cannot be used.")
def check_health() -> dict[str, str]:
    """Tell whether the server can answer and its database can store something."""
    fault = database_health().check()
    if fault is not None:
        log_fault(fault, method="GET", route="/healthz")
        raise AppError("database_unavailable", 503, "The database cannot be used right now.")
    return {"status": "ok", "version": version()}
