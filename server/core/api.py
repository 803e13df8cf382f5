"""The API layer: flask-smorest with the one error shape and the strict JSON reader.

Domains make their blueprint from this module's `Blueprint`; its routes then read bodies strictly and
appear in `/api/openapi.json`.
"""

import flask_smorest
from flask import Flask, Request, Response
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, UnsupportedMediaType
from werkzeug.sansio.response import Response as SansioResponse

from server.core.errors import AppError, answer_http_exception
from server.core.schemas import ErrorSchema
from server.core.strict_json import StrictJSONError, loads


class StrictParser(FlaskParser):
    """Reads a JSON body strictly, and only where it says that it is one."""

    def load_json(self, req: Request, schema: object) -> dict[str, object]:
        """Return the object in the body; answers 415 or 400 for anything else."""
        del schema  # the same for every schema
        if req.mimetype != "application/json":
            raise UnsupportedMediaType
        try:
            return loads(_read_body(req))
        except StrictJSONError as error:
            raise AppError("bad_json", 400, f"The request body was refused: {error}.") from error


def _read_body(req: Request) -> bytes:
    """Read all of it; a body of undeclared length is cut at the limit without a word, so that is checked."""
    body = req.get_data()
    if req.content_length is None and len(body) >= (req.max_content_length or 0):
        raise RequestEntityTooLarge
    return body


class Blueprint(flask_smorest.Blueprint):
    """A group of API routes."""

    ARGUMENTS_PARSER = StrictParser()


class Api(flask_smorest.Api):
    """The API document, with errors in the one shape."""

    ERROR_SCHEMA = ErrorSchema

    def handle_http_exception(self, error: HTTPException) -> Response | SansioResponse:
        """Answer as every other part of the server does."""
        return answer_http_exception(error)


def init_api(app: Flask) -> Api:
    """Serve the document at /api/openapi.json and return the object that registers blueprints."""
    app.config.update(
        API_TITLE="Kept",
        API_VERSION="1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
    )
    return Api(app)
