"""The devices that nudges reach: subscribing, trying it out, leaving."""

import pytest
from flask import Flask

from server.config import Settings
from tests.factories.browsers import Browser
from tests.factories.clocks import SteppingClock
from tests.factories.nudging import Nudging
from tests.factories.people import Person, json_of, sign_in
from tests.factories.things import Json

ENDPOINT = "https://fcm.googleapis.com/fcm/send/1"


def subscriptions_of(person: Person) -> list[Json]:
    listed: list[Json] = json_of(person.client.get("/api/push"))["subscriptions"]
    return listed


def subscribe(person: Person, endpoint: str = ENDPOINT) -> Browser:
    browser = Browser(endpoint)
    json_of(person.client.put("/api/push/current", json=browser.to_json()))
    return browser


def test_the_key_is_the_servers_own_and_stays(alice: Person, bob: Person, settings: Settings) -> None:
    key = json_of(alice.client.get("/api/push"))["key"]

    assert json_of(bob.client.get("/api/push"))["key"] == key
    assert len(key) == 87
    assert (settings.data_dir / "vapid.pem").stat().st_mode & 0o777 == 0o600


def test_a_device_sees_what_the_server_has(alice: Person, app: Flask) -> None:
    subscribe(alice)
    laptop = sign_in(app.test_client(), alice)

    (of_phone,) = subscriptions_of(alice)
    (seen_by_laptop,) = subscriptions_of(laptop)

    assert of_phone == {
        "session": alice.session,
        "is_current": True,
        "endpoint": ENDPOINT,
        "has_arrived": False,
        "test": "waiting",
    }
    assert seen_by_laptop == {**of_phone, "is_current": False, "endpoint": None}


def test_b14_subscribing_again_at_each_start_changes_nothing(nudging: Nudging, alice: Person) -> None:
    browser = nudging.browsers["/201/phone"]
    (before,) = subscriptions_of(alice)

    json_of(alice.client.put("/api/push/current", json=browser.to_json()))
    nudging.work()

    assert subscriptions_of(alice) == [before]
    assert nudging.service.pushes == []


def test_b14_a_changed_subscription_replaces_the_one_before(alice: Person) -> None:
    subscribe(alice)
    subscribe(alice, f"{ENDPOINT}2")

    assert [one["endpoint"] for one in subscriptions_of(alice)] == [f"{ENDPOINT}2"]


def test_a_browser_belongs_to_who_is_signed_in_there(alice: Person, bob: Person) -> None:
    subscribe(alice)
    subscribe(bob)

    assert subscriptions_of(alice) == []
    assert len(subscriptions_of(bob)) == 1


def test_it_goes_with_the_session(alice: Person, app: Flask) -> None:
    laptop = sign_in(app.test_client(), alice)
    subscribe(laptop)

    alice.client.delete(f"/api/sessions/{laptop.session}")

    assert subscriptions_of(alice) == []


def test_it_can_be_switched_off_from_another_device_of_the_account_only(
    alice: Person, bob: Person, app: Flask
) -> None:
    subscribe(alice)
    assert bob.client.delete(f"/api/push/{alice.session}").status_code == 204
    assert len(subscriptions_of(alice)) == 1

    laptop = sign_in(app.test_client(), alice)
    assert laptop.client.delete(f"/api/push/{alice.session}").status_code == 204

    assert subscriptions_of(alice) == []


def test_ten_devices_are_enough(alice: Person, app: Flask, clock: SteppingClock) -> None:
    for number in range(10):
        subscribe(sign_in(app.test_client(), alice), f"{ENDPOINT}{number}")
        clock.advance(minutes=2)  # signing in is limited

    response = alice.client.put("/api/push/current", json=Browser(ENDPOINT).to_json())

    assert json_of(response, 409)["code"] == "too_many_devices"
    assert len(subscriptions_of(alice)) == 10


def test_a_test_has_arrived_only_when_the_device_says_so(nudging: Nudging, alice: Person) -> None:
    (device,) = subscriptions_of(alice)
    assert (device["test"], device["has_arrived"]) == ("sent", False)  # that of subscribing

    asked = json_of(alice.client.post(f"/api/push/{alice.session}/test", json={}), 202)
    assert asked["test"] == "waiting"
    nudging.work()
    (push,) = nudging.service.pushes
    data = nudging.read(push)["notification"]["data"]
    assert (data["kind"], data["account"]) == ("test", alice.account)
    assert subscriptions_of(alice)[0]["test"] == "sent"

    assert alice.client.post("/api/push/arrived", json={"token": "A" * 22}).status_code == 404
    assert alice.client.post("/api/push/arrived", json={"token": data["token"]}).status_code == 204

    (device,) = subscriptions_of(alice)
    assert (device["test"], device["has_arrived"]) == ("arrived", True)


@pytest.mark.parametrize(("behaviour", "state"), [("403", "refused"), ("429", "retrying")])
def test_a_test_that_was_not_taken_says_so(
    nudging: Nudging, alice: Person, behaviour: str, state: str
) -> None:
    nudging.subscribe(behaviour)
    nudging.work()

    assert subscriptions_of(alice)[0]["test"] == state


def test_asking_for_tests_without_end_is_refused(alice: Person, clock: SteppingClock) -> None:
    subscribe(alice)
    path = f"/api/push/{alice.session}/test"
    statuses = [alice.client.post(path, json={}).status_code for _ in range(11)]

    assert statuses == [202] * 10 + [429]
    clock.advance(minutes=1)
    assert alice.client.post(path, json={}).status_code == 202
