"""What other apps leave behind: a zip and a database of Loop Habit Tracker, an export of Beaver Habits.

The shapes are those of iSoron/uhabits (HabitsCSVExporter.kt; migrations 09.sql to 25.sql, applied) and of
daya0576/beaverhabits (beaverhabits/storage/dict.py).
"""

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

YES = 2
SKIP = 3

_SCHEMA = """
create table android_metadata (locale text);
create table Habits (
    id integer primary key autoincrement, archived integer, color integer, description text,
    freq_den integer, freq_num integer, highlight integer, name text, position integer,
    reminder_hour integer, reminder_min integer, reminder_days integer not null default 127,
    type integer not null default 0, target_type integer not null default 0,
    target_value real not null default 0, unit text not null default "", question text, uuid text
);
create table Repetitions (
    id integer primary key autoincrement, habit integer not null references habits(id),
    timestamp integer not null, value integer not null, notes text
);
create unique index idx_repetitions_habit_timestamp on Repetitions(habit, timestamp);
pragma user_version = 25;
"""
_INSERT_HABIT = """
insert into Habits (id, archived, color, description, freq_den, freq_num, name, position, type, target_type,
                    target_value, unit, question, uuid)
values (?, 0, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

Day = tuple[date, int, str]


def make_loop_db(path: Path, walks: Iterable[Day], pages: Iterable[Day]) -> bytes:
    """Give a database with a daily habit and a measured one."""
    connection = sqlite3.connect(path)
    connection.executescript(_SCHEMA)
    walk = (1, 8, 1, 1, "Walk", 0, 0, 0, 0, "", "Did you walk?", "0b9d7d0d3c8f4a53b5e2a55e4f9f1a01")
    read = (2, 11, 1, 1, "Read", 1, 1, 0, 20.0, "pages", "", "0b9d7d0d3c8f4a53b5e2a55e4f9f1a02")
    connection.executemany(_INSERT_HABIT, [walk, read])
    rows = [(1, *_row(day)) for day in walks] + [(2, *_row(day)) for day in pages]
    connection.executemany(
        "insert into Repetitions (habit, timestamp, value, notes) values (?, ?, ?, ?)", rows
    )
    connection.commit()
    connection.close()
    return path.read_bytes()


def _row(day: Day) -> tuple[int, int, str]:
    on, value, note = day
    return int(datetime(on.year, on.month, on.day, tzinfo=UTC).timestamp() * 1000), value, note


def make_loop_zip(days: Iterable[tuple[date, str, str]]) -> bytes:
    """Give an archive with one habit, three times in seven days."""
    habits = (
        "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,"
        "Target Type,Target Value,Archived?\n"
        "001,Meditate,YES_NO,Did you meditate this morning?,,3,7,#FF8F00,,,,false\n"
    )
    marks = "".join(f'{on},{value},"{note}"\n' for on, value, note in days)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Habits.csv", habits)
        archive.writestr("001 Meditate/Scores.csv", "Date,Score\n")
        archive.writestr("001 Meditate/Checkmarks.csv", f"Date,Value,Notes\n{marks}")
    return packed.getvalue()


def make_beaver(days: Iterable[date]) -> bytes:
    records = [{"day": str(on), "done": True} for on in days]
    habit = {"name": "Order pizz", "id": "b3f2a1", "tags": ["food"], "star": False, "records": records}
    period = {"period_type": "W", "period_count": 1, "target_count": 2}
    return json.dumps({"habits": [{**habit, "period": period}], "order": ["b3f2a1"]}).encode()
