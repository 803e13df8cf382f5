"""Devices of one account write one after the other; nobody else waits for them, and they not for ever."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError

import pytest

from server.ledger import writers
from server.ledger.writers import turn_to_write
from tests.factories.devices import Device, statuses
from tests.factories.things import entry

A_MOMENT_SECONDS = 0.2


def test_a_device_waits_for_the_other_and_a_stranger_does_not(
    phone: Device, laptop: Device, of_bob: Device
) -> None:
    phone.sync(entry())
    with ThreadPoolExecutor(1) as pool:
        with turn_to_write(phone.account):
            waiting = pool.submit(laptop.sync, entry())
            with pytest.raises(NotYetError):
                waiting.result(A_MOMENT_SECONDS)
            assert statuses(of_bob.sync(entry())) == ["applied"]
            assert phone.sync()["records"] == []  # who only reads waits for nobody

        assert statuses(waiting.result()) == ["applied"]


def test_who_has_waited_too_long_goes_on(phone: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers, "MOST_SECONDS", 0.01)
    with turn_to_write(phone.account):
        assert statuses(phone.sync(entry())) == ["applied"]
