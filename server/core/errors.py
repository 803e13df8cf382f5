"""Errors in one shape: the body of every 4xx and 5xx answer is made here.

field    meaning
code     stable word for programs, snake_case: one of those below or a domain's own
message  one calm sentence for people, never the text of an exception
fields   what is wrong with which field of the request, name to sentences; {} when none is named,
         MAX_NAMED_FIELDS of them at most
"""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from itertools import chain, islice
from pathlib import PurePath
from traceback import extract_tb
from typing import TypedDict

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException
from werkzeug.sansio.response import Response as SansioResponse

from server.core.database_faults import database_code_of, is_unavailable
from server.core.database_health import note_database_fault
from server.core.logs import logger

_BY_STATUS: dict[int, tuple[str, str]] = {
    400: ("bad_request", "The request could not be understood."),
    401: ("signed_out", "Please sign in."),
    403: ("forbidden", "This is not allowed."),
    404: ("not_found", "There is nothing here."),
    405: ("method_not_allowed", "This address does not take that method."),
    406: ("not_acceptable", "The answer is not available in that form."),
    408: ("timeout", "The request took too long to arrive."),
    409: ("conflict", "Something else changed in the meantime."),
    412: ("precondition_failed", "Something else changed in the meantime."),
    413: ("too_large", "The request is larger than the server takes."),
    414: ("address_too_long", "The address is longer than the server takes."),
    415: ("unsupported_type", "The request body must be application/json."),
    416: ("range_not_satisfiable", "That part of the file does not exist."),
    417: ("expectation_failed", "The server cannot meet that expectation."),
    422: ("invalid", "Some of the fields are not right."),
    429: ("too_many", "Too many requests; please wait a little."),
    431: ("headers_too_large", "The request headers are larger than the server takes."),
    500: ("internal", "Something went wrong on the server."),
    501: ("not_implemented", "The server does not know this kind of request."),
    503: ("unavailable", "The server cannot answer right now."),
}
_CARRIED_HEADERS = ("Allow", "Content-Range", "Retry-After", "WWW-Authenticate")
_FRAMES_LOGGED = 4
# A body may hold thousands of wrong names, as long as it likes: the answer stays small.
MAX_NAMED_FIELDS = 20
_MAX_NAME_CHARACTERS = 200

Fields = Mapping[str, Sequence[str]]


class ErrorBody(TypedDict):
    """The one shape."""

    code: str
    message: str
    fields: dict[str, list[str]]


class AppError(Exception):
    """An expected failure: raised by services, answered in one place. Domains subclass it."""

    retry_after_seconds: int | None = None

    def __init__(self, code: str, status: int, message: str, fields: Fields | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.message = message
        self.fields = fields or {}


def error_body(code: str, message: str, fields: Fields | None = None) -> ErrorBody:
    """Return the one shape, ready for JSON."""
    sentences = {name: list(words) for name, words in (fields or {}).items()}
    return {"code": code, "message": message, "fields": sentences}


def error_body_of(status: int, fields: Fields | None = None) -> ErrorBody:
    """Return the body for a status; one without words of its own speaks as 400 or 500."""
    is_fault = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    code, message = _BY_STATUS.get(status) or _BY_STATUS[500 if is_fault else 400]
    return error_body(code, message, fields)


def init_errors(app: Flask) -> None:
    """Answer every error of the application in the one shape."""
    app.register_error_handler(AppError, _answer_app_error)
    app.register_error_handler(HTTPException, answer_http_exception)
    app.register_error_handler(Exception, _answer_fault)


def answer_http_exception(error: HTTPException) -> Response | SansioResponse:
    """Answer what Flask, Werkzeug or flask-smorest raised; a redirect stays what it is."""
    status = error.code or 500
    if status < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    response = _answer(status, error_body_of(status, _validation_fields(error)))
    for name, value in error.get_headers():
        if name in _CARRIED_HEADERS:
            response.headers[name] = value
    return response


def _answer_app_error(error: AppError) -> Response:
    response = _answer(error.status, error_body(error.code, error.message, error.fields))
    if error.retry_after_seconds is not None:
        response.headers["Retry-After"] = str(error.retry_after_seconds)
    return response


def _answer_fault(error: Exception) -> Response:
    """Answer a bug with a bare 500; the log learns where it happened and nothing of the request.

    What the database cannot do now is no bug: 503, so that whoever asked tries again later.
    """
    log_fault(error, method=request.method, route=request.url_rule.rule if request.url_rule else None)
    if not is_unavailable(error):
        return _answer(500, error_body_of(500))
    note_database_fault()
    return _answer(503, error_body_of(503))


def log_fault(error: BaseException, **fields: object) -> None:
    """Log where an error happened and what the database calls it; its text may hold what people wrote."""
    frames = extract_tb(error.__traceback__)[-_FRAMES_LOGGED:]
    where = " < ".join(
        f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    )
    logger.error("fault", kind=type(error).__name__, code=database_code_of(error), where=where, **fields)


def _answer(status: int, body: ErrorBody) -> Response:
    response = jsonify(body)
    response.status_code = status
    return response


def _validation_fields(error: HTTPException) -> dict[str, list[str]]:
    """Flatten marshmallow's messages, whatever part of the request they are about.

    {"json": {"plan": {"rule": ["Unknown field."]}}} becomes {"plan.rule": ["Unknown field."]}.
    """
    messages: object = getattr(error, "data", {}).get("messages", {})
    if not isinstance(messages, dict):
        return {}
    named = chain.from_iterable(_flatten(of_location, "") for of_location in messages.values())
    flat: dict[str, list[str]] = {}
    for name, sentence in islice(named, MAX_NAMED_FIELDS):
        flat.setdefault(name[:_MAX_NAME_CHARACTERS], []).append(sentence)
    return flat


def _flatten(messages: object, prefix: str) -> Iterator[tuple[str, str]]:
    if isinstance(messages, dict):
        for name, inner in messages.items():
            yield from _flatten(inner, f"{prefix}.{name}" if prefix else str(name))
    elif isinstance(messages, list):
        yield from ((prefix or "_schema", str(message)) for message in messages)
