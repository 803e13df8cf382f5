"""The worker as a process: `kept worker`, and beside `kept serve`."""

import asyncio
import gc
import os
import signal

import click
from flask import Flask

from server.config import Settings
from server.core.clock import SystemClock
from server.core.db import db, init_db
from server.core.logs import configure_logs
from server.nudges.endpoints import Allowed
from server.nudges.push import Sealer, Sender
from server.nudges.vapid import VapidKeyError, read_or_make_key
from server.nudges.watch import SEARCHED_AT, exec_module, is_orphan, searched_at
from server.nudges.worker import Worker

IDLE_SECONDS = 60.0
OBJECTS_UNTIL_LOOK = 50_000


def main() -> None:
    """Work until there is nothing to do for a while, then wait; stop when told to."""
    os.umask(0o077)
    settings = Settings.from_environment(os.environ)
    configure_logs(settings.log_level)
    app = Flask("kept-nudges", static_folder=None)
    init_db(app, settings)
    try:
        sealer = Sealer(read_or_make_key(settings.data_dir), settings.vapid_subject)
    except VapidKeyError as error:
        raise click.ClickException(str(error)) from error
    _tune_gc()
    was_stopped = asyncio.run(_work(app, settings, sealer))
    with app.app_context():
        db.engine.dispose()
    if not was_stopped:
        exec_module("server.nudges.watch")


def _tune_gc() -> None:
    """Save a fifth of the processor time: a thousand nudges in hand are many objects with hardly a cycle."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_UNTIL_LOOK)


async def _work(app: Flask, settings: Settings, sealer: Sealer) -> bool:
    """Run a worker; tell whether it was stopped, in place of having nothing to do."""
    async with Sender(sealer, Allowed(settings.push_hosts, settings.push_loopback)) as sender:
        worker = Worker(app, settings, SystemClock(), sender)
        worker.searched_at = searched_at()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, worker.stopping.set)
        watching = asyncio.create_task(_stop_with_parent(worker))
        await worker.run(idle_seconds=IDLE_SECONDS)
        watching.cancel()
        if worker.searched_at is not None:
            os.environ[SEARCHED_AT] = worker.searched_at.isoformat()
        return worker.stopping.is_set()


async def _stop_with_parent(worker: Worker) -> None:
    """Do not outlive the server beside which this was started."""
    while not is_orphan():  # noqa: ASYNC110 - nobody tells, one has to look
        await asyncio.sleep(1)
    worker.stopping.set()


if __name__ == "__main__":
    main()
