"""Commands are done once, however often they arrive, and reach nobody but whom they are about."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from sqlalchemy import select

from server.core.db import read_transaction
from server.sharing.models import COMMAND
from tests.factories.clocks import SteppingClock
from tests.factories.couple import LABEL, Scene, Sharer, couple, invite, new_id, token_of
from tests.factories.people import json_of

Json = dict[str, Any]

SHARE, OFFER = "5" * 32, "6" * 32


def choice(pair: str) -> Json:
    return {
        "pair": pair,
        "share": SHARE,
        "kind": "habit",
        "subject": "tea",
        "level": "live",
        "label": LABEL,
        "include_before": False,
    }


def offer(pair: str) -> Json:
    return {"pair": pair, "habit": "tea", "label": LABEL, "unit": "day"}


# What each command needs there to be, and what is sent.
COMMANDS: dict[str, Callable[[Scene, str], Json]] = {
    "invites": lambda *_: {"token": token_of("another")},
    "invites/cancel": lambda scene, _: {"pair": invite(scene.ann, "another")},
    "accept": lambda scene, _: {"token": token_of("of Eve") if invite(scene.eve, "of Eve") else ""},
    "confirm": lambda scene, _: {"pair": accepted(scene)},
    "choose": lambda _, pair: choice(pair),
    "pause": lambda scene, pair: {"share": scene.ann.choose(pair)},
    "resume": lambda scene, pair: {"share": paused(scene.ann, pair)},
    "stop": lambda scene, pair: {"share": scene.ann.choose(pair)},
    "renew": lambda scene, pair: {"share": scene.ann.choose(pair)},
    "end": lambda _, pair: {"pair": pair, "is_block": True},
    "stop-all": lambda *_: {},
    "unblock": lambda scene, _: {"account": scene.ben.account},
    "appreciate": lambda _, pair: {"pair": pair, "gesture": "smile"},
    "mute": lambda _, pair: {"pair": pair, "is_muted": True},
    "together": lambda _, pair: offer(pair),
    "together/join": lambda scene, pair: {"pair": pair, "together": offered(scene.ben, pair), "habit": "tea"},
    "together/leave": lambda scene, pair: {"together": offered(scene.ann, pair)},
}


def accepted(scene: Scene) -> str:
    pair = invite(scene.ann, "for Eve")
    scene.eve.done("accept", token=token_of("for Eve"))
    return pair


def paused(who: Sharer, pair: str) -> str:
    share = who.choose(pair)
    who.done("pause", share=share)
    return share


def offered(who: Sharer, pair: str) -> str:
    who.step_up()
    together: str = who.done("together", **offer(pair))["together"]
    return together


def everything(scene: Scene) -> bytes:
    """All that anybody sees, and all that anybody shows."""
    return orjson.dumps([[one.shared(), one.own()] for one in (scene.ann, scene.ben, scene.eve)])


@pytest.mark.parametrize("path", COMMANDS)
def test_a_command_sent_again_answers_the_same_and_does_nothing(scene: Scene, pair: str, path: str) -> None:
    """I4: an answer that was lost is asked for again, also long after the password was given."""
    body = {**COMMANDS[path](scene, pair), "command": new_id()}
    scene.ann.step_up()
    first = scene.ann.send(path, **body)
    assert first.status_code == 200
    before = everything(scene)
    scene.clock.advance(minutes=6)

    again = [scene.ann.send(path, **body) for _ in range(3)]

    assert {(response.status_code, response.get_data()) for response in again} == {(200, first.get_data())}
    assert everything(scene) == before


@pytest.mark.parametrize("path", COMMANDS)
def test_an_id_with_another_body_is_refused(scene: Scene, pair: str, path: str) -> None:
    body = COMMANDS[path](scene, pair)
    command = scene.ann.done("mute", pair=pair, is_muted=False)["command"]
    scene.ann.step_up()
    before = everything(scene)

    response = scene.ann.send(path, **{**body, "command": command})

    assert json_of(response, 409)["code"] == "command_reused"
    assert everything(scene) == before


OPENING = ["invites", "confirm", "choose", "resume", "renew", "together", "together/join", "unblock"]


@pytest.mark.parametrize("path", OPENING)
def test_what_opens_something_needs_the_password(scene: Scene, pair: str, path: str) -> None:
    body = COMMANDS[path](scene, pair)
    scene.clock.advance(minutes=6)
    before = everything(scene)

    assert json_of(scene.ann.send(path, **body), 403)["code"] == "step_up"
    assert everything(scene) == before


@pytest.mark.parametrize(
    "path", ["pause", "stop", "end", "stop-all", "mute", "together/leave", "invites/cancel"]
)
def test_what_closes_something_needs_none(scene: Scene, pair: str, path: str) -> None:
    """CR-11: one tap, at once."""
    body = COMMANDS[path](scene, pair)
    scene.clock.advance(minutes=6)

    assert scene.ann.send(path, **body).status_code == 200


@pytest.mark.parametrize("path", COMMANDS)
def test_the_ids_of_others_are_worth_nothing(scene: Scene, pair: str, path: str) -> None:
    """I10: Eve sends all that Alice could; nothing of Alice's or Bob's comes to her or moves."""
    couple(scene.eve, scene.ben, "Eve and Bob")
    scene.ann.choose(pair)
    body = COMMANDS[path](scene, pair)
    before = [[one.shared(), one.own()["pairs"]] for one in (scene.ann, scene.ben)]
    seen = scene.eve.seen()
    scene.eve.step_up()

    status = scene.eve.send(path, **body).status_code

    harmless = {"invites", "stop-all", "unblock", "accept"}  # her own affairs, whoever they name
    assert status in ({200, 403} if path in harmless else {404})
    assert [[one.shared(), one.own()["pairs"]] for one in (scene.ann, scene.ben)] == before
    assert scene.eve.seen() == seen


def test_a_stranger_sees_nothing_anywhere(scene: Scene, pair: str) -> None:
    """I10: neither what is shown nor that anything is."""
    before = scene.eve.seen()
    scene.ann.choose(pair, level="live")
    scene.ben.choose(pair)
    scene.ann.log("2026-03-02")
    scene.ann.done("appreciate", pair=pair, gesture="smile")
    offered(scene.ann, pair)

    assert scene.eve.seen() == before
    assert scene.eve.own() == {"invites": [], "pairs": []}


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "reflection"},
        {"kind": "entry"},
        {"level": "calendar"},
        {"level": None},
        {"kind": "promise"},
        {"label": "in clear"},
        {"share": "s1"},
        {"subject": "../tea"},
        {"include_before": 1},
        {"notes": True},
    ],
    ids=str,
)
def test_what_cannot_be_chosen_is_refused(scene: Scene, pair: str, changes: Json) -> None:
    """CR-5: above all a reflection, for which there is no word."""
    scene.ann.step_up()
    before = everything(scene)

    assert scene.ann.send("choose", **(choice(pair) | changes)).status_code == 422
    assert everything(scene) == before


@pytest.mark.parametrize(("kind", "level"), [("habit", "total"), ("promise", None)])
def test_what_has_not_been_synced_cannot_be_shown(scene: Scene, pair: str, kind: str, level: str) -> None:
    scene.ann.step_up()
    unknown = choice(pair) | {"kind": kind, "level": level, "subject": "nowhere"}

    assert json_of(scene.ann.send("choose", **unknown), 409)["code"] == "not_synced"


@pytest.mark.parametrize(
    "changes", [{"subject": "walk"}, {"kind": "promise", "subject": "call", "level": None}]
)
def test_a_share_never_changes_what_it_is_about(scene: Scene, pair: str, changes: Json) -> None:
    scene.ann.write(
        {"type": "promise", "id": "call", "fields": {"due_on": ["2026-03-09", scene.ann.now_stamp()]}}
    )
    scene.ann.choose(**choice(pair))
    before = scene.ben.seen()

    assert scene.ann.send("choose", **(choice(pair) | changes)).status_code == 404
    assert scene.ben.seen() == before


def test_answers_are_kept_for_ninety_days(scene: Scene, pair: str, clock: SteppingClock) -> None:
    old = scene.ann.done("mute", pair=pair, is_muted=True)["command"]
    clock.advance(days=91)
    scene.ann.step_up()
    scene.ann.done("mute", pair=pair, is_muted=False)

    with scene.ann.client.application.app_context(), read_transaction() as connection:
        kept = connection.scalars(select(COMMAND.c.id).where(COMMAND.c.account_id == scene.ann.account)).all()

    assert old not in kept
    assert len(kept) == 1
