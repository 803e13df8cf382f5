"""A worker whose database fails: it says so, rests, and goes on."""

import asyncio

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from server.core.db import write_transaction
from server.nudges import worker as worker_module
from tests.factories.nudging import Nudging, running_worker


@pytest.fixture
def quick_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "POLL_SECONDS", 0.001)
    monkeypatch.setattr(worker_module, "LONGEST_WAIT_SECONDS", 0.004)


@pytest.mark.usefixtures("quick_waits")
def test_it_asks_a_database_that_fails_less_and_less_often(nudging: Nudging) -> None:
    """One line a second for as long as a disk is dead would fill the next one."""
    nudging.remind("13:00")
    waits = asyncio.run(waits_around_a_fault(nudging))

    assert waits == [0.001, 0.002, 0.004, 0.004, 0.001]
    assert len(nudging.work_at(13, 0)) == 1


async def waits_around_a_fault(nudging: Nudging) -> list[float]:
    """How long it would wait next: at first, after each of three faults, and once all is well."""
    async with running_worker(nudging) as worker:
        waits = [worker.wait_seconds]
        rename(nudging, "nudge_agenda", "away")
        with capture_logs() as logs:
            for _ in range(3):
                await worker.step()
                waits.append(worker.wait_seconds)
        rename(nudging, "away", "nudge_agenda")
        await worker.step()
    assert [line["event"] for line in logs] == ["fault"] * 3
    return [*waits, worker.wait_seconds]


def rename(nudging: Nudging, table: str, name: str) -> None:
    with nudging.app.app_context(), write_transaction() as connection:
        connection.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))
