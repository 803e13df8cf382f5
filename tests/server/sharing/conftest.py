"""Alice and Bob are a pair, Charlie is nobody to them; on SQLite and on PostgreSQL."""

import pytest

from server.config import Settings
from tests.factories.clocks import SteppingClock
from tests.factories.couple import Scene, Sharer, couple, sharer
from tests.factories.people import Person


@pytest.fixture
def settings(settings_on_each: Settings) -> Settings:
    return settings_on_each


@pytest.fixture
def ann(alice: Person, clock: SteppingClock) -> Sharer:
    """Alice, who drinks tea and takes walks."""
    return sharer(alice, clock, "tea", "walk")


@pytest.fixture
def ben(bob: Person, clock: SteppingClock) -> Sharer:
    return sharer(bob, clock, "tea", "walk")


@pytest.fixture
def eve(charlie: Person, clock: SteppingClock) -> Sharer:
    return sharer(charlie, clock, "tea", "walk")


@pytest.fixture
def scene(ann: Sharer, ben: Sharer, eve: Sharer, clock: SteppingClock) -> Scene:
    return Scene(ann, ben, eve, clock)


@pytest.fixture
def pair(ann: Sharer, ben: Sharer) -> str:
    """The id of what Alice and Bob are to each other."""
    return couple(ann, ben)
