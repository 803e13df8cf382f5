"""What one account can make another one's syncs carry is bounded; what closes something never is."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from server.core.db import read_transaction
from server.sharing.models import COMMAND
from server.sharing.rules import MAX_LINKS, MAX_SHARES
from tests.factories.couple import LABEL, Sharer
from tests.factories.people import json_of


def test_so_much_is_shown_to_one_person_and_no_more(ann: Sharer, ben: Sharer, pair: str) -> None:
    shares = [ann.choose(pair) for _ in range(MAX_SHARES)]
    ann.step_up()
    choice = ann.choice(pair)

    assert json_of(ann.send("choose", **choice), 409)["code"] == "enough_shares"
    assert json_of(ann.client.post("/api/sharing/preview", json=choice), 409)["code"] == "enough_shares"
    assert len(ben.items()) == MAX_SHARES
    ann.choose(pair, share=shares[0], level="live")
    ann.done("stop", share=shares[1])
    assert ann.choose(pair)


def test_so_much_is_done_together_with_one_person(ann: Sharer, ben: Sharer, pair: str) -> None:
    ann.step_up()
    ben.step_up()
    offer = {"pair": pair, "habit": "walk", "label": LABEL, "unit": "week"}
    for _ in range(MAX_LINKS):
        together = ann.done("together", **offer)["together"]
        ben.done("together/join", pair=pair, together=together, habit="tea")

    assert json_of(ann.send("together", **offer), 409)["code"] == "enough_shares"
    ann.done("together/leave", together=together)
    assert ann.done("together", **offer)


def test_so_many_commands_are_remembered(
    app: Flask, ann: Sharer, pair: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No command is refused for it: stopping must always be possible."""
    monkeypatch.setattr("server.sharing.commands.MAX_COMMANDS", 10)
    for number in range(25):
        ann.done("mute", pair=pair, is_muted=bool(number % 2))
    ann.done("stop", share=ann.choose(pair))

    with app.app_context(), read_transaction() as connection:
        of_ann = select(func.count()).select_from(COMMAND).where(COMMAND.c.account_id == ann.account)
        assert connection.scalar(of_ann) == 10
