"""One device lets another one in: once, within ten minutes, by the right number."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from server.accounts.device_link import DEVICE_LINK
from server.core.db import read_transaction
from server.core.tokens import from_text
from tests.factories.clocks import SteppingClock
from tests.factories.keys import change_key, step_up
from tests.factories.linking import TOKEN, WRAP, Maker, NewDevice
from tests.factories.people import DATA_KEY, KDF, Person, json_of, sealed, secret_of, sign_in


@pytest.fixture
def maker(alice: Person) -> Maker:
    return Maker(alice)


@pytest.fixture
def tablet(app: Flask) -> NewDevice:
    return NewDevice(app.test_client())


@pytest.fixture
def other(app: Flask) -> NewDevice:
    """A device that is not the one that was meant."""
    return NewDevice(app.test_client(), secret_of("claim of somebody else"))


def is_refused(answer: TestResponse) -> bool:
    return bool(json_of(answer, 403)["code"] == "link_not_valid")


def test_a_new_device_comes_in_with_the_key(maker: Maker, tablet: NewDevice) -> None:
    made = json_of(maker.make(), 201)
    assert made == {"link": maker.link, "state": "open", "seconds_left": 600, "numbers": []}
    number = tablet.number()
    claimed = json_of(maker.look())
    assert claimed["state"] == "claimed"
    assert len(set(claimed["numbers"])) == 3
    assert number in claimed["numbers"]
    assert json_of(tablet.collect(), 409)["code"] == "not_yet"

    assert maker.choose(number).status_code == 204

    assert maker.state() == "confirmed"
    arrived = tablet.arrive()
    assert arrived["wrap"] == WRAP
    assert arrived["session"]["account"] == maker.person.account
    assert maker.state() == "collected"
    current = json_of(tablet.client.get("/api/sessions/current"))
    assert current == arrived["session"]
    assert current["session"] != maker.person.session


def test_a_device_that_came_in_must_give_the_password_for_what_matters(
    maker: Maker, tablet: NewDevice
) -> None:
    maker.make()
    maker.let_in(tablet)
    tablet.arrive()

    assert json_of(tablet.client.delete("/api/account"), 403)["code"] == "step_up"


def test_a_link_is_made_by_whoever_gave_the_password_lately(maker: Maker, clock: SteppingClock) -> None:
    clock.advance(minutes=5)

    assert json_of(maker.make(), 403)["code"] == "step_up"


def test_the_number_is_chosen_by_whoever_gave_the_password_lately(
    maker: Maker, tablet: NewDevice, clock: SteppingClock
) -> None:
    maker.make()
    number = tablet.number()
    clock.advance(minutes=5)

    assert json_of(maker.choose(number), 403)["code"] == "step_up"
    assert maker.state() == "claimed"
    step_up(maker.person)
    assert maker.choose(number).status_code == 204


def test_the_first_claim_has_it_and_shows_the_same_number_again(
    maker: Maker, tablet: NewDevice, other: NewDevice
) -> None:
    maker.make()
    number = tablet.number()

    assert is_refused(other.claim())
    assert is_refused(other.collect())
    assert tablet.number() == number


def test_a_wrong_number_ends_it_for_both(maker: Maker, tablet: NewDevice) -> None:
    maker.make()
    number = tablet.number()
    wrong = next(one for one in json_of(maker.look())["numbers"] if one != number)

    assert json_of(maker.choose(wrong), 409)["code"] == "wrong_number"

    assert json_of(maker.choose(number), 404)["code"] == "link_over"
    assert json_of(maker.look(), 404)["code"] == "link_over"
    assert is_refused(tablet.collect())
    assert is_refused(tablet.claim())


def test_nothing_can_be_chosen_before_a_device_shows_a_number(maker: Maker) -> None:
    maker.make()

    assert json_of(maker.choose("47"), 404)["code"] == "link_over"
    assert maker.state() == "open"


@pytest.mark.parametrize("number", ["4", "047", "04", "4a", 47, None])
def test_what_is_no_number_changes_nothing(maker: Maker, tablet: NewDevice, number: str) -> None:
    maker.make()
    tablet.claim()

    assert maker.choose(number).status_code == 422
    assert maker.state() == "claimed"


def test_a_choice_that_is_sent_again_is_done_once(maker: Maker, tablet: NewDevice) -> None:
    maker.make()
    maker.let_in(tablet)
    number = tablet.number()

    assert maker.choose(number, sealed("another wrap")).status_code == 204
    assert tablet.arrive()["wrap"] == WRAP
    assert maker.choose(number).status_code == 204


def test_collecting_again_gives_a_session_again_and_ends_the_one_before(
    maker: Maker, tablet: NewDevice, app: Flask
) -> None:
    maker.make()
    maker.let_in(tablet)
    lost = tablet.arrive()
    before = tablet.client.get_cookie("kept")
    assert before is not None
    tablet.client.delete_cookie("kept")

    again = tablet.arrive()

    assert again["wrap"] == lost["wrap"]
    assert again["session"]["session"] != lost["session"]["session"]
    assert tablet.client.get("/api/sessions/current").status_code == 200
    thief = app.test_client()
    thief.set_cookie("kept", before.value)
    assert thief.get("/api/sessions/current").status_code == 401
    assert len(json_of(maker.person.client.get("/api/sessions"))["sessions"]) == 2


def test_who_was_signed_out_does_not_come_in_again(maker: Maker, tablet: NewDevice) -> None:
    maker.make()
    maker.let_in(tablet)
    session = tablet.arrive()["session"]["session"]

    assert maker.person.client.delete(f"/api/sessions/{session}").status_code == 204

    assert is_refused(tablet.collect())


@pytest.mark.parametrize("step", ["open", "claimed", "confirmed"])
def test_it_ends_after_ten_minutes_by_the_servers_clock(
    maker: Maker, tablet: NewDevice, clock: SteppingClock, step: str
) -> None:
    maker.make()
    if step != "open":
        tablet.claim()
    if step == "confirmed":
        maker.let_in(tablet)
    clock.advance(minutes=9, seconds=59)
    assert json_of(maker.look())["seconds_left"] == 1
    assert json_of(tablet.claim())["seconds_left"] == 1

    clock.advance(seconds=1)

    assert is_refused(tablet.claim())
    assert is_refused(tablet.collect())
    assert json_of(maker.look(), 404)["code"] == "link_over"
    step_up(maker.person)
    assert json_of(maker.choose("47"), 404)["code"] == "link_over"


def test_collecting_again_ends_with_the_link(maker: Maker, tablet: NewDevice, clock: SteppingClock) -> None:
    maker.make()
    maker.let_in(tablet)
    tablet.arrive()

    clock.advance(minutes=10)

    assert is_refused(tablet.collect())
    assert tablet.client.get("/api/sessions/current").status_code == 200


def test_it_can_be_cancelled(maker: Maker, tablet: NewDevice) -> None:
    maker.make()
    tablet.claim()

    assert maker.cancel().status_code == 204
    assert maker.cancel().status_code == 204

    assert is_refused(tablet.collect())
    assert maker.look().status_code == 404


def test_a_new_link_takes_the_place_of_the_one_before(maker: Maker, tablet: NewDevice) -> None:
    maker.make()
    first = maker.link
    tablet.claim()
    number = tablet.number()

    maker.make(secret_of("another token"))

    assert is_refused(tablet.collect())
    assert maker.state() == "open"
    maker.link = first
    assert json_of(maker.choose(number), 404)["code"] == "link_over"


def test_a_link_that_is_made_again_after_a_lost_answer_works(maker: Maker, tablet: NewDevice) -> None:
    maker.make()
    maker.make()

    maker.let_in(tablet)

    assert tablet.arrive()["wrap"] == WRAP


def test_a_token_that_another_account_uses_is_refused(maker: Maker, bob: Person, tablet: NewDevice) -> None:
    maker.make()

    assert is_refused(Maker(bob).make())

    maker.let_in(tablet)
    assert tablet.arrive()["session"]["account"] == maker.person.account


def end_session(maker: Maker) -> None:
    maker.person.client.delete("/api/sessions/current")


def end_all_others(maker: Maker) -> None:
    laptop = sign_in(maker.person.client.application.test_client(), maker.person)
    laptop.client.delete("/api/sessions")


def delete_account(maker: Maker) -> None:
    assert maker.person.client.delete("/api/account").status_code == 204


def change_password(maker: Maker) -> None:
    body = {"auth_secret": secret_of("new"), "kdf": KDF, "wrap": sealed("new")}
    assert maker.person.client.put("/api/account/password", json=body).status_code == 204


def change_recovery(maker: Maker) -> None:
    body = {"recovery_secret": secret_of("new"), "recovery_wrap": sealed("new")}
    assert maker.person.client.put("/api/account/recovery", json=body).status_code == 204


ENDINGS = [end_session, end_all_others, delete_account, change_password, change_recovery]


@pytest.mark.parametrize("ending", ENDINGS)
def test_it_ends_with_the_session_and_the_secrets_it_was_made_under(
    maker: Maker, tablet: NewDevice, ending: Callable[[Maker], None]
) -> None:
    maker.make()
    maker.let_in(tablet)

    ending(maker)

    assert is_refused(tablet.collect())
    assert tablet.client.get("/api/sessions/current").status_code == 401


def test_only_the_device_that_made_it_sees_and_confirms_it(
    maker: Maker, tablet: NewDevice, bob: Person
) -> None:
    maker.make()
    number = tablet.number()
    laptop = sign_in(maker.person.client.application.test_client(), maker.person)
    for person in (laptop, bob):
        theirs = Maker(person, maker.link)
        assert theirs.look().status_code == 404
        assert theirs.choose(number).status_code == 404
        assert theirs.cancel().status_code == 204

    assert maker.state() == "claimed"


def test_whatever_is_wrong_is_answered_alike(
    maker: Maker, tablet: NewDevice, other: NewDevice, clock: SteppingClock, app: Flask
) -> None:
    unknown = NewDevice(app.test_client(), token=secret_of("no token of anybody"))
    answers = [unknown.claim(), unknown.collect()]
    maker.make()
    tablet.claim()
    answers += [other.claim(), other.collect()]
    maker.cancel()
    answers += [tablet.claim(), tablet.collect()]
    maker.make()
    clock.advance(minutes=10)
    answers += [tablet.claim(), tablet.collect()]

    assert {(answer.status_code, answer.data, len(answer.headers)) for answer in answers} == {
        (403, answers[0].data, len(answers[0].headers))
    }


def test_asking_again_and_again_takes_no_tries_from_a_known_device(alice: Person, app: Flask) -> None:
    known = NewDevice(alice.client)

    assert {known.collect().status_code for _ in range(30)} == {403}
    alice.client.delete("/api/sessions/current")
    sign_in(alice.client, alice)


def test_an_address_may_not_ask_without_end(tablet: NewDevice) -> None:
    body = {"token": TOKEN}

    answers = [tablet.client.post("/api/links/claim", json=body).status_code for _ in range(601)]

    assert answers == [422] * 600 + [429]


def test_a_device_that_comes_in_is_known_to_the_account(maker: Maker, tablet: NewDevice) -> None:
    maker.make()
    maker.let_in(tablet)

    tablet.arrive()

    assert tablet.client.get_cookie("kept-device") is not None


def test_a_link_that_expired_is_deleted_with_the_next_one_of_anybody(
    maker: Maker, bob: Person, app: Flask, clock: SteppingClock
) -> None:
    maker.make()
    clock.advance(minutes=10)
    step_up(bob)

    Maker(bob).make(secret_of("token of Bob"))

    with app.app_context(), read_transaction() as connection:
        assert connection.scalar(select(func.count()).select_from(DEVICE_LINK)) == 1


def test_the_server_stores_neither_the_token_nor_the_claim(
    maker: Maker, tablet: NewDevice, app: Flask
) -> None:
    maker.make()
    tablet.claim()

    with app.app_context(), read_transaction() as connection:
        row = repr(connection.execute(select(DEVICE_LINK)).one())
    for secret in (tablet.token, tablet.claim_secret):
        assert secret not in row
        assert repr(from_text(secret))[2:-1] not in row


def test_a_device_that_lacks_the_present_key_hands_nothing_on(alice: Person, app: Flask) -> None:
    change_key(alice)
    step_up(alice)
    maker, new = Maker(alice), NewDevice(app.test_client())
    maker.make()

    answer = maker.choose(new.number(), sealed("under the key before", key=DATA_KEY))

    assert json_of(answer, 409)["code"] == "key_changed"
    assert new.collect().status_code == 409


@pytest.mark.parametrize("path", ["/api/sessions", "/api/sharing/stop-all"])
def test_signing_all_others_out_ends_it_for_who_is_about_to_come_in(
    alice: Person, app: Flask, path: str
) -> None:
    step_up(alice)
    maker, new = Maker(alice), NewDevice(app.test_client())
    maker.make()
    maker.let_in(new)

    if path == "/api/sessions":
        assert alice.client.delete(path).status_code == 204
    else:
        assert alice.client.post(path, json={"command": "c" * 32}).status_code == 200

    assert new.collect().status_code == 403
