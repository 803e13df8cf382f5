"""A person who wants nudges, and a worker for them that runs until there is nothing to do."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.config import Settings
from server.core.db import read_transaction
from server.nudges.endpoints import Allowed
from server.nudges.models import NUDGE
from server.nudges.push import Sealer, Sender
from server.nudges.vapid import read_or_make_key
from server.nudges.worker import Worker
from tests.factories.browsers import Browser
from tests.factories.clocks import SteppingClock
from tests.factories.devices import Device
from tests.factories.people import json_of
from tests.factories.push_service import Push, PushService
from tests.factories.things import Json, habit, record

EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
MAX_STEPS = 2000


@dataclass
class Nudging:
    app: Flask
    settings: Settings
    clock: SteppingClock
    device: Device
    service: PushService
    browsers: dict[str, Browser] = field(default_factory=dict)

    def subscribe(self, behaviour: str = "201", name: str = "phone", port: int = 0) -> Json:
        browser = Browser(self.service.endpoint(behaviour, name, port))
        self.browsers[f"/{behaviour}/{name}"] = browser
        return json_of(self.device.client.put("/api/push/current", json=browser.to_json()))

    def switch_off(self) -> TestResponse:
        (device,) = json_of(self.device.client.get("/api/push"))["subscriptions"]
        return self.device.client.delete(f"/api/push/{device['session']}")

    def remind(self, time: str = "20:00", weekdays: list[int] = EVERY_DAY, /, **more: Any) -> None:  # noqa: ANN401 - any JSON; never changed
        """Write a habit with a reminder, and the zone."""
        reminder = {"time": time, "weekdays": weekdays}
        self.prefer(time_zone="Europe/Lisbon")
        self.device.sync(habit(**{"reminder:r1": reminder, **more}))

    def prefer(self, **values: Any) -> None:  # noqa: ANN401 - any JSON
        at = f"{int(self.clock.now().timestamp() * 1000):012x}".ljust(32, "0")
        self.device.sync(record("preference", "main", at, **values))

    def work(self, after_step: Callable[[], None] = lambda: None, *, is_search_due: bool = False) -> None:
        """Let a worker do what is to be done now; `after_step` happens between any two of its steps.

        Without the search that finds sleeping accounts once a day: it would cover up a plan that is wrong.
        """
        searched_at = None if is_search_due else self.clock.now()
        asyncio.run(work_until_done(self, after_step, searched_at))

    def work_at(self, hour: int, minute: int = 0, day: int = 2) -> list[Json]:
        """Move the clock to this time in March 2026 and let a worker run; gives the nudges sent meanwhile."""
        seen = len(self.service.pushes)
        self.clock.instant = self.clock.instant.replace(day=day, hour=hour, minute=minute)
        self.work()
        messages = [self.read(push) for push in self.service.pushes[seen:]]
        return [one for one in messages if one["notification"]["data"]["kind"] == "nudge"]

    def read(self, push: Push) -> Json:
        return self.browsers[push.path].read(push.body)

    def states(self) -> list[str]:
        """What became of each nudge that is no longer planned, oldest first."""
        listing = json_of(self.device.client.get("/api/nudges"))
        return [nudge["state"] for nudge in reversed(listing["nudges"])]

    def rows(self) -> list[Any]:
        with self.app.app_context(), read_transaction() as connection:
            return list(connection.execute(select(NUDGE).order_by(NUDGE.c.due_at, NUDGE.c.id)))


@asynccontextmanager
async def running_worker(nudging: Nudging) -> AsyncIterator[Worker]:
    """A worker that takes its steps when it is told to, and ends in order."""
    settings = nudging.settings
    sealer = Sealer(read_or_make_key(settings.data_dir), settings.vapid_subject)
    async with Sender(sealer, Allowed(settings.push_hosts, settings.push_loopback)) as sender:
        worker = Worker(nudging.app, settings, nudging.clock, sender)
        yield worker
        worker.stopping.set()
        await worker.run()


async def work_until_done(
    nudging: Nudging, after_step: Callable[[], None], searched_at: datetime | None
) -> None:
    async with running_worker(nudging) as worker:
        worker.searched_at = searched_at
        for _ in range(MAX_STEPS):
            if not await worker.step() and not worker.in_hand and not worker.finished:
                break
            await asyncio.sleep(0.005)
            after_step()
        else:
            raise AssertionError("The worker never came to an end")
