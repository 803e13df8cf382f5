"""How a process that sends nudges is started: it begins by waiting."""

import os
import sys

from server.config import ROOT, Settings
from server.nudges.watch import DATABASE

WORKER_COMMAND = (sys.executable, "-m", "server.nudges.watch")


def worker_environment(settings: Settings) -> dict[str, str]:
    """Return the environment of such a process; where else Python looks for modules stays as it is."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return {**os.environ, DATABASE: _watched(settings), "PYTHONPATH": path}


def _watched(settings: Settings) -> str:
    url = settings.sqlalchemy_url
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
