"""Devices: Alice's phone, laptop and tablet, and one of Bob's, on SQLite and on PostgreSQL."""

import pytest
from flask import Flask

from server.config import Settings
from tests.factories.devices import Device
from tests.factories.people import Person, sign_in


def device_of(app: Flask, person: Person) -> Device:
    client = app.test_client()
    sign_in(client, person)
    return Device(client, person.account)


@pytest.fixture
def settings(settings_on_each: Settings) -> Settings:
    return settings_on_each


@pytest.fixture
def phone(app: Flask, alice: Person) -> Device:
    return Device(alice.client, alice.account)


@pytest.fixture
def laptop(app: Flask, alice: Person) -> Device:
    return device_of(app, alice)


@pytest.fixture
def tablet(app: Flask, alice: Person) -> Device:
    return device_of(app, alice)


@pytest.fixture
def of_bob(bob: Person) -> Device:
    return Device(bob.client, bob.account)
