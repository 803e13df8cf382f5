"""Stopping takes hold at once, travels with the sync as well, and outlives a restored backup."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, update

from server.core.db import db, read_transaction
from server.ledger.store import FEED, FEED_HEAD
from server.sharing.models import APPRECIATION, BLOCK, COMMAND, INVITE, SENT, SHARE, SHARER, SIDE, TOGETHER
from tests.factories.couple import Scene, Sharer, couple, invite, token_of
from tests.factories.devices import Device
from tests.factories.people import json_of, sign_in
from tests.factories.things import record

TABLES = [INVITE, SHARER, SIDE, SHARE, TOGETHER, APPRECIATION, SENT, BLOCK, COMMAND]


def test_no_answer_after_a_stop_holds_the_view(ann: Sharer, ben: Sharer, pair: str) -> None:
    """CR-11, I11: from the moment the stop is answered; the whole is replaced at each sync."""
    share = ann.choose(pair)
    assert [item["share"] for item in ben.items()] == [share]
    ann.done("stop", share=share)

    assert ben.items() == []
    assert ann.own()["pairs"][0]["shares"] == []


def test_a_view_says_how_long_it_may_live(ann: Sharer, ben: Sharer, pair: str) -> None:
    """CR-11: a device that never syncs again drops it after seven days."""
    ann.choose(pair)

    assert ben.shared()["lives_for_seconds"] == 7 * 24 * 3600


def test_a_share_that_stopped_is_not_in_the_database(app: Flask, ann: Sharer, ben: Sharer, pair: str) -> None:
    """CR-16: nothing tells afterwards what once was shown."""
    ann.done("stop", share=ann.choose(pair))
    ann.done("end", pair=pair, is_block=False)

    with app.app_context(), read_transaction() as connection:
        for table in (SHARE, SIDE):
            rows = connection.execute(select(table).where(table.c.account_id == ann.account)).all()
            assert rows == []


def test_deleting_the_account_deletes_all_of_it(app: Flask, scene: Scene, pair: str) -> None:
    ann, ben = scene.ann, scene.ben
    ann.choose(pair)
    for one in (ann, ben):
        one.done("appreciate", pair=pair, gesture="smile")
    body = {"pair": pair, "habit": "tea", "label": ann.choice(pair)["label"], "unit": "day"}
    ann.done("together", **body)
    ann.done("end", pair=couple(ann, scene.eve, "for Eve"), is_block=True)
    invite(ann, "another")
    with app.app_context(), read_transaction() as connection:
        filled = [table for table in TABLES if connection.execute(select(table)).first() is not None]
    assert filled == TABLES

    assert ann.client.delete("/api/account").status_code == 204

    with app.app_context(), read_transaction() as connection:
        for table in TABLES:
            rows = connection.execute(select(table).where(table.c.account_id == ann.account)).all()
            assert rows == []


def test_a_stop_also_travels_with_the_sync(ann: Sharer, ben: Sharer, pair: str) -> None:
    """A register of the owner's own record ends a share for good, whatever becomes of the command."""
    share = ann.choose(pair)
    chosen = {"kind": "habit", "subject": "tea", "level": "streak"}
    ann.write(record("partner", pair, ann.now_stamp(), **{f"share:{share}": chosen}))
    assert ben.items() != []
    ann.clock.advance(seconds=1)
    ann.write(record("partner", pair, ann.now_stamp(), **{f"share:{share}": None}))
    assert ben.items() == []
    ann.clock.advance(seconds=1)
    ann.write(record("partner", pair, ann.now_stamp(), **{f"share:{share}": chosen}))

    assert ben.items() == []


def test_an_ended_pair_travels_with_the_sync(ann: Sharer, ben: Sharer, pair: str) -> None:
    before = ben.seen()
    ann.choose(pair)
    ann.write(record("partner", pair, ann.now_stamp(), deleted=True))

    assert ben.seen() == before
    assert ann.shared()["partners"] == []


def test_the_record_of_another_ends_nothing(scene: Scene, pair: str) -> None:
    """I10: a record is its own feed's."""
    share = scene.ann.choose(pair)
    before = scene.ben.seen()
    scene.eve.write(record("partner", pair, None, deleted=True, **{f"share:{share}": None}))

    assert scene.ben.seen() == before


def restore(app: Flask, account: str) -> None:
    """Put the server's memory back, as `kept restore` does: another history begins."""
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(update(FEED).where(FEED.c.account_id == account).values(epoch=uuid4().hex))


def test_a_restored_server_shows_nothing_until_the_owners_device_has_synced(
    app: Flask, ann: Sharer, ben: Sharer, pair: str
) -> None:
    """I13: and what had been stopped after the backup stays stopped."""
    kept, stopped = ann.choose(pair), ann.choose(pair, subject="walk")
    with app.app_context(), read_transaction() as connection:
        backup = connection.execute(select(SHARE).where(SHARE.c.id == stopped)).mappings().one()
    ann.done("stop", share=stopped)
    phone = ann.device
    ann.sync()
    assert [item["share"] for item in ben.items()] == [kept]

    with app.app_context(), db.engine.begin() as connection:
        connection.execute(delete(COMMAND))
        connection.execute(insert(SHARE).values(dict(backup)))
    restore(app, ann.account)

    assert ben.items() == []
    assert [share["item"] for share in ann.own()["pairs"][0]["shares"]] == [None, None]
    phone.cursor = 0
    phone.pull_all()  # it learns of the new history, and begins again
    assert ben.items() == []
    answer = phone.sync(record("partner", pair, ann.now_stamp(), **{f"share:{stopped}": None}))
    assert answer["results"][0]["status"] == "applied"
    assert ben.items() == []
    phone.sync()

    assert [item["share"] for item in ben.items()] == [kept]


def test_a_server_whose_data_went_back_shows_nothing_until_the_owners_device_has_synced(
    app: Flask, ann: Sharer, ben: Sharer, pair: str
) -> None:
    share = ann.choose(pair)
    ann.sync()
    with app.app_context(), db.engine.begin() as connection:  # the same head, and another history
        for table, name in ((FEED, "head_token"), (FEED_HEAD, "token")):
            of_ann = update(table).where(table.c.account_id == ann.account)
            connection.execute(of_ann.values({name: "0" * 16}))
    assert [item["share"] for item in ben.items()] == [share]

    told = ann.device.sync()
    assert (told["cursor"], told["records"]) == (0, [])
    assert ben.items() == []
    ann.device.pull_all()
    ann.device.sync()

    assert [item["share"] for item in ben.items()] == [share]


def test_another_accounts_device_ends_no_suspension(app: Flask, ann: Sharer, ben: Sharer, pair: str) -> None:
    ann.choose(pair)
    restore(app, ann.account)
    ben.sync()
    ben.sync()

    assert ben.items() == []


def test_an_ended_pair_voids_its_invitation_with_the_sync(scene: Scene) -> None:
    """Cancelled without a network, and the command lost with an older backup: nobody can accept it."""
    pair = invite(scene.ann, "another")
    scene.eve.done("accept", token=token_of("another"))
    scene.ann.write(record("partner", pair, scene.ann.now_stamp(), deleted=True))

    assert scene.ann.own()["invites"] == []
    assert scene.ann.send("confirm", pair=pair).status_code == 404


@pytest.mark.parametrize("how", ["command", "register"])
def test_a_stop_ends_a_link_of_that_id_too(ann: Sharer, ben: Sharer, pair: str, how: str) -> None:
    ann.step_up()
    label = ann.choice(pair)["label"]
    link = ann.done("together", pair=pair, habit="tea", label=label, unit="day")["together"]
    assert ben.shared()["partners"][0]["together"] != []

    if how == "command":
        ann.done("stop", share=link)
    else:
        ann.write(record("partner", pair, ann.now_stamp(), **{f"share:{link}": None}))

    assert ben.shared()["partners"][0]["together"] == []


@pytest.mark.parametrize("path", ["stop-all", "end"])
def test_what_ends_everything_ends_invitations_too(ann: Sharer, ben: Sharer, pair: str, path: str) -> None:
    """CR-14."""
    if path == "stop-all":
        invite(ann, "another")
    ann.done(path, **({} if path == "stop-all" else {"pair": pair, "is_block": False}))

    assert ann.own()["invites"] == []


def test_stop_all_signs_the_other_devices_out(app: Flask, ann: Sharer, ben: Sharer, pair: str) -> None:
    """CR-14: stop shares, cancel invitations, sign out other devices, in one."""
    ann.choose(pair)
    laptop = Device(app.test_client(), ann.account)
    sign_in(laptop.client, ann.person)
    laptop.sync()

    ann.done("stop-all")

    assert laptop.ask().status_code == 401
    assert json_of(ann.client.get("/api/sharing"))["pairs"][0]["shares"] == []
    assert ben.items() == []
