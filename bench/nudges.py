"""Nudges: encrypting and sending beside what it is made of, many due at once, and an idle minute.

The push service is a program of its own that does as little as can be (`bench.push_floor`). The default run
is a scaled one; `--full` measures 100,000 due at once and 1,000,000 to come.
"""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import psycopg
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask
from sqlalchemy import func, select

from bench.lab import Lab
from bench.report import Figure, Row, plain_row, say
from bench.stores import postgresql
from server.app import create_app
from server.config import Settings
from server.core.db import db, read_transaction, write_transaction
from server.core.migrations import migrate
from server.nudges.endpoints import Allowed
from server.nudges.models import NUDGE
from server.nudges.push import MAX_IN_FLIGHT, Address, Message, Sealer, Sender
from server.nudges.watch import DATABASE
from tests.factories.browsers import Browser
from tests.factories.crowd import Crowd, write_crowd
from tests.factories.kept_process import environment

MESSAGES = 2_000
ROUNDS = 5
PAYLOAD = b"{" + b" " * 443 + b"}"
DUE, DUE_IN_FULL = 4_000, 100_000
TO_COME, TO_COME_IN_FULL = 20_000, 1_000_000
IDLE_SECONDS, IDLE_SECONDS_IN_FULL = 15, 60
WORKERS = 2
TICKS = os.sysconf("SC_CLK_TCK")


def measure(lab: Lab) -> list[Row]:
    """Measure on this machine; a full run takes half an hour."""
    with push_floor() as origin:
        rows = sending_rows(origin)
        with postgresql() as url:
            settings = settings_of(lab, url)
            app = create_app(settings)
            migrate(app)
            rows += crowd_rows(lab, app, settings, origin)
            rows += idle_rows(lab, app, settings)
            with app.app_context():
                db.engine.dispose()
    return rows


def settings_of(lab: Lab, url: str) -> Settings:
    folder = lab.new_folder("nudges")
    variables = {"DATA_DIR": str(folder), "DATABASE_URL": url, "PUSH_LOOPBACK": "1"}
    return Settings.from_environment(variables)


@contextmanager
def push_floor() -> Iterator[str]:
    """Run the push service that does nothing, and give its origin."""
    process = subprocess.Popen([sys.executable, "-m", "bench.push_floor"], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.kill()
        process.wait()


def sending_rows(origin: str) -> list[Row]:
    """Messages per second of processor time of one core, in rounds in which everything takes its turn."""
    key = ec.generate_private_key(ec.SECP256R1())
    sealer = Sealer(key, "mailto:me@example.org")
    browser = Browser(f"{origin}/1")
    address = Address(browser.endpoint, browser.p256dh, browser.auth)
    message = Message(PAYLOAD, "topic", 600)
    turns: dict[str, Callable[[], float]] = {
        "`cryptography` alone, header cached": lambda: rate(lambda: seal_by_hand(browser)),
        "encrypt and sign": lambda: rate(lambda: sealer.seal(address, message)),
        "encrypt, sign and send": lambda: asyncio.run(send_many(sealer, address, message)),
    }
    if find_spec("pywebpush") is not None:
        turns["`pywebpush` and `requests`, one session"] = lambda: rate_of_pywebpush(browser, key)
    values: dict[str, list[float]] = {what: [] for what in turns}
    for _ in range(ROUNDS):
        for what, turn in turns.items():
            values[what].append(turn())
    return [
        plain_row(Figure(f"nudges: {what}", "/s/core"), median(of_one)) for what, of_one in values.items()
    ]


def rate(act: Callable[[], object]) -> float:
    began = time.process_time()
    for _ in range(MESSAGES):
        act()
    return MESSAGES / (time.process_time() - began)


def seal_by_hand(browser: Browser) -> bytes:
    """Every step of RFC 8291 and nothing else."""
    own = ec.generate_private_key(ec.SECP256R1())
    public = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    peer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), browser.p256dh)
    secret = own.exchange(ec.ECDH(), peer)
    salt = os.urandom(16)
    info = b"WebPush: info\0" + browser.p256dh + public
    input_key = HKDF(hashes.SHA256(), 32, browser.auth, info).derive(secret)
    key = HKDF(hashes.SHA256(), 16, salt, b"Content-Encoding: aes128gcm\0").derive(input_key)
    nonce = HKDF(hashes.SHA256(), 12, salt, b"Content-Encoding: nonce\0").derive(input_key)
    return salt + public + AESGCM(key).encrypt(nonce, PAYLOAD + b"\x02", None)


async def send_many(sealer: Sealer, address: Address, message: Message) -> float:
    async with Sender(sealer, Allowed(loopback=True)) as sender:
        assert (await sender.send(address, message)).fate == "sent"
        began = time.process_time()
        for _ in range(MESSAGES // MAX_IN_FLIGHT):
            outcomes = await asyncio.gather(*(sender.send(address, message) for _ in range(MAX_IN_FLIGHT)))
            assert {outcome.fate for outcome in outcomes} == {"sent"}
        took = time.process_time() - began
    return MESSAGES // MAX_IN_FLIGHT * MAX_IN_FLIGHT / took


def rate_of_pywebpush(browser: Browser, key: ec.EllipticCurvePrivateKey) -> float:
    """The same by the usual package, where somebody has installed it: it is none of ours."""
    from py_vapid import Vapid  # type: ignore[import-not-found]  # noqa: PLC0415 - not always there
    from pywebpush import webpush  # type: ignore[import-not-found]  # noqa: PLC0415 - not always there
    from requests import Session  # noqa: PLC0415 - not always there

    with Session() as session:
        vapid = Vapid(key)
        claims = {"sub": "mailto:me@example.org"}

        def send() -> None:
            webpush(
                browser.to_json(),
                PAYLOAD,
                vapid_private_key=vapid,
                vapid_claims=dict(claims),
                ttl=600,
                requests_session=session,
            )

        return rate(send)


def crowd_rows(lab: Lab, app: Flask, settings: Settings, origin: str) -> list[Row]:
    """So many due at once, on two workers."""
    size = DUE_IN_FULL if lab.is_full else DUE
    say(f"writing {size:,} people")
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    with app.app_context(), write_transaction() as connection:
        write_crowd(connection, Crowd(size, [origin], now))
    began = time.monotonic()
    processes = [start_worker(settings, "server.nudges") for _ in range(WORKERS)]
    try:
        peak = 0.0
        while count_open(app, now) > 0:
            peak = max(peak, *(pss_mb(process.pid) for process in processes))
            time.sleep(0.5)
        took = time.monotonic() - began
    finally:
        for process in processes:
            process.terminate()
            process.wait()
    budget = size / (DUE_IN_FULL / 60)
    return [
        plain_row(Figure(f"nudges: {size:,} due at once, two workers", "s", budget), took),
        plain_row(Figure("nudges: memory of a worker that sends", "MB"), peak),
    ]


def idle_rows(lab: Lab, app: Flask, settings: Settings) -> list[Row]:
    """What the worker and PostgreSQL take while nothing is due, with so many to come."""
    size = TO_COME_IN_FULL if lab.is_full else TO_COME
    seconds = IDLE_SECONDS_IN_FULL if lab.is_full else IDLE_SECONDS
    say(f"writing {size:,} people whose nudges are to come")
    tomorrow = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(days=1)
    with app.app_context(), write_transaction() as connection:
        connection.exec_driver_sql("TRUNCATE account CASCADE")
        write_crowd(connection, Crowd(size, ["http://127.0.0.1:1"], tomorrow))
    worker = start_worker(settings, "server.nudges.watch")
    try:
        time.sleep(3)
        with psycopg.connect(watched(settings), autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        before = cpu_seconds(worker.pid), postgresql_seconds(settings)
        time.sleep(seconds)
        after = cpu_seconds(worker.pid), postgresql_seconds(settings)
        memory = pss_mb(worker.pid)
    finally:
        worker.terminate()
        worker.wait()
    own, theirs = ((a - b) * 60 / seconds * 1000 for a, b in zip(after, before, strict=True))
    return [
        plain_row(Figure(f"nudges: an idle minute, {size:,} to come: worker", "ms"), own),
        plain_row(Figure(f"nudges: an idle minute, {size:,} to come: PostgreSQL", "ms"), theirs),
        plain_row(Figure("nudges: memory of a worker that waits", "MB"), memory),
    ]


def start_worker(settings: Settings, module: str) -> subprocess.Popen[bytes]:
    variables = {"DATABASE_URL": settings.database_url, "PUSH_LOOPBACK": "1", DATABASE: watched(settings)}
    env = environment(settings.data_dir, **variables)
    return subprocess.Popen([sys.executable, "-m", module], env=env)


def watched(settings: Settings) -> str:
    return settings.sqlalchemy_url.set(drivername="postgresql").render_as_string(hide_password=False)


def count_open(app: Flask, now: datetime) -> int:
    query = select(func.count()).where(NUDGE.c.try_at <= now + timedelta(hours=6))
    with app.app_context(), read_transaction() as connection:
        return connection.scalar(query) or 0


def pss_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024 / 1_000_000
    raise RuntimeError("The process has gone")


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def postgresql_seconds(settings: Settings) -> float:
    """The processor time of all processes of this server but the one that asks."""
    with psycopg.connect(watched(settings), autocommit=True) as connection:
        rows = connection.execute("SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()").fetchall()
    return sum(cpu_seconds(pid) for (pid,) in rows)
