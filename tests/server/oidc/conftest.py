"""Alice signs in by a provider on this machine that says what a test tells it to; on both databases."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from server.config import Oidc, Settings
from tests.factories.clocks import SteppingClock
from tests.factories.identity_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    ToldProvider,
    running_told_provider,
)
from tests.factories.provider_browser import Browser


@pytest.fixture
def told(clock: SteppingClock) -> Iterator[ToldProvider]:
    with running_told_provider() as provider:
        provider.now = lambda: clock.now().timestamp()
        yield provider


@pytest.fixture
def settings(settings_on_each: Settings, told: ToldProvider) -> Settings:
    oidc = Oidc(issuer=told.issuer, client_id=CLIENT_ID, client_secret=CLIENT_SECRET, name="Home")
    return replace(settings_on_each, oidc=oidc, signup="open")


@pytest.fixture
def browser(app: Flask, told: ToldProvider) -> Browser:
    return Browser(app.test_client(), told)
