"""Nothing tells later what was shared: no row, no byte of the files, no answer to an old command."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.engine import make_url

from server.config import Settings
from server.core.db import db, read_transaction
from server.sharing.models import BLOCK, SIDE
from tests.factories.clocks import SteppingClock
from tests.factories.couple import Scene, Sharer, couple, invite, new_id, token_of
from tests.factories.makers import MakeSettings
from tests.factories.people import json_of
from tests.factories.things import Json, habit, record, sealed

HABIT = "habit-only-ann-has"
PROMISE = "promise-only-ann-has"
LABEL = sealed("a label only Ann wrote")


def share_all(ann: Sharer, pair: str) -> list[str]:
    """Share a habit, a promise and a link; gives the texts that tell of it.

    Not the id of the link: it is that of the command which offered it, and a note that a command was done
    holds nothing but its id.
    """
    ann.write(habit(HABIT), record("promise", PROMISE, text=sealed("words"), due_on="2026-03-09"))
    habit_share = ann.choose(pair, subject=HABIT, level="live", label=LABEL)
    promise_share = ann.choose(pair, kind="promise", subject=PROMISE, level=None, label=LABEL)
    ann.done("renew", share=habit_share)
    ann.done("pause", share=promise_share)
    offer = {"pair": pair, "habit": HABIT, "label": LABEL, "unit": "week"}
    ann.done("together", **offer)
    return [habit_share, promise_share, LABEL]


def links_of(who: Sharer) -> list[str]:
    return [link["together"] for partner in who.shared()["partners"] for link in partner["together"]]


def rows(app: Flask, *ignored: str) -> str:
    """All that the database holds, but for these tables."""
    with app.app_context(), read_transaction() as connection:
        return repr(
            [
                (table.name, connection.execute(table.select()).all())
                for table in db.metadata.sorted_tables
                if table.name not in ignored
            ]
        )


def told(haystack: str | bytes, texts: list[str]) -> list[str]:
    """Which of these texts are in it; in rows as whole words, for random text holds any three letters."""
    if isinstance(haystack, bytes):
        return [text for text in texts if text.encode() in haystack]
    return [text for text in texts if re.search(rf"(?<![\w-]){re.escape(text)}(?![\w-])", haystack)]


def stop_each(ann: Sharer, _pair: str, shared: list[str]) -> None:
    for share in shared[:2]:
        ann.done("stop", share=share)
    for link in links_of(ann):
        ann.done("together/leave", together=link)


def stop_by_sync(ann: Sharer, pair: str, shared: list[str]) -> None:
    ann.clock.advance(seconds=1)
    stopped: Json = {f"share:{share}": None for share in [*shared[:2], *links_of(ann)]}
    ann.write(record("partner", pair, ann.now_stamp(), **stopped))


def stop_all(ann: Sharer, _pair: str, _shared: list[str]) -> None:
    ann.done("stop-all")


def end(ann: Sharer, pair: str, _shared: list[str]) -> None:
    ann.done("end", pair=pair, is_block=False)


def block(ann: Sharer, pair: str, _shared: list[str]) -> None:
    ann.done("end", pair=pair, is_block=True)


def delete_account(ann: Sharer, _pair: str, _shared: list[str]) -> None:
    assert ann.client.delete("/api/account").status_code == 204


Ending = Callable[[Sharer, str, list[str]], None]
ENDINGS: list[Ending] = [stop_each, stop_by_sync, stop_all, end, block, delete_account]


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.__name__)
def test_no_row_tells_what_was_shared(
    app: Flask, ann: Sharer, ben: Sharer, pair: str, ending: Ending
) -> None:
    """CR-16: neither the share nor the command that chose it, whichever way it ended."""
    shared = share_all(ann, pair)
    assert told(rows(app), shared) == shared

    ending(ann, pair, shared)

    # The record of the account's own device says that a share is over, by its id and no more.
    ignored = ("record",) if ending is stop_by_sync else ()
    assert told(rows(app, *ignored), shared) == []


@pytest.mark.parametrize("ending", [end, block], ids=lambda ending: ending.__name__)
def test_no_row_of_who_ended_names_the_pair(
    app: Flask, ann: Sharer, ben: Sharer, pair: str, ending: Ending
) -> None:
    """CR-16: whom one shared with is gone from one's rows too; a block is a list of one's own."""
    ending(ann, pair, share_all(ann, pair))

    with app.app_context(), read_transaction() as connection:
        mine = repr(
            [
                connection.execute(table.select().where(table.c.account_id == ann.account)).all()
                for table in db.metadata.sorted_tables
                if "account_id" in table.c and table is not BLOCK
            ]
        )
    assert told(mine, [ben.account, "bob", LABEL, "live"]) == []


def test_the_partner_of_a_deleted_account_has_only_the_name(
    app: Flask, ann: Sharer, ben: Sharer, pair: str
) -> None:
    """CR-10, CR-16: what Ben knew his partner by is what he sees after a stop as well; all else is gone."""
    couple(ben, ann, "the other way round")
    ben.step_up()
    ben.done("appreciate", pair=pair, gesture="smile")
    shared = share_all(ann, pair)

    delete_account(ann, pair, shared)

    assert (
        told(rows(app, SIDE.name, "appreciation_sent", "share_invite"), [ann.account, "alice", *shared]) == []
    )
    with app.app_context(), read_transaction() as connection:
        sides = connection.execute(select(SIDE)).all()
    assert {(side.account_id, side.partner_id, side.partner_name) for side in sides} == {
        (ben.account, ann.account, "alice")
    }
    for one in [*ben.own()["pairs"]]:
        ben.done("end", pair=one["pair"], is_block=False)
    ben.clock.advance(days=2)
    ben.sync()
    assert told(rows(app), [ann.account, "alice", *shared]) == []


class TestFiles:
    """The bytes on the disk, on SQLite."""

    @pytest.fixture
    def settings(self, make_settings: MakeSettings) -> Settings:
        return make_settings()

    @pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.__name__)
    def test_no_byte_tells_what_was_shared(
        self, settings: Settings, ann: Sharer, pair: str, ending: Ending
    ) -> None:
        """CR-16: neither the database nor its log, where deleted rows would stay for long."""
        shared = share_all(ann, pair)
        assert told(files(settings), shared) == shared

        ending(ann, pair, shared)

        gone = [LABEL] if ending is stop_by_sync else shared
        assert told(files(settings), gone) == []

    def test_no_byte_tells_of_a_deleted_account(
        self, app: Flask, settings: Settings, ann: Sharer, pair: str
    ) -> None:
        ann.log("2026-03-02", habit_id=HABIT)
        shared = share_all(ann, pair)
        with app.app_context(), read_transaction() as connection:
            (account,) = connection.execute(
                db.metadata.tables["account"]
                .select()
                .where(db.metadata.tables["account"].c.id == ann.account)
            ).all()
        secrets = [account.auth_hash, account.recovery_wrap, account.wrap, HABIT, PROMISE, *shared]
        assert told(files(settings), secrets) == secrets

        delete_account(ann, pair, shared)

        assert told(files(settings), secrets) == []

    def test_a_reader_who_is_slow_delays_it_and_nothing_else(
        self, app: Flask, settings: Settings, ann: Sharer, ben: Sharer, pair: str
    ) -> None:
        """A backup that reads meanwhile: the stop is answered, and the next one erases both."""
        first, second = ann.choose(pair), ann.choose(pair)
        with reading(app):
            ann.done("stop", share=first)
            assert ben.items() != []
        ann.done("stop", share=second)

        assert told(files(settings), [first, second]) == []


@contextmanager
def reading(app: Flask) -> Iterator[None]:
    """Read, and go on reading."""
    with app.app_context(), read_transaction() as connection:
        connection.execute(SIDE.select()).all()
        yield


def files(settings: Settings) -> bytes:
    """The database and its log."""
    database = Path(make_url(settings.database_url).database or "")
    return b"".join(path.read_bytes() for path in sorted(database.parent.glob(f"{database.name}*")))


def stopped(ann: Sharer, share: str) -> None:
    ann.done("stop", share=share)


def test_a_command_about_what_has_ended_answers_that_it_is_over(ann: Sharer, ben: Sharer, pair: str) -> None:
    """No answer is stored: what it would hold is read from what is there."""
    ann.step_up()
    choice = {**ann.choice(pair), "command": new_id()}
    share = choice["share"]
    ann.done("choose", **choice)
    renew = {"share": share, "command": new_id()}
    ann.done("renew", **renew)
    ann.done("stop", share=share)

    for path, body in {"choose": choice, "renew": renew}.items():
        assert json_of(ann.send(path, **body), 404)["code"] == "not_found"
    assert ben.items() == []


def nothing_happens(_ann: Sharer, _pair: str, _shared: list[str]) -> None:
    """As if nothing was."""


@pytest.mark.parametrize("ending", [stop_all, end, block, delete_account], ids=lambda one: one.__name__)
def test_an_old_command_of_the_other_tells_no_ending(scene: Scene, ending: Ending) -> None:
    """CR-10: accepting, confirming and choosing are answered again from the asker's own rows."""
    ann, ben = scene.ann, scene.ben
    sent = commands_of(ann, ben)
    before = [answer_of(ben, path, body) for path, body in sent]

    ending(ann, sent[0][1]["pair"], [])

    assert [answer_of(ben, path, body) for path, body in sent] == before
    assert {status for status, _ in before} == {200}


def commands_of(ann: Sharer, ben: Sharer) -> list[tuple[str, Json]]:
    """What Ben has sent to become a pair with Ann in both ways, and to share: path and body."""
    by_ann, by_ben = invite(ann, "of Ann"), invite(ben, "of Ben")
    accept = {"token": token_of("of Ann"), "command": new_id()}
    ben.done("accept", **accept)
    ann.done("confirm", pair=by_ann)
    ann.done("accept", token=token_of("of Ben"))
    confirm = {"pair": by_ben, "command": new_id()}
    ben.done("confirm", **confirm)
    ben.step_up()
    choose = {**ben.choice(by_ann), "command": new_id()}
    ben.done("choose", **choose)
    return [("choose", choose), ("accept", accept), ("confirm", confirm)]


def answer_of(who: Sharer, path: str, body: Json) -> tuple[int, bytes]:
    response = who.send(path, **body)
    return response.status_code, response.get_data()


@pytest.mark.parametrize(
    "ending", [nothing_happens, end, block, delete_account], ids=lambda one: one.__name__
)
def test_confirming_tells_nothing_of_who_accepted(
    ann: Sharer, ben: Sharer, clock: SteppingClock, ending: Ending
) -> None:
    """CR-10: also when the account that accepted is deleted before it is confirmed."""
    pair = invite(ben)
    ann.done("accept", token=token_of("a secret"))
    alice = {"account": ann.account, "username": "alice"}
    ending(ann, pair, [])

    assert ben.shared()["accepted"] == [{"pair": pair, "partner": alice}]
    assert ben.own()["invites"][0]["accepted_by"] == alice
    assert ben.done("confirm", pair=pair)["partner"] == alice
    (partner,) = ben.shared()["partners"]
    assert (partner["state"], partner["items"]) == ("open", [])
