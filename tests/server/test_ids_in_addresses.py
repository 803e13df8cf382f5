"""An id in an address is hex characters, or it names nothing: on both databases, and never a fault."""

import re

import pytest
from flask import Flask

from server.config import Settings
from tests.factories.people import Person, json_of

METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})


@pytest.fixture
def settings(settings_on_each: Settings) -> Settings:
    return settings_on_each


@pytest.mark.parametrize("character", ["%00", "Z", "A", "-", "%C3%A9", "%0A"])
def test_what_is_no_id_is_an_unknown_address(app: Flask, alice: Person, character: str) -> None:
    routes = [
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in METHODS & (rule.methods or set())
        if "_id>" in rule.rule and rule.rule.startswith("/api/")
    ]
    assert len(routes) > 10

    for method, rule in routes:
        length = 16 if "length=16" in rule else 32
        path = re.sub("<[^<>]+>", character * length, rule)
        answer = alice.client.open(path, method=method, json={})
        assert json_of(answer, 404)["code"] == "not_found", (method, rule)


def test_the_document_says_so(app: Flask) -> None:
    paths = json_of(app.test_client().get("/api/openapi.json"))["paths"]

    (link_id,) = paths["/api/links/{link_id}"]["parameters"]
    assert link_id["schema"] == {"type": "string", "pattern": "^[0-9a-f]{32}$"}
