"""What push services answer, and what becomes of the nudge, of the device and of the others."""

import asyncio
from datetime import UTC, datetime
from time import monotonic

import pytest
from structlog.testing import capture_logs

from server.nudges.endpoints import Allowed
from server.nudges.push import Address, Message, Sealer, Sender, retry_after_seconds
from server.nudges.vapid import read_or_make_key
from tests.factories.browsers import Browser
from tests.factories.nudging import EVERY_DAY, Nudging
from tests.factories.people import json_of
from tests.factories.push_service import PushService
from tests.factories.things import NOW_MS, entry, record, stamp

MESSAGE = Message(b"{}", "topic", 600)


def devices_of(nudging: Nudging) -> int:
    return len(json_of(nudging.device.client.get("/api/push"))["subscriptions"])


def test_b14_what_is_gone_is_forgotten_and_nothing_else_is(nudging: Nudging) -> None:
    """404 and 410 end a subscription; whatever else is said keeps it."""
    nudging.remind("13:00")
    for day, status in enumerate((201, 400, 401, 403, 413, 429, 500, 503), start=2):
        nudging.subscribe(str(status))
        nudging.work_at(13, 0, day=day)
        assert devices_of(nudging) == 1, status

    for day, status in ((10, 404), (11, 410)):
        nudging.subscribe(str(status))
        nudging.work_at(13, 0, day=day)
        assert devices_of(nudging) == 0, status


@pytest.mark.parametrize("status", [400, 401, 403, 413])
def test_b14_a_refusal_is_told_to_the_owner_and_not_repeated(nudging: Nudging, status: int) -> None:
    nudging.subscribe(str(status))
    nudging.work()
    nudging.remind("13:00")

    with capture_logs() as logs:
        assert len(nudging.work_at(13, 0)) == 1
        assert nudging.work_at(14, 0) == []

    assert nudging.states() == ["no_device"]
    assert [(line["log_level"], line["status"]) for line in logs] == [("error", status)]


def test_a_busy_service_is_left_alone_for_as_long_as_it_says(nudging: Nudging) -> None:
    nudging.service.retry_after = "600"
    nudging.subscribe("429", port=1)
    nudging.remind("13:00")

    assert len(nudging.work_at(13, 0)) == 1
    assert nudging.states() == ["retrying"]
    assert nudging.work_at(13, 9) == []
    assert len(nudging.work_at(13, 20)) == 1


def test_what_could_not_be_delivered_is_tried_again_until_its_day_is_over(nudging: Nudging) -> None:
    nudging.subscribe("500", port=2)
    nudging.remind("13:00")

    tried = [len(nudging.work_at(13, minute)) for minute in (0, 1, 3, 6, 12)]

    assert tried == [1, 1, 1, 1, 1]
    assert nudging.states() == ["retrying"]
    nudging.clock.instant = nudging.clock.instant.replace(day=3, hour=1)
    nudging.work()
    assert nudging.states() == ["stale"]


def test_what_was_done_meanwhile_is_not_tried_again(nudging: Nudging) -> None:
    nudging.subscribe("500", port=2)
    nudging.remind("13:00")
    nudging.work_at(13, 0)
    nudging.device.sync(entry(on="2026-03-02"))

    assert nudging.work_at(13, 2) == []
    assert nudging.states() == ["not_needed"]


def test_a_redirect_is_not_followed(nudging: Nudging) -> None:
    nudging.subscribe("redirect")
    nudging.remind("13:00")

    assert len(nudging.work_at(13, 0)) == 1
    assert nudging.work_at(14, 0) == []
    assert nudging.service.to("redirected") == []


def test_a_removed_reminder_is_not_tried_again(nudging: Nudging) -> None:
    nudging.subscribe("500", port=2)
    nudging.remind("13:00", EVERY_DAY)
    nudging.work_at(13, 0)
    nudging.device.sync(record("habit", "tea", stamp(NOW_MS + 1), deleted=True))

    assert nudging.work_at(13, 2) == []


PATIENT_SECONDS = 40


def sender_of(nudging_dir: Nudging) -> Sender:
    sealer = Sealer(read_or_make_key(nudging_dir.settings.data_dir), "mailto:me@example.org")
    return Sender(sealer, Allowed(loopback=True))


def test_no_service_holds_up_another(nudging: Nudging) -> None:
    """Three hundred messages to a service that hangs, and to one that drips; the third is served at once."""

    async def send_all() -> tuple[list[str], bool]:
        async with sender_of(nudging) as sender:
            slow = [
                asyncio.create_task(sender.send(address_at(nudging.service, behaviour, port), MESSAGE))
                for behaviour, port in (("hang", 1), ("drip", 2))
                for _ in range(300)
            ]
            await asyncio.sleep(0.1)
            started_at = monotonic()
            outcomes = await asyncio.gather(
                *(sender.send(address_at(nudging.service, "201", 0), MESSAGE) for _ in range(40))
            )
            are_slow_waiting = not all(task.done() for task in slow)
            slow_outcomes = await asyncio.gather(*slow)
            # Ten seconds for those under way; in several turns it would be a minute and more.
            assert monotonic() - started_at < PATIENT_SECONDS
            assert {outcome.fate for outcome in slow_outcomes} == {"retry"}
            return [outcome.fate for outcome in outcomes], are_slow_waiting

    fates, are_slow_waiting = asyncio.run(send_all())

    assert fates == ["sent"] * 40
    assert are_slow_waiting


def test_a_large_answer_costs_neither_memory_nor_time(nudging: Nudging) -> None:
    async def send() -> tuple[str, float]:
        async with sender_of(nudging) as sender:
            started_at = monotonic()
            outcome = await sender.send(address_at(nudging.service, "large", 0), MESSAGE)
            return outcome.fate, monotonic() - started_at

    fate, took_seconds = asyncio.run(send())

    assert fate == "sent"
    assert took_seconds < PATIENT_SECONDS  # all of it would take minutes


def test_a_name_that_leads_inside_is_refused_when_sending(nudging: Nudging) -> None:
    """What was allowed when it was written down may lead elsewhere today; here it is localhost."""

    async def send() -> str:
        sealer = Sealer(read_or_make_key(nudging.settings.data_dir), "mailto:me@example.org")
        async with Sender(sealer, Allowed(frozenset({"localhost"}))) as sender:
            browser = Browser("https://localhost/1")
            return (await sender.send(Address(browser.endpoint, browser.p256dh, browser.auth), MESSAGE)).fate

    assert asyncio.run(send()) == "retry"


def address_at(service: PushService, behaviour: str, port: int) -> Address:
    browser = BROWSER
    return Address(service.endpoint(behaviour, "1", port), browser.p256dh, browser.auth)


BROWSER = Browser("http://127.0.0.1/")


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Mon, 02 Mar 2026 12:10:00 GMT", 600.0),
        ("Mon, 02 Mar 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        (None, None),
    ],
)
def test_it_understands_both_forms_of_retry_after(said: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(said, datetime(2026, 3, 2, 12, tzinfo=UTC)) == seconds
