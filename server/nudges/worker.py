"""The worker: claim accounts that are due, send, write what became of it. Any number of them may run.

A claim is a lease: a worker that is killed loses it, and another one does the work again. What had been
sent but not written is then sent once more, under the same topic and tag, so it is shown once.

Everything that waits for the network is one event loop; the database is one thread beside it.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import Final, TypeVar

from flask import Flask
from sqlalchemy import Connection

from server.config import Settings
from server.core.clock import Clock
from server.core.db import read_transaction, write_transaction
from server.core.errors import log_fault
from server.core.zones import RULES_IN_USE
from server.nudges.agenda import LEASE, wake_after_clock_change, wake_all, wake_asleep
from server.nudges.payload import nudge_payload, test_payload, topic_of
from server.nudges.planned_by import read_planned_by, write_planned_by
from server.nudges.planning import Decision, decide, settle
from server.nudges.push import Address, Message, Sender, SendResult
from server.nudges.reading import Work, read_work
from server.nudges.rules import MAX_ATTEMPTS, day_ends_at, retry_at
from server.nudges.state import Nudge, count_waiting
from server.nudges.store import Subscription, WorkResult, claim, write_results
from server.nudges.watch import is_search_due

REMEMBERED: Final = timedelta(days=30)
AFTER_A_FAULT: Final = timedelta(hours=1)
TEST_LIVES: Final = timedelta(hours=1)
POLL_SECONDS: Final = 1.0
LONGEST_WAIT_SECONDS: Final = 32.0
MAX_AT_ONCE: Final = 256
MAX_IN_HAND: Final = 1024
WRITTEN_TOGETHER: Final = 256
WRITTEN_AFTER_SECONDS: Final = 0.1
STOP_SECONDS: Final = 10.5

Answer = TypeVar("Answer")


class Worker:
    """Does the work of one process until it is told to stop."""

    def __init__(self, app: Flask, settings: Settings, clock: Clock, sender: Sender) -> None:
        self.public_url = settings.public_url
        self.data_dir = settings.data_dir
        self.app = app
        self.clock = clock
        self.sender = sender
        self.stopping = asyncio.Event()
        self.thread = ThreadPoolExecutor(max_workers=1)
        self.in_hand: set[asyncio.Task[None]] = set()
        self.finished: list[WorkResult] = []
        self.searched_at: datetime | None = None
        """When the agendas were last searched for accounts that sleep for too long."""
        self.wait_seconds = POLL_SECONDS
        """How long to wait after the next failure of the database: twice as long each time."""
        self.idle_since = asyncio.get_running_loop().time()

    async def run(self, *, idle_seconds: float | None = None) -> None:
        """Work until it is told to stop, or there was nothing to do for so long."""
        clock = asyncio.get_running_loop().time
        self.idle_since = clock()
        try:
            while not self.stopping.is_set():
                if await self.step():
                    continue
                if self.in_hand or self.finished:
                    self.idle_since = clock()
                    await self._wait(WRITTEN_AFTER_SECONDS)
                elif idle_seconds is not None and clock() - self.idle_since > idle_seconds:
                    break
                else:
                    await self._wait(POLL_SECONDS)
        finally:
            await self._finish()

    async def step(self) -> bool:
        """Write what is finished and begin what is due; tell whether anything was."""
        await self._write()
        room = min(MAX_AT_ONCE, MAX_IN_HAND - len(self.in_hand))
        nothing: list[Work] = []
        works = await self._try(partial(self._claim, room), nothing) if room > 0 else nothing
        for work in works:
            task = asyncio.create_task(self._do(work))
            self.in_hand.add(task)
            task.add_done_callback(self.in_hand.discard)
        await asyncio.sleep(0)
        return bool(works)

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self.stopping.wait()
        except TimeoutError:
            pass

    async def _finish(self) -> None:
        """Let what is under way come to its end, for a while, and write it."""
        self.sender.stop()
        if self.in_hand:
            await asyncio.wait(self.in_hand, timeout=STOP_SECONDS)
        for task in self.in_hand:
            task.cancel()
        await self._write()
        self.thread.shutdown()

    async def _try(self, act: Callable[[], Answer], otherwise: Answer) -> Answer:
        """Run something on the database; where that fails, say so and go on later, each time later."""
        try:
            answer = await asyncio.get_running_loop().run_in_executor(self.thread, self._in_app(act))
        except Exception as error:  # noqa: BLE001 - whatever it is, others can still be nudged
            log_fault(error)
            await self._wait(self.wait_seconds)
            self.wait_seconds = min(2 * self.wait_seconds, LONGEST_WAIT_SECONDS)
            return otherwise
        self.wait_seconds = POLL_SECONDS
        return answer

    def _in_app(self, act: Callable[[], Answer]) -> Callable[[], Answer]:
        def run() -> Answer:
            with self.app.app_context():
                return act()

        return run

    def _claim(self, most: int) -> list[Work]:
        now = self.clock.now()
        is_search_due_now = is_search_due(self.searched_at, now)
        with write_transaction() as connection:
            wake_after_clock_change(connection, now)
            if is_search_due_now:
                self._search(connection, now)
            claimed = claim(connection, now, now + LEASE, most)
        if is_search_due_now:
            self.searched_at = now
            write_planned_by(self.data_dir, RULES_IN_USE.version)
        if not claimed:
            return []
        with read_transaction() as connection:
            return read_work(connection, claimed, now)

    def _search(self, connection: Connection, now: datetime) -> None:
        """Plan again for accounts that sleep too long; for all of them where zones have other rules now."""
        if read_planned_by(self.data_dir) == RULES_IN_USE.version:
            wake_asleep(connection, now)
        else:
            wake_all(connection, now)

    async def _write(self) -> None:
        while self.finished:
            results, self.finished = self.finished[:WRITTEN_TOGETHER], self.finished[WRITTEN_TOGETHER:]
            if not await self._try(partial(self._write_now, results), otherwise=False):
                self.finished = results + self.finished
                return

    def _write_now(self, results: Sequence[WorkResult]) -> bool:
        with write_transaction() as connection:
            write_results(connection, results, self.clock.now() - REMEMBERED)
        return True

    async def _do(self, work: Work) -> None:
        """Decide, send and note for one account; what goes wrong with it is no other's trouble."""
        try:
            result = await self._result_of(work)
        except Exception as error:  # noqa: BLE001 - one account must not stop all the others
            log_fault(error)
            result = _set_aside(work, self.clock.now())
        self.finished.append(result)

    async def _result_of(self, work: Work) -> WorkResult:
        now = self.clock.now()
        decision = decide(work.state, now)
        result = _begin(work, decision, now)
        tests = [one for one in work.subscriptions if one.test_at is not None and one.test_at <= now]
        sendings = [self._send_nudges(work, message, result) for message in decision.messages]
        sendings += [self._send_test(one, result) for one in tests]
        await _all_of(sendings)
        _conclude(work, result)
        result.decided_at = max(now, self.clock.now())
        return result

    async def _send_nudges(self, work: Work, nudges: list[Nudge], result: WorkResult) -> None:
        now = self.clock.now()
        lead = nudges[0]
        clock = work.state.preferences.clock
        assert clock is not None  # noqa: S101 - for the type checker: nothing is due without one
        payload = nudge_payload(
            work.state.account_id,
            nudges,
            self.public_url,
            is_mutable=work.state.preferences.shows_names,
            badge=count_waiting(work.state, lead.on),
        )
        ttl = int((day_ends_at(lead.on, clock) - now).total_seconds())
        message = Message(payload, topic_of(lead.id), max(ttl, 60))
        devices = _devices_for(work, lead)
        outcomes = await _all_of([self._send(device, message, result) for device in devices])
        fates = {device.session_id: fate.fate for device, fate in zip(devices, outcomes, strict=True)}
        rest_seconds = max((outcome.rest_seconds for outcome in outcomes), default=0.0)
        not_before = self.clock.now() + timedelta(seconds=rest_seconds)
        result.changed += zip(nudges, settle(nudges, fates, self.clock.now(), not_before), strict=True)

    async def _send_test(self, device: Subscription, result: WorkResult) -> None:
        payload = test_payload(device.account_id, device.test_token, self.public_url)
        message = Message(payload, topic_of(device.session_id), int(TEST_LIVES.total_seconds()))
        outcome = await self._send(device, message, result)
        attempts = device.test_attempts + 1
        is_to_retry = outcome.fate == "retry" and attempts < MAX_ATTEMPTS
        rest = timedelta(seconds=outcome.rest_seconds)
        now = self.clock.now()
        state = {"sent": "sent", "retry": "retrying" if is_to_retry else "refused"}.get(
            outcome.fate, "refused"
        )
        test_at = max(retry_at(now, attempts, 0.5), now + rest) if is_to_retry else None
        result.tests.append(device._replace(test_state=state, test_attempts=attempts, test_at=test_at))

    async def _send(self, device: Subscription, message: Message, result: WorkResult) -> SendResult:
        outcome = await self.sender.send(Address(device.endpoint, device.p256dh, device.auth), message)
        if outcome.fate == "gone":
            result.gone.append(device)
        return outcome


async def _all_of(coroutines: Sequence[Coroutine[None, None, Answer]]) -> list[Answer]:
    """Return what all of these return; most often it is one, which needs no task of its own."""
    if len(coroutines) == 1:
        return [await coroutines[0]]
    return await asyncio.gather(*coroutines)


def _begin(work: Work, decision: Decision, now: datetime) -> WorkResult:
    """Return what is to be written whatever becomes of the messages."""
    before = {nudge.id: nudge for nudge in work.state.nudges}
    result = WorkResult(
        work.claimed,
        now,
        changed=[(before[key], nudge) for key, nudge in decision.changed.items()],
        planned=list(decision.planned.values()),
        dropped=decision.dropped,
        capped_on=work.claimed.capped_on,
        capped_count=work.claimed.capped_count,
    )
    clock = work.state.preferences.clock
    new_messages = sum(message[0].attempts == 0 for message in decision.messages)
    if clock is not None and new_messages:
        today = clock.day_of(now)
        result.capped_count = new_messages + (result.capped_count if result.capped_on == today else 0)
        result.capped_on = today
    return result


def _conclude(work: Work, result: WorkResult) -> None:
    """Find out when the account needs a worker next; the first rows of a result are the older ones."""
    rows = {nudge.id: nudge for nudge in work.state.nudges if nudge.id not in result.dropped}
    rows |= {nudge.id: nudge for nudge in result.planned}
    rows |= {after.id: after for _, after in result.changed}
    gone = {one.session_id for one in result.gone}
    devices = {one.session_id: one for one in [*work.subscriptions, *result.tests]}
    times = [nudge.try_at for nudge in rows.values()]
    times += [one.test_at for key, one in devices.items() if key not in gone]
    result.wake_at = min((at for at in times if at is not None), default=None)
    # A nudge that is planned and sent at once is written as it became.
    after_by_id = {after.id: after for _, after in result.changed}
    result.planned = [after_by_id.get(nudge.id, nudge) for nudge in result.planned]


def _devices_for(work: Work, lead: Nudge) -> list[Subscription]:
    """Return the devices that have not got it: at first all of them, then those that could not."""
    if not lead.deliveries:
        return list(work.subscriptions)
    return [one for one in work.subscriptions if lead.deliveries.get(one.session_id) == "retry"]


def _set_aside(work: Work, now: datetime) -> WorkResult:
    """Leave an account that cannot be worked on as it is, for an hour."""
    return WorkResult(
        work.claimed,
        now,
        set_aside_until=now + AFTER_A_FAULT,
        capped_on=work.claimed.capped_on,
        capped_count=work.claimed.capped_count,
    )
