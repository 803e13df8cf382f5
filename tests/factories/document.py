"""The API document, and whether an answer is what it says."""

import re
from functools import cache
from typing import Any

from flask import Flask
from jsonschema_rs import Validator, validator_for
from werkzeug.test import TestResponse

Json = dict[str, Any]


def path_of(rule: str) -> str:
    """How the document writes the rule of a route."""
    return re.sub(r"<(?:[^<>]*:)?(\w+)>", r"{\1}", rule)


class Document:
    """What /api/openapi.json of an application says of its answers."""

    def __init__(self, app: Flask) -> None:
        document: Json | None = app.test_client().get("/api/openapi.json").json
        assert document is not None
        self.paths: Json = document["paths"]
        self.components: Json = document["components"]
        self._routes = app.url_map.bind("localhost")
        self._validator = cache(self._make_validator)

    def is_about(self, response: TestResponse) -> bool:
        return self._path(response) in self.paths

    def faults(self, response: TestResponse) -> list[str]:
        """What of an answer is not as documented."""
        validator = self._validator(self._path(response), response.request.method, response.status_code)
        body = response.get_json() if response.get_data() else None
        return [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(body)]

    def _path(self, response: TestResponse) -> str:
        request = response.request
        rule, _ = self._routes.match(request.path, method=request.method, return_rule=True)
        return path_of(rule.rule)

    def _make_validator(self, path: str, method: str, status: int) -> Validator:
        answers: Json = self.paths[path][method.lower()]["responses"]
        answer: Json = answers.get(str(status)) or answers["default"]
        if "$ref" in answer:
            answer = self.components["responses"][answer["$ref"].rpartition("/")[2]]
        content = answer.get("content", {"application/json": {"schema": {"type": "null"}}})
        schema = content["application/json"]["schema"]
        return validator_for({**schema, "components": self.components}, validate_formats=True)
