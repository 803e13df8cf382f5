"""Start gunicorn in a process where gevent comes first.

gevent replaces the standard library's waiting parts. That must happen before ssl is imported (it is not
replaced reliably afterwards) and before psycopg is (it chooses its way of waiting when it is imported).
So `kept serve` replaces itself with `python -m server.serving`, and this module imports nothing else before.
Forking and signals stay the standard library's until the worker has been forked: gunicorn's parent
process looks after its children in its own way.
"""

from gevent import monkey

monkey.patch_all(os=False, signal=False)

from server.serving.arbiter import KeptApplication  # noqa: E402 - gevent comes first

KeptApplication("%(prog)s [OPTIONS] [APP_MODULE]", prog="gunicorn").run()
