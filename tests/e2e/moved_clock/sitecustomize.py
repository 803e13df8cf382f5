"""The server's clock, moved by a test: Python loads this by itself where its folder is on the path.

The product has no switch for it. What is put into `server.core.clock` as it is imported adds the seconds that
stand in the file MOVED_CLOCK, read again each time, so that a test moves the clock while the product runs.
The small program that waits until a nudge is due imports nothing of ours: for it the library's own is moved.
"""

import datetime as dt
import importlib.util
import os
import sys
from datetime import datetime, timedelta, tzinfo
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

CLOCK = "server.core.clock"
WATCH = "server.nudges.watch"


class MovedClock(MetaPathFinder):
    """Finds the clock's module as usual, and moves it once it is loaded."""

    def find_spec(self, fullname: str, _path: object, _target: object = None) -> ModuleSpec | None:
        if fullname != CLOCK:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(fullname)
        if spec is None or spec.loader is None:
            return spec
        load = spec.loader.exec_module

        def load_and_move(module: ModuleType) -> None:
            load(module)
            move(module)

        spec.loader.exec_module = load_and_move  # type: ignore[method-assign]  # of this one loader
        return spec


def move(module: Any) -> None:  # noqa: ANN401 - a module whose names no checker knows here
    """Let its clock show the moved time."""
    tell = module.SystemClock.now

    def now(clock: object) -> datetime:
        moved: datetime = tell(clock) + ahead()
        return moved

    module.SystemClock.now = now


def ahead() -> timedelta:
    return timedelta(seconds=int(Path(os.environ["MOVED_CLOCK"]).read_text(encoding="utf-8")))


class MovedDatetime(datetime):
    """The library's, whose now is moved."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "MovedDatetime":
        return super().now(tz) + ahead()


if WATCH in sys.orig_argv:
    dt.datetime = MovedDatetime  # type: ignore[misc]  # for all who import datetime later
else:
    sys.meta_path.insert(0, MovedClock())
