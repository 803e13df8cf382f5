"""A life with Kept: how many habits for how many days, and how a phone comes to hold it."""

import time
from dataclasses import dataclass
from pathlib import Path

from bench.phone import Phone

# A habit's past is folded once it reaches back further than this (pwa/src/state/checkpoints.ts).
UNFOLDED_DAYS = 190
IMPORT_TIMEOUT_MS = 300_000
# The browser tidies its database after an import.
SETTLE_MS = 8_000
TICK = ".tick"


@dataclass(frozen=True, slots=True)
class Life:
    """So many habits, logged on most of so many days."""

    habits: int
    days: int

    def __str__(self) -> str:
        return f"{self.habits} × {self.days:,}"  # noqa: RUF001 - the sign of multiplication

    @property
    def folded(self) -> int:
        """How many habits get a checkpoint."""
        return self.habits if self.days > UNFOLDED_DAYS else 0


SMALL = Life(10, 30)
LARGE = Life(50, 3650)


@dataclass(frozen=True, slots=True)
class Visited:
    """A phone that is switched off, and where its app came from."""

    profile: Path
    url: str


@dataclass(frozen=True, slots=True)
class Lived(Visited):
    """The same, and how a life came onto it; at the full speed of this machine."""

    import_seconds: float
    # Reads everything, since an import forgets the checkpoints.
    first_start_ms: float


def live(phone: Phone, url: str, life: Life, demo_file: Path) -> tuple[float, float]:
    """Import a life, start twice, let the app tidy up; tells seconds of the import, ms of the first start."""
    page = phone.page
    page.goto(f"{url}/you")
    page.evaluate("readyForOffline()")
    began = time.monotonic()
    page.locator("input[type=file]").set_input_files(demo_file)
    agree = page.get_by_role("dialog").get_by_role("button", name="Import", exact=True)
    agree.click(timeout=IMPORT_TIMEOUT_MS)
    page.get_by_text("Imported").wait_for(timeout=IMPORT_TIMEOUT_MS)
    import_seconds = time.monotonic() - began
    phone.watch_for(TICK)
    first_start_ms = phone.open(url)
    page.evaluate("habits => checkpointsStored(habits)", life.folded)
    # One more start, as of every later day: with checkpoints, and with all code compiled and kept.
    phone.open(url)
    page.wait_for_timeout(SETTLE_MS)
    return import_seconds, first_start_ms
