"""An older checkout beside this one, in the same run: KEPT_BENCH_BEFORE names its folder."""

import os
import sys
from collections.abc import Mapping, Sequence

from tests.factories.kept_process import SERVE

_MAIN = "from server.cli import main; main()"


def servers() -> Mapping[str, Sequence[str]]:
    """Return how to start each server by its name: "before", where there is one, and "now"."""
    before = os.environ.get("KEPT_BENCH_BEFORE")
    if not before:
        return {"now": SERVE}
    return {"before": ("env", "-C", before, sys.executable, "-c", _MAIN, "serve"), "now": SERVE}
