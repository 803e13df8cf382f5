"""Serve an application that is prepared already; `kept serve` prepares it first, in the same process."""

import server.serving.ahead  # isort: skip # noqa: F401 - gevent comes first
from server.serving.arbiter import KeptApplication

KeptApplication().run()
