"""What the owner does is tested on both kinds of database. Alice is the owner: she was the first."""

import pytest

from server.config import Settings


@pytest.fixture
def settings(settings_on_each: Settings) -> Settings:
    return settings_on_each
