"""Each command of contract/commands.toml has its route, its body and its step-up, and there are no others."""

from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask

from server.contract.commands import COMMANDS
from tests.factories.couple import LABEL, Sharer, token_of
from tests.factories.people import json_of

NOT_COMMANDS = {"/api/sharing/preview", "/api/sharing/invites/look"}
VALUES: Mapping[str, Any] = {
    "token": token_of("a secret of nobody"),
    "kind": "habit",
    "subject": "tea",
    "habit": "tea",
    "level": "total",
    "label": LABEL,
    "gesture": "smile",
    "unit": "day",
    "include_before": False,
    "is_block": False,
    "is_muted": True,
}


def body_of(name: str) -> dict[str, Any]:
    """A body that has the right form; nothing of what it names is there."""
    return {field: VALUES.get(field, "d" * 32) for field in COMMANDS[name].body}


def test_every_command_has_a_route_and_every_route_is_one(app: Flask) -> None:
    posts = {rule.rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    of_sharing = {rule for rule in posts if rule.startswith("/api/sharing/")}

    assert of_sharing - NOT_COMMANDS == {f"/api/sharing/{kind.path}" for kind in COMMANDS.values()}


@pytest.mark.parametrize("name", COMMANDS)
def test_it_takes_exactly_these_fields(ann: Sharer, name: str) -> None:
    ann.step_up()
    answer = json_of(ann.client.post(f"/api/sharing/{COMMANDS[name].path}", json={"nonsense": 1}), 422)

    assert answer["fields"].pop("nonsense") == ["Unknown field."]
    assert answer["fields"].keys() == {"command", *COMMANDS[name].body}


@pytest.mark.parametrize("name", COMMANDS)
def test_it_takes_these_forms(ann: Sharer, name: str) -> None:
    ann.step_up()

    assert ann.send(COMMANDS[name].path, **body_of(name)).status_code in {200, 403, 404, 409}


@pytest.mark.parametrize("name", COMMANDS)
def test_it_needs_the_password_where_the_contract_says_so(ann: Sharer, name: str) -> None:
    ann.clock.advance(minutes=6)
    response = ann.send(COMMANDS[name].path, **body_of(name))

    is_refused = response.status_code == 403 and json_of(response, 403)["code"] == "step_up"
    assert is_refused is COMMANDS[name].step_up


def test_an_opposite_waits_for_a_network() -> None:
    opposites = {kind.opposite for kind in COMMANDS.values() if kind.opposite is not None}

    assert opposites == {"cancel", "pause", "stop", "leave"}
    assert {COMMANDS[name].waits for name in opposites} == {"sync"}


def test_what_waits_needs_no_password() -> None:
    """Nobody is there to give it when a sync sends it."""
    assert [name for name, kind in COMMANDS.items() if kind.waits and kind.step_up] == []
