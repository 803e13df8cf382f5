"""Routes that exist only in tests: one that takes a body, one that fails."""

from typing import Never

from flask import Flask
from marshmallow import fields

from server.core.api import Blueprint
from server.core.schemas import BaseSchema, Text

CANARY = "canary-7f3a"


class ProbeSchema(BaseSchema):
    name = Text(max_characters=10)
    amount = fields.Integer(required=True, strict=True)


def add_probe(app: Flask) -> None:
    """Add POST /api/probe, which answers what it understood, and GET /api/fault, which raises."""
    blueprint = Blueprint("probe", __name__)

    @blueprint.route("/api/probe", methods=["POST"])
    @blueprint.arguments(ProbeSchema)
    @blueprint.response(200, ProbeSchema)
    def probe(body: dict[str, object]) -> dict[str, object]:
        return body

    @blueprint.route("/api/fault")
    def fault() -> Never:
        raise ZeroDivisionError(CANARY)

    app.register_blueprint(blueprint)
