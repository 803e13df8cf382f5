"""What is stored from before a limit can still be edited, taken back and deleted."""

from flask import Flask
from sqlalchemy import text

from server.core.db import write_transaction
from tests.factories.devices import Device, statuses
from tests.factories.things import NOW_MS, entry, habit, stamp


def test_what_is_older_than_a_limit_is_still_edited_and_taken_back(
    app: Flask, phone: Device, laptop: Device
) -> None:
    """A plan of the year 0202, from before such dates were refused: what repeats it is not refused for it."""
    tick = entry()
    phone.sync(habit(), tick)
    with app.app_context(), write_transaction() as connection:
        connection.execute(text("UPDATE record SET fields = replace(fields, 'plan:2026', 'plan:0202')"))
        connection.execute(text("UPDATE fact SET on_date = '0202-03-04'"))
    laptop.sync()
    stored = laptop.things["habit", "tea"]["fields"]
    shown = laptop.things["entry", tick["id"]]
    assert ("plan:0202-01-01" in stored, shown["on"]) == (True, "0202-03-04")

    edited = {"type": "habit", "id": "tea", "fields": {**stored, "position": [2, stamp(NOW_MS + 1)]}}
    other = {**stored, "plan:0202-01-01": [stored["plan:0202-01-01"][0], stamp(NOW_MS + 1)]}
    answer = laptop.sync(edited, {**shown, "withdrawn": True}, {**edited, "fields": other})
    phone.sync()

    assert statuses(answer) == ["applied", "applied", "rejected"]
    assert phone.things["habit", "tea"]["fields"]["position"][0] == 2
    assert phone.things["entry", tick["id"]]["withdrawn"] is True
