"""A request knows one time: its route reads the clock, and hands what it read to the services."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOMAINS = ("accounts", "nudges", "sharing")
READS = re.compile(r"\bcurrent_time\(\)|\bclock\.now\(\)|\bdatetime\.now\(")
# What stands before the routes of every request, or works without one.
OTHERS = {
    "accounts/answers.py",
    "accounts/context.py",
    "accounts/guard.py",
    "accounts/limits.py",
    "nudges/push.py",
    "nudges/watch.py",
    "nudges/worker.py",
}


def test_no_service_reads_the_clock() -> None:
    reading = {
        f"{domain}/{path.name}"
        for domain in DOMAINS
        for path in (ROOT / "server" / domain).glob("*.py")
        if READS.search(path.read_text(encoding="utf-8"))
    }

    assert reading == OTHERS | {f"{domain}/routes.py" for domain in DOMAINS}
