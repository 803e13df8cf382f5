"""The API layer: flask-smorest with the one error shape and the strict JSON reader.

Domains make their blueprint from this module's `Blueprint`; its routes then read bodies strictly and
appear in `/api/openapi.json`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import flask_smorest
from apispec import APISpec
from flask import Flask, Request, Response
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, UnsupportedMediaType
from werkzeug.sansio.response import Response as SansioResponse

from server.core.document import teach
from server.core.errors import AppError, answer_http_exception
from server.core.http import IdConverter
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

    def register_views_in_doc(
        self,
        api: flask_smorest.Api,
        app: Flask,
        spec: APISpec,
        *,
        name: str,
        parameters: Sequence[Mapping[str, Any]] | None,
    ) -> None:
        """Leave it to the first request for the document: it is a third of what an application costs."""
        describe = super().register_views_in_doc
        assert isinstance(api, Api)  # noqa: S101 - for the type checker: init_api makes no other
        api.describe_later(lambda: describe(api, app, spec, name=name, parameters=parameters))


class Api(flask_smorest.Api):
    """The API document, with errors in the one shape; it is made when somebody asks for it."""

    ERROR_SCHEMA = ErrorSchema

    def __init__(self, app: Flask) -> None:
        self._descriptions: list[Callable[[], None]] = []
        super().__init__(app)
        teach(self.ma_plugin)

    def describe_later(self, describe: Callable[[], None]) -> None:
        """Call this once, before the document is first answered."""
        self._descriptions.append(describe)

    def _openapi_json(self) -> Response:
        while self._descriptions:
            self._descriptions.pop(0)()
        return super()._openapi_json()

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
    api = Api(app)
    api.register_converter(IdConverter, _describe_id)
    return api


def _describe_id(converter: IdConverter) -> dict[str, object]:
    return {"type": "string", "pattern": f"^{converter.regex}$"}
