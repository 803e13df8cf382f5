"""GET /api/practices: the library, for everyone, cacheable."""

from flask import Response, request

from server.core.api import Blueprint
from server.practices.schemas import CatalogueSchema
from server.practices.service import Catalogue

MAX_AGE_SECONDS = 3600


def practices_blueprint(catalogue: Catalogue) -> Blueprint:
    """Return the routes that serve this library."""
    blueprint = Blueprint("practices", __name__, description="The library of practices.")

    @blueprint.route("/api/practices")
    @blueprint.response(200, CatalogueSchema, headers={"ETag": {"schema": {"type": "string"}}})
    @blueprint.alt_response(304, description="The library has not changed since the ETag that was sent.")
    def list_practices() -> Response:
        """List themes and practices in the order they are shown."""
        response = Response(catalogue.body, mimetype="application/json")
        response.set_etag(catalogue.etag)
        response.headers["Cache-Control"] = f"public, max-age={MAX_AGE_SECONDS}"
        response.make_conditional(request)
        return response

    return blueprint
