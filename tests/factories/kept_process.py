"""The real `kept` command in a process of its own, on a free port, with its data in a folder of the test."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from secrets import randbelow
from typing import NamedTuple

from tests.factories.databases import put_database

ROOT = Path(__file__).parents[2]
KEPT = Path(sys.executable).with_name("kept")
SERVE = (str(KEPT), "serve")
ONLY_SERVE = (sys.executable, "-m", "server.serving", "--config", str(ROOT / "gunicorn.conf.py"))
MIN_PORT, PORTS = 11_000, 21_000  # a browser opens no page at 10080
START_SECONDS = 120
STOP_SECONDS = 60


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


class KeptProcess:
    """A running `kept serve`: ask it, read what it wrote, stop it."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, output: Path) -> None:
        self.process = process
        self.port = port
        self.output = output

    def log(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def get(self, path: str, *, timeout_seconds: float = 60) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=timeout_seconds)
        try:
            connection.request("GET", path)
            return read_answer(connection.getresponse())
        finally:
            connection.close()

    def post(self, path: str, body: object, *, timeout_seconds: float = 60) -> Answer:
        """Send JSON as the app's own page does."""
        return post_json(self.port, path, body, timeout_seconds=timeout_seconds)

    def connect(self, timeout_seconds: float = 60) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=timeout_seconds)

    def send_raw(self, request: bytes) -> Answer:
        """Send these bytes and read one answer."""
        with self.connect() as client:
            client.sendall(request)
            response = HTTPResponse(client)
            response.begin()
            return read_answer(response)

    def stop(self) -> int:
        """Ask it to stop, wait, and return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_SECONDS)

    def processes_left(self) -> list[str]:
        """The commands of its session that still run after a while; one that has ended isn't among them."""
        ends_at = time.monotonic() + STOP_SECONDS
        while (left := _running_in_session(self.process.pid)) and time.monotonic() < ends_at:
            time.sleep(0.05)
        return left


def post_json(port: int, path: str, body: object, *, timeout_seconds: float = 60) -> Answer:
    """Send JSON to the server on this port, as the app's own page does."""
    connection = HTTPConnection("127.0.0.1", port, timeout=timeout_seconds)
    headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    try:
        connection.request("POST", path, json.dumps(body), headers)
        return read_answer(connection.getresponse())
    finally:
        connection.close()


def read_answer(response: HTTPResponse) -> Answer:
    return Answer(response.status, dict(response.getheaders()), response.read())


def _running_in_session(session: int) -> list[str]:
    """Read the process table: an ended process stays in it until its parent has read the exit code."""
    left = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, _, _, its_session = (process / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(its_session) == session and state != "Z":
                left.append((process / "cmdline").read_text().replace("\0", " "))
    return left


def free_port() -> int:
    """A port that nothing listens on, from below those that clients are given.

    A server that a test kills finds it free again: no browser or test beside it got it in the meantime.
    """
    while True:
        port = MIN_PORT + randbelow(PORTS)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


def environment(data_dir: Path, **variables: str) -> dict[str, str]:
    """Nothing of the tests' own environment but what a program needs to start, and no built app."""
    folders = {"DATA_DIR": str(data_dir), "APP_DIR": str(data_dir.parent)}
    return {"PATH": os.environ["PATH"], **folders, **variables}


@contextmanager
def running_kept(folder: Path, *, command: Sequence[str] = SERVE, **variables: str) -> Iterator[KeptProcess]:
    """Start `kept serve` in this folder, wait until it answers, and leave no process behind.

    It finds a SQLite database that is up to date there, unless the test has made a folder `data` before.
    """
    if "DATABASE_URL" not in variables and not (folder / "data").exists():
        put_database(folder / "data")
    port = free_port()
    output = folder / "output.txt"
    with output.open("wb") as stream:
        process = subprocess.Popen(
            command,
            env=environment(folder / "data", PORT=str(port), **variables),
            cwd=folder,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )
    kept = KeptProcess(process, port, output)
    try:
        _wait_until_it_answers(kept)
        yield kept
    finally:
        with suppress(subprocess.TimeoutExpired):
            kept.stop()
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_until_it_answers(kept: KeptProcess) -> None:
    ends_at = time.monotonic() + START_SECONDS
    while time.monotonic() < ends_at and kept.process.poll() is None:
        try:
            kept.get("/robots.txt", timeout_seconds=30)
        except OSError:
            time.sleep(0.05)  # not listening yet
        else:
            return
    raise AssertionError(f"kept serve did not start:\n{kept.log()}")
