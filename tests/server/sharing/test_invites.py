"""Invitations: for a day, for one person, confirmed, and worth nothing to anybody else."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from server.core.db import db, read_transaction
from server.core.tokens import from_text
from server.sharing.models import COMMAND, INVITE, SIDE
from tests.factories.clocks import SteppingClock
from tests.factories.couple import Scene, Sharer, couple, invite, new_id, token_of
from tests.factories.people import json_of, sign_up_body
from tests.factories.statements import statements

WORDS = "a secret"


def test_a_pair_is_invited_accepted_and_confirmed(ann: Sharer, ben: Sharer) -> None:
    """CR-2: both agree, and nothing is shared by it."""
    pair = invite(ann)
    assert ann.own()["invites"][0]["accepted_by"] is None
    assert json_of(ben.client.post("/api/sharing/invites/look", json={"token": token_of(WORDS)})) == {
        "username": "alice"
    }
    answer = ben.done("accept", token=token_of(WORDS))
    assert answer["partner"] == {"account": ann.account, "username": "alice"}
    assert ben.shared()["partners"][0]["state"] == "waiting"
    bob = {"account": ben.account, "username": "bob"}
    assert ann.shared()["accepted"] == [{"pair": pair, "partner": bob}]
    assert ann.own()["invites"][0]["accepted_by"] == bob

    assert ann.done("confirm", pair=pair)["partner"] == bob

    for one in (ann, ben):
        (partner,) = one.shared()["partners"]
        assert (partner["state"], partner["items"], one.shared()["accepted"]) == ("open", [], [])
        assert one.own()["invites"] == []


def test_nothing_can_be_shared_before_it_is_confirmed(ann: Sharer, ben: Sharer) -> None:
    pair = invite(ann)
    ben.done("accept", token=token_of(WORDS))
    ben.step_up()
    choice = ben.choice(pair)

    for path, body in {
        "choose": choice,
        "appreciate": {"pair": pair, "gesture": "smile"},
        "together": {"pair": pair, "habit": "tea", "label": choice["label"], "unit": "day"},
    }.items():
        assert json_of(ben.send(path, **body), 409)["code"] == "not_confirmed"


def test_an_invitation_needs_the_password(ann: Sharer, clock: SteppingClock) -> None:
    """CR-2: step-up."""
    clock.advance(minutes=6)

    assert json_of(ann.send("invites", token=token_of(WORDS)), 403)["code"] == "step_up"


def expired(scene: Scene) -> None:
    invite(scene.ann)
    scene.clock.advance(hours=24)


def used(scene: Scene) -> None:
    invite(scene.ann)
    scene.eve.done("accept", token=token_of(WORDS))


def confirmed(scene: Scene) -> None:
    couple(scene.ann, scene.eve)


def cancelled(scene: Scene) -> None:
    scene.ann.done("invites/cancel", pair=invite(scene.ann))


def own(scene: Scene) -> None:
    invite(scene.ben)


def unknown(_scene: Scene) -> None:
    """Nobody has made it."""


def of_a_blocked_one(scene: Scene) -> None:
    scene.ben.done("end", pair=couple(scene.ann, scene.ben, "before"), is_block=True)
    invite(scene.ann)


def of_one_who_blocked(scene: Scene) -> None:
    scene.ann.done("end", pair=couple(scene.ann, scene.ben, "before"), is_block=True)
    invite(scene.ann)


def stopped_all(scene: Scene) -> None:
    invite(scene.ann)
    scene.ann.done("stop-all")


def of_a_deleted_account(scene: Scene) -> None:
    invite(scene.ann)
    assert scene.ann.client.delete("/api/account").status_code == 204


NOT_VALID = [
    expired,
    used,
    confirmed,
    cancelled,
    own,
    unknown,
    of_a_blocked_one,
    of_one_who_blocked,
    stopped_all,
    of_a_deleted_account,
]
Cause = Callable[[Scene], None]


def tries(app: Flask, who: Sharer, words: str) -> list[tuple[int, bytes, list[tuple[str, str]], list[str]]]:
    """Look at an invitation and accept it; gives all that comes of it, and what the database was asked."""
    who.step_up()
    who.sync()
    told = []
    for path, extra in (("accept", {"command": new_id()}), ("invites/look", {})):
        with statements(app) as asked:
            response = who.client.post(f"/api/sharing/{path}", json={"token": token_of(words), **extra})
        told.append((response.status_code, response.get_data(), list(response.headers), asked))
    return told


@pytest.mark.parametrize("cause", NOT_VALID, ids=lambda cause: cause.__name__)
def test_whatever_is_wrong_with_one_is_answered_alike(app: Flask, scene: Scene, cause: Cause) -> None:
    """CR-15: expired, used, cancelled, blocked, unknown: the same status, body, headers and work."""
    ben = scene.ben
    made_up = tries(app, ben, "nothing anybody has made")
    cause(scene)

    assert tries(app, ben, WORDS) == made_up
    assert {status for status, *_ in made_up} == {403}
    assert [one for one in ben.shared()["partners"] if one["state"] == "waiting"] == []


def test_a_slow_accept_can_be_sent_again(ann: Sharer, ben: Sharer, app: Flask) -> None:
    """The first of its two steps was done when the server stopped; the second is, when it is sent again."""
    pair, command = invite(ann), new_id()
    accept = {"token": token_of(WORDS), "command": command}
    ben.done("accept", **accept)
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(delete(SIDE).where(SIDE.c.account_id == ben.account))
        connection.execute(delete(COMMAND).where(COMMAND.c.account_id == ben.account))
    ann.done("confirm", pair=pair)

    assert ben.done("accept", **accept)["pair"] == pair

    assert ben.shared()["partners"][0]["state"] == "open"


def test_who_was_confirmed_in_between_is_let_in_later(ann: Sharer, ben: Sharer, app: Flask) -> None:
    """The second step of confirming was lost, and never sent again."""
    pair = couple(ann, ben)
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(update(SIDE).where(SIDE.c.account_id == ben.account).values(is_open=False))

    assert ben.shared()["partners"][0]["state"] == "open"
    assert ben.choose(pair)


def test_one_that_was_accepted_can_still_be_declined(ann: Sharer, ben: Sharer) -> None:
    """CR-7: declining looks like waiting."""
    pair = invite(ann)
    ben.done("accept", token=token_of(WORDS))
    waiting = ben.seen()

    ann.done("invites/cancel", pair=pair)

    assert ben.seen() == waiting
    assert ann.shared()["accepted"] == []
    assert json_of(ann.send("confirm", pair=pair), 404)["code"] == "not_found"


def test_one_nobody_has_accepted_cannot_be_confirmed(ann: Sharer, ben: Sharer) -> None:
    assert json_of(ann.send("confirm", pair=invite(ann)), 409)["code"] == "not_accepted"


def test_five_in_24_hours(ann: Sharer, clock: SteppingClock) -> None:
    for number in range(5):
        invite(ann, f"secret {number}")
    assert json_of(ann.send("invites", token=token_of("one more")), 409)["code"] == "enough_invites"
    clock.advance(hours=23)
    ann.step_up()
    assert ann.send("invites", token=token_of("one more")).status_code == 409
    clock.advance(hours=1)

    assert invite(ann, "the next day")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
def test_neither_another_time_zone_nor_cancelling_gives_more(ann: Sharer, zone: str) -> None:
    """Each one also lets somebody make an account: so many, and no more, wherever the clock is set."""
    for number in range(5):
        ann.done("invites/cancel", pair=invite(ann, f"secret {number}"))
    ann.clock.advance(seconds=1)
    ann.prefer(time_zone=zone)

    assert json_of(ann.send("invites", token=token_of("one more")), 409)["code"] == "enough_invites"


def test_the_server_keeps_no_token(app: Flask, ann: Sharer) -> None:
    """The database holds nothing with which an invitation could be accepted."""
    invite(ann)
    with app.app_context(), read_transaction() as connection:
        (row,) = connection.execute(select(INVITE)).all()

    assert from_text(token_of(WORDS)) not in tuple(row)


def test_an_invitation_lets_one_person_make_an_account(app: Flask, ann: Sharer) -> None:
    pair = invite(ann)
    bodies = [sign_up_body(name, invite=token_of(WORDS)) for name in ("dora", "emil")]
    client = app.test_client()
    answer = json_of(client.post("/api/accounts", json=bodies[0]), 201)
    assert app.test_client().post("/api/accounts", json=bodies[1]).status_code == 403

    accept = {"command": new_id(), "token": token_of(WORDS)}
    assert json_of(client.post("/api/sharing/accept", json=accept))["pair"] == pair

    assert ann.shared()["accepted"][0]["partner"] == {"account": answer["account"], "username": "dora"}


OVER = [used, cancelled, expired, stopped_all, of_a_deleted_account]


@pytest.mark.parametrize("over", OVER, ids=lambda over: over.__name__)
def test_one_that_is_over_lets_nobody_in(app: Flask, scene: Scene, over: Cause) -> None:
    over(scene)
    body = sign_up_body("dora", invite=token_of(WORDS))

    assert json_of(app.test_client().post("/api/accounts", json=body), 403)["code"] == "invite_not_valid"


def test_sending_it_again_does_not_bring_a_cancelled_one_back(app: Flask, ann: Sharer, ben: Sharer) -> None:
    ann.step_up()
    again = {"command": new_id(), "token": token_of(WORDS)}
    pair = ann.done("invites", **again)["pair"]
    ann.done("invites/cancel", pair=pair)
    ann.done("invites", **again)

    assert ben.send("accept", token=token_of(WORDS)).status_code == 403
    body = sign_up_body("dora", invite=token_of(WORDS))
    assert app.test_client().post("/api/accounts", json=body).status_code == 403


def test_after_a_block_neither_can_invite_the_other(ann: Sharer, ben: Sharer, clock: SteppingClock) -> None:
    """CR-15: and unblocking brings nothing back."""
    pair = couple(ann, ben)
    ann.choose(pair)
    ann.done("end", pair=pair, is_block=True)
    for inviter, guest, words in ((ann, ben, "one"), (ben, ann, "two")):
        invite(inviter, words)
        assert guest.send("accept", token=token_of(words)).status_code == 403
    blocks = [{"account": ben.account, "username": "bob"}]
    assert json_of(ann.client.get("/api/sharing/blocks"))["blocks"] == blocks
    clock.advance(minutes=6)
    assert ann.client.get("/api/sharing/blocks").status_code == 403
    assert ann.send("unblock", account=ben.account).status_code == 403
    ann.step_up()

    ann.done("unblock", account=ben.account)

    assert ben.items() == []
    assert ben.send("appreciate", pair=pair, gesture="smile").status_code == 200
    assert ann.shared()["partners"] == []
    assert couple(ann, ben, "three")


def test_the_same_two_can_be_a_pair_again(ann: Sharer, ben: Sharer) -> None:
    for words in ("one", "two"):
        pair = couple(ann, ben, words)
        for one in (ann, ben):
            one.done("end", pair=pair, is_block=False)

    assert ann.shared()["partners"] == ben.shared()["partners"] == []
