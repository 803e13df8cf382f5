"""Nudges are tested on both kinds of database, against a push service on this machine."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from server.config import Settings
from tests.factories.clocks import SteppingClock
from tests.factories.devices import Device
from tests.factories.nudging import Nudging
from tests.factories.people import Person
from tests.factories.push_service import PushService, running_push_service


@pytest.fixture
def settings(settings_on_each: Settings) -> Settings:
    return replace(settings_on_each, push_loopback=True)


@pytest.fixture(scope="module")
def running_service() -> Iterator[PushService]:
    with running_push_service(origins=3) as service:
        yield service


@pytest.fixture
def push_service(running_service: PushService) -> PushService:
    running_service.pushes.clear()
    running_service.refusals.clear()
    running_service.delay_seconds = 0
    return running_service


@pytest.fixture
def phone(app: Flask, alice: Person) -> Device:
    return Device(alice.client, alice.account)


@pytest.fixture
def nudging(
    app: Flask,
    settings: Settings,
    clock: SteppingClock,
    phone: Device,
    push_service: PushService,
) -> Nudging:
    """Alice, in Lisbon, whose phone nudges can reach; the clock stands at noon on Monday, 2 March."""
    nudging = Nudging(app, settings, clock, phone, push_service)
    nudging.subscribe()
    nudging.work()
    push_service.pushes.clear()
    return nudging
