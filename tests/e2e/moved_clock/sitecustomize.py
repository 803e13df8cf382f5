"""The server's clock, moved by a test: Python loads this by itself where its folder is on the path.

The product has no switch for it. What is put into `server.core.clock` as it is imported adds the seconds that
stand in the file MOVED_CLOCK, read anew each time, so that a test moves the clock while the product runs.
"""

import importlib.util
import os
import sys
from datetime import datetime, timedelta
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

CLOCK = "server.core.clock"


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
    offset = Path(os.environ["MOVED_CLOCK"])

    def now(clock: object) -> datetime:
        moved: datetime = tell(clock) + timedelta(seconds=int(offset.read_text(encoding="utf-8")))
        return moved

    module.SystemClock.now = now


sys.meta_path.insert(0, MovedClock())
