"""The calendar file that the app writes, read by other people's libraries.

Each must take the rules of a zone from the file: the name alone would let it use its own.
"""

import json
from datetime import UTC, datetime, tzinfo
from typing import Any

import icalendar
import pytest
import vobject

from server.config import ROOT

CONTRACT = json.loads((ROOT / "contract/cases/calendar.json").read_text("utf-8"))
TEXT = "\r\n".join(CONTRACT["lines"])
WANTED = {f"{event['id']}@kept": datetime.fromisoformat(event["utc"]) for event in CONTRACT["events"]}


def nameless(text: str) -> str:
    """The same with names of zones that no library knows."""
    for zone in (
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Pacific/Auckland",
    ):
        text = text.replace(zone, f"Of this file {zone.partition('/')[2]}")
    return text


def in_utc(found: dict[str, datetime]) -> dict[str, datetime]:
    return {uid: at.astimezone(UTC) for uid, at in found.items()}


@pytest.mark.parametrize("text", [TEXT, nameless(TEXT)], ids=["by name", "by the rules in the file"])
def test_icalendar_reads_each_instant(text: str) -> None:
    calendar = icalendar.Calendar.from_ical(text)
    zones: dict[str, tzinfo] = {str(zone["TZID"]): zone.to_tz() for zone in calendar.timezones}

    def start(event: Any) -> datetime:  # noqa: ANN401 - the library has no types
        at: datetime = event["DTSTART"].dt
        name = event["DTSTART"].params.get("TZID")
        return at.replace(tzinfo=zones[name]) if name in zones else at

    assert in_utc({str(event["UID"]): start(event) for event in calendar.events}) == WANTED


@pytest.mark.parametrize("text", [TEXT, nameless(TEXT)], ids=["by name", "by the rules in the file"])
def test_vobject_reads_each_instant(text: str) -> None:
    calendar = vobject.readOne(text)

    assert in_utc({event.uid.value: event.dtstart.value for event in calendar.vevent_list}) == WANTED
