"""The commands of `kept`."""

import errno
import os
import socket
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import Flask

from server.accounts.context import current_time
from server.accounts.signup import mint_invitation, signup_mode
from server.app import create_app
from server.config import ROOT, Settings, SettingsError
from server.core.backup import BackupError, back_up
from server.core.db import db
from server.core.private import close_to_others
from server.core.revision import is_current
from server.core.version import version
from server.core.zones import RULES_IN_USE
from server.habits.line_protocol import stream
from server.nudges.starting import WORKER_COMMAND, worker_environment
from server.nudges.vapid import KEY_FILE, VapidKeyError, read_or_make_key
from server.people.commands import people
from server.practices.errors import CatalogueError
from server.stop import Stop

if TYPE_CHECKING:
    from server.restore.carry_over import CarriedOver

MIGRATED = "KEPT_MIGRATED"
"""Set in a process that begins again after a migration."""


@click.group()
@click.version_option(version(), prog_name="kept")
@click.pass_context
def main(context: click.Context) -> None:
    """Run and look after a Kept server."""
    context.obj = _prepared_app
    os.umask(0o077)  # what is written is its owner's alone


@main.command()
def serve() -> None:
    """Start the server.

    Checks the settings and migrates the database first.
    """
    settings = _read_settings()
    _check_address(settings)
    app = _make_app(settings)
    if _migrate(app) and MIGRATED not in os.environ:
        # Begin again without what the migration has loaded.
        os.execve(sys.executable, sys.orig_argv, {**os.environ, MIGRATED: "1"})  # noqa: S606 - this program, without a shell
    _make_vapid_key(settings)
    _say_zones()
    if settings.note:
        click.echo(f"Note: {settings.note}", err=True)
    _offer_set_up(app)
    sys.stdout.flush()
    sys.argv = ["gunicorn", "--config", str(ROOT / "gunicorn.conf.py")]
    from server.serving.arbiter import KeptApplication  # noqa: PLC0415 - 5 MiB that other commands are spared

    KeptApplication(app).run()


@main.command()
def worker() -> None:
    """Send reminders, and nothing else.

    Any number of workers can share the work, here or on other machines.
    """
    settings = _read_settings()
    _migrate(_make_app(settings))
    _make_vapid_key(settings)
    _say_zones()
    sys.stdout.flush()
    os.execve(sys.executable, WORKER_COMMAND, worker_environment(settings))  # noqa: S606 - our own program, without a shell


def _say_zones() -> None:
    click.echo(f"Time zones: {RULES_IN_USE}", err=True)


@main.command("migrate")
def migrate_command() -> None:
    """Migrate the database to this version."""
    _prepared_app()


main.add_command(people)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def backup(folder: Path) -> None:
    """Copy the server's data into a new FOLDER.

    Kept can keep running while it is copied.
    """
    try:
        back_up(_read_settings(), folder)
    except BackupError as error:
        raise Stop(str(error)) from error


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--present", metavar="URL", help="PostgreSQL: the database whose place this one takes.")
def restore(folder: Path | None, present: str | None) -> None:
    """Restore the backup in FOLDER; stop Kept first.

    Everyone signs in again, and their devices send what the backup lacks. Passwords and keys stay those of
    the present database, and deleted accounts stay deleted. Links made earlier stop working, and nothing
    is shown to a partner until a device of its owner has synced. With PostgreSQL, restore the dump into a
    new database, set DATABASE_URL to it, and give the present one by --present. Without either, it makes
    a database safe that was put back by other means.
    """
    from server.restore.files import RestoreError  # noqa: PLC0415 - only where it is needed
    from server.restore.messages import messages_of  # noqa: PLC0415 - the same

    try:
        carried_over = _restore(_read_settings(), folder, present)
    except RestoreError as error:
        raise Stop(str(error)) from error
    for sentence in messages_of(carried_over):
        click.echo(sentence)


def _restore(settings: Settings, folder: Path | None, present: str | None) -> "CarriedOver | None":
    from server.core.migrations import MigrationError  # noqa: PLC0415 - only where it is needed
    from server.restore.service import restore_folder, restore_in_place  # noqa: PLC0415 - the same

    try:
        if folder is not None:
            return restore_folder(settings, folder)
        return restore_in_place(settings, present)
    except MigrationError as error:
        raise Stop(str(error)) from error


@main.command()
def streaks() -> None:
    """Print the streaks of the histories on standard input.

    Each line is one history as JSON: today, week_starts_on, grace, plans, pauses and entries, as
    listed in server/habits/history_json.py. The result is one line of JSON; for an invalid history,
    {"error": REASON}.
    """
    lines = TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
    for result in stream(lines):
        click.echo(result)


def make_app() -> Flask:
    """Return the application for `flask --app server.commands:make_app db`, which writes new migrations."""
    from server.core.migrations import init_migrations  # noqa: PLC0415 - only where it is needed

    app = _make_app(_read_settings())
    init_migrations(app)
    return app


def _prepared_app() -> Flask:
    app = _make_app(_read_settings())
    _migrate(app)
    return app


def _offer_set_up(app: Flask) -> None:
    """While nobody has an account, say how to make the first one where others could be faster."""
    with app.app_context():
        if signup_mode() == "set_up":
            link = mint_invitation("set_up", current_time())
            click.echo(f"There is no account yet. To create the first one, open {link}")
        db.engine.dispose()  # the processes that are forked from this one make their own connections


def _read_settings() -> Settings:
    try:
        return Settings.from_environment(os.environ)
    except SettingsError as error:
        raise Stop(str(error)) from error


def _make_app(settings: Settings) -> Flask:
    for sentence in close_to_others(_secret_files(settings)):
        click.echo(f"Note: {sentence}.", err=True)
    try:
        return create_app(settings)
    except CatalogueError as error:
        raise Stop(str(error)) from error


def _secret_files(settings: Settings) -> Iterator[Path]:
    yield settings.data_dir / KEY_FILE
    url = settings.sqlalchemy_url
    if url.get_backend_name() == "sqlite":
        yield from (Path(f"{url.database}{companion}") for companion in ("", "-wal", "-shm"))


def _migrate(app: Flask) -> bool:
    """Bring the database up to date, and tell whether that was needed.

    Alembic is only loaded then: it costs a process 13 MiB, and its start a third.
    """
    with app.app_context():
        if is_current():
            return False
        db.engine.dispose()
    from server.core.migrations import MigrationError, migrate  # noqa: PLC0415 - only where it is needed

    try:
        migrate(app)
    except MigrationError as error:
        raise Stop(str(error)) from error
    return True


def _make_vapid_key(settings: Settings) -> None:
    """Make the key for push services at the first start."""
    try:
        read_or_make_key(settings.data_dir)
    except VapidKeyError as error:
        raise Stop(str(error)) from error


def _check_address(settings: Settings) -> None:
    """Try the address before anything is started, for a hint instead of a retrying server."""
    try:
        socket.create_server((settings.host, settings.port), family=_family_of(settings.host)).close()
    except OSError as error:
        if error.errno in {errno.EADDRINUSE, errno.EACCES}:
            why = "already in use" if error.errno == errno.EADDRINUSE else "permission denied"
            raise Stop(f"PORT is '{settings.port}': {why}. Choose another, such as PORT=8001") from error
        raise Stop(
            f"HOST is '{settings.host}': not an address of this machine. Use 127.0.0.1, or 0.0.0.0 for all"
        ) from error


def _family_of(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
