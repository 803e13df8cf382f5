"""Keys are tested on both kinds of database."""

import pytest

from server.config import Settings


@pytest.fixture
def settings(settings_on_each: Settings) -> Settings:
    return settings_on_each
