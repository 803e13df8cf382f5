"""How gunicorn serves Kept; every value that differs between installations comes from `server.config`."""

import gc
import os

import click

from server.config import ROOT, Settings

_settings = Settings.from_environment(os.environ)

wsgi_app = "wsgi:app"
pythonpath = str(ROOT)
bind = (
    f"[{_settings.host}]:{_settings.port}" if ":" in _settings.host else f"{_settings.host}:{_settings.port}"
)
workers = _settings.processes
preload_app = True  # the processes share what they have loaded; nothing is connected yet

# Of gunicorn's workers only those on gevent keep answering while clients hold requests half open.
worker_class = "server.serving.worker.Worker"
worker_connections = 1000
keepalive = 15  # seconds a connection may take until its next request has its headers
graceful_timeout = 10  # seconds that requests under way get when the server stops

control_socket_disable = True
accesslog = None
errorlog = "-"
loglevel = "warning"
forwarded_allow_ips = ""  # the application decides by TRUSTED_PROXIES


def when_ready(_server: object) -> None:
    """Say where to go, once connections are taken; what is loaded by now stays for good.

    Python need not look for garbage in it: that took 40 ms each time, while everybody waited.
    """
    gc.collect()
    gc.freeze()
    gc.enable()
    click.echo(f"Kept is running. Open {_settings.public_url}")
