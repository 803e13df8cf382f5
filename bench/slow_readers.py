"""Devices beside people whose network is slow: how long one entry takes while long answers go out slowly.

With KEPT_BENCH_BEFORE, the folder of an older checkout, that one is measured too, in turns within the run.
"""

import multiprocessing
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing.synchronize import Event as EventClass

from bench.clients import HOST, PATIENCE_SECONDS, Client, Load, load, seconds_while
from bench.devices import Account, Device, Mover, sign_up
from bench.lab import Lab
from bench.older import servers
from bench.report import Figure, Row, median_row
from bench.rounds import Round, quietest_rounds
from tests.factories.things import entry, sealed

ROUNDS = 5
SECONDS = 5.0
DEVICES = 64
READERS = 200
NOTE_STEPS = 16
"""Of 64 bytes: such an entry is 1.5 kB."""
ENTRIES = 1000
BATCH = 120
RECEIVED_BYTES = 4 * 1024
PAUSE_SECONDS = 0.1
"""So much is read after each pause: 0.33 Mbit/s each."""
BUDGET_SHARE = 0.4

Case = dict[str, Load]


def measure(lab: Lab) -> list[Row]:
    """Measure the present server, and an older one where there is one."""
    with ExitStack() as at_the_end:
        crowds = {name: at_the_end.enter_context(crowd(lab, command)) for name, command in servers().items()}
        rounds = quietest_rounds(ROUNDS, lambda: {name: one.take() for name, one in crowds.items()})
        return [row for name in crowds for row in rows_of(name, rounds)]


class Crowd:
    """A server, the devices that record, and the account whose long history the slow ones read."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.readers = sign_up(port, "long-history")
        held = [entry(note=sealed(steps=NOTE_STEPS)) for _ in range(ENTRIES)]
        mover = Filler(self.readers, held)
        seconds_while(port, mover, lambda: mover.has_offers)
        people = [sign_up(port, f"person-{number}") for number in range(DEVICES // 2)]
        self.devices: list[Client] = [Device(account) for account in people * 2]

    def take(self) -> Load:
        """Let the devices record while the slow ones read."""
        with slow_readers(self.port, self.readers):
            return load(self.port, self.devices, SECONDS)


class Filler(Mover):
    """Brings long entries: a request takes fewer of them."""

    def request(self) -> bytes:
        """Return a sync with the next entries."""
        changes = self._held[self._offered : self._offered + BATCH]
        self._offered += len(changes)
        return self.sync(changes)


@contextmanager
def crowd(lab: Lab, command: Sequence[str]) -> Iterator[Crowd]:
    """Run a server with its people."""
    with lab.product_by(command, SIGNUP="open") as product:
        yield Crowd(product.process.port)


@contextmanager
def slow_readers(port: int, account: Account) -> Iterator[None]:
    """Let so many read the history slowly, again and again, in another process, until the block ends.

    It begins once each of them has got the beginning of an answer.
    """
    spawn = multiprocessing.get_context("spawn")
    are_reading = spawn.Event()
    process = spawn.Process(target=read_slowly, args=(port, account, are_reading), daemon=True)
    process.start()
    try:
        if not are_reading.wait(PATIENCE_SECONDS):
            raise RuntimeError("The server does not answer so many")
        yield
    finally:
        process.kill()
        process.join()


def read_slowly(port: int, account: Account, are_reading: EventClass) -> None:
    """Ask for all of the history and read a little of each answer at a time; not all begin at once."""
    request = Device(account).sync([]).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1)
    readers: list[Reader] = []
    while True:
        began = time.monotonic()
        if len(readers) < READERS and all(reader.has_begun for reader in readers):
            readers += [Reader(port, request) for _ in range(READERS // 20)]
        for reader in readers:
            reader.read_a_little()
        if len(readers) == READERS and all(reader.has_begun for reader in readers):
            are_reading.set()
        time.sleep(max(0.0, PAUSE_SECONDS - (time.monotonic() - began)))


class Reader:
    """A connection that takes little at a time, and asks again once it has everything."""

    def __init__(self, port: int, request: bytes) -> None:
        self._port = port
        self._request = request
        self.has_begun = False
        self._ask()

    def read_a_little(self) -> None:
        """Read a little of what is there."""
        with suppress(BlockingIOError):
            if self._socket.recv(RECEIVED_BYTES):
                self.has_begun = True
            else:
                self._socket.close()
                self._ask()

    def _ask(self) -> None:
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVED_BYTES)
        self._socket.connect((HOST, self._port))
        self._socket.sendall(self._request)
        self._socket.settimeout(0)


def rows_of(name: str, rounds: Sequence[Round[Case]]) -> list[Row]:
    """Return the rows of one server."""
    what = f"SQLite, one entry each, {DEVICES} clients beside {READERS} slow readers, {name}"
    p99 = [one.map(lambda case: case[name].p99_ms) for one in rounds]
    rows = [
        median_row(Figure(f"{what}: p50", "ms"), [one.map(lambda case: case[name].p50_ms) for one in rounds]),
        median_row(Figure(f"{what}: p99", "ms"), p99),
        median_row(
            Figure(what, "/s", at_least=True), [one.map(lambda case: case[name].per_second) for one in rounds]
        ),
    ]
    if name == "now" and "before" in rounds[0].value:
        shares = [one.map(lambda case: case["now"].p99_ms / case["before"].p99_ms) for one in rounds]
        rows.append(median_row(Figure(f"{what}: p99 / before", "×", BUDGET_SHARE), shares))  # noqa: RUF001 - the sign of multiplication
    return rows
