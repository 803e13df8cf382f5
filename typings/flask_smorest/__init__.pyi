"""The part of flask-smorest that Kept uses; the package ships no types."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, ParamSpec, TypeVar

import apispec
import flask
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask
from marshmallow import Schema
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter
from werkzeug.sansio.response import Response as SansioResponse

_P = ParamSpec("_P")
_R = TypeVar("_R")
_C = TypeVar("_C", bound=BaseConverter)

class Blueprint(flask.Blueprint):
    ARGUMENTS_PARSER: ClassVar[FlaskParser]

    def __init__(
        self, name: str, import_name: str, *, url_prefix: str = ..., description: str = ...
    ) -> None: ...
    def arguments(
        self, schema: type[Schema] | Schema, *, location: str = ..., required: bool = ...
    ) -> Callable[[Callable[..., _R]], Callable[..., _R]]: ...
    def response(
        self,
        status_code: int,
        schema: type[Schema] | Schema | None = ...,
        *,
        description: str = ...,
        headers: Mapping[str, Any] = ...,
    ) -> Callable[[Callable[_P, object]], Callable[_P, flask.Response]]: ...
    def alt_response(
        self,
        status_code: int,
        *,
        schema: type[Schema] | Schema | None = ...,
        description: str = ...,
        headers: Mapping[str, Any] = ...,
    ) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]: ...
    def doc(self, **kwargs: Any) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]: ...
    def register_views_in_doc(
        self,
        api: Api,
        app: Flask,
        spec: apispec.APISpec,
        *,
        name: str,
        parameters: Sequence[Mapping[str, Any]] | None,
    ) -> None: ...

class Api:
    ERROR_SCHEMA: ClassVar[type[Schema]]
    spec: apispec.APISpec
    ma_plugin: MarshmallowPlugin

    def __init__(self, app: Flask) -> None: ...
    def register_blueprint(self, blp: Blueprint) -> None: ...
    def register_converter(self, converter: type[_C], func: Callable[[_C], Mapping[str, Any]]) -> None: ...
    def handle_http_exception(self, error: HTTPException) -> flask.Response | SansioResponse: ...
    def _openapi_json(self) -> flask.Response: ...
