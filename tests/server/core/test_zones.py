"""Zones go by the newest rules there are, whatever the machine has; each is asked in a process of its own."""

import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest
import tzdata

from server.config import ROOT

# At eight in the morning on 1 December 2026: by the rules of 2025b, and by those that came in 2026.
OLD_RULES = {
    "Africa/Casablanca": ("<+01>-1", "07:00"),
    "America/Vancouver": ("PST8PDT,M3.2.0,M11.1.0", "16:00"),
    "America/Edmonton": ("MST7MDT,M3.2.0,M11.1.0", "15:00"),
    "America/Winnipeg": ("CST6CDT,M3.2.0,M11.1.0", "14:00"),
    "America/Inuvik": ("MST7MDT,M3.2.0,M11.1.0", "15:00"),
    "America/Havana": ("CST5CDT,M3.2.0/0,M11.1.0/1", "13:00"),
}
NEW = {
    "Africa/Casablanca": "08:00",
    "America/Vancouver": "15:00",
    "America/Edmonton": "14:00",
    "America/Winnipeg": "13:00",
    "America/Inuvik": "14:00",
    "America/Havana": "12:00",
}
OLD = {name: utc for name, (_, utc) in OLD_RULES.items()}

ASK = """
import sys
from datetime import date, time, timedelta
from server.habits.preferences import preferences_of
from server.nudges.rules import Weekly, occurrence_on
from server.nudges.state import read_preferences

at_eight = Weekly(time(8), frozenset(range(1, 8)))
for name in sys.argv[1:]:
    clock = read_preferences({"time_zone": name}).clock
    due_at = occurrence_on(at_eight, date(2026, 12, 1), clock).due_at
    day = preferences_of({"time_zone": name, "day_start_hour": 8})
    assert day.today(due_at) == date(2026, 12, 1)
    assert day.today(due_at - timedelta(minutes=1)) == date(2026, 11, 30)
    print(f"{due_at:%H:%M}")
"""


def zone_file(rule: str) -> bytes:
    """A zone file (RFC 9636) that has one rule for all time."""
    block = struct.pack(">5s15x6l", b"TZif2", 0, 0, 0, 0, 1, 4) + struct.pack(">lBB", 0, 0, 0) + b"UTC\0"
    return block * 2 + b"\n" + rule.encode() + b"\n"


def system_files(folder: Path, version: str | None) -> Path:
    """A folder such as /usr/share/zoneinfo, with the old rules of these zones."""
    for name, (rule, _) in OLD_RULES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(zone_file(rule))
    if version is not None:
        (folder / "tzdata.zi").write_text(f"# version {version}\nR A 1 o - 0 0 0 -\n", encoding="utf-8")
    return folder


def ask(folder: Path, script: str = ASK) -> str:
    environment = {**os.environ, "PYTHONTZPATH": str(folder), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, *OLD_RULES]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("version", ["2025b", None, tzdata.IANA_VERSION])
def test_a_system_that_is_not_newer_is_not_asked(tmp_path: Path, version: str | None) -> None:
    """Reminders and local days go by the package; a system that tells no version counts as old."""
    answer = ask(system_files(tmp_path, version)).split()

    assert dict(zip(OLD_RULES, answer, strict=True)) == NEW


def test_a_system_that_is_newer_is_asked(tmp_path: Path) -> None:
    answer = ask(system_files(tmp_path, "2999a")).split()

    assert dict(zip(OLD_RULES, answer, strict=True)) == OLD


def test_what_a_newer_system_lacks_comes_from_the_package(tmp_path: Path) -> None:
    """As Debian, whose old names are a package of their own."""
    script = (
        "from server.core.zones import zone_named; print(zone_named('US/Pacific'), zone_named('Not/There'))"
    )

    assert ask(system_files(tmp_path, "2999a"), script).split() == ["US/Pacific", "None"]


@pytest.mark.parametrize("version", ["2025b", "2999a"])
def test_the_log_says_which_is_used(tmp_path: Path, version: str) -> None:
    folder = system_files(tmp_path, version)
    words = ask(folder, "from server.core.zones import RULES_IN_USE; print(RULES_IN_USE)").strip()

    is_newer = version > tzdata.IANA_VERSION
    assert words == (f"{version} ({folder})" if is_newer else f"{tzdata.IANA_VERSION} (the tzdata package)")


def test_no_other_place_looks_zones_up() -> None:
    """They would find the system's."""
    makes_zone = re.compile(r"ZoneInfo\((?!\"UTC\")")
    files = [path for path in (ROOT / "server").rglob("*.py") if makes_zone.search(path.read_text("utf-8"))]

    assert [path.name for path in files] == ["zones.py"]
