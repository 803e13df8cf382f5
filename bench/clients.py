"""A bounded load: some connections, each of which asks again as soon as it is answered, for some seconds."""

import asyncio
import time
from dataclasses import dataclass

from bench.report import percentile

HOST = "127.0.0.1"
END_OF_HEADERS = b"\r\n\r\n"
END_OF_LINE = "\r\n"
LENGTH = "content-length:"


@dataclass(frozen=True, slots=True)
class Load:
    """What the clients saw together."""

    per_second: float
    p50_ms: float
    p99_ms: float


def load(port: int, path: str, connections: int, seconds: float) -> Load:
    """Ask for this path and wait; every answer must be a 200."""
    return asyncio.run(_load(port, path, connections, seconds))


async def _load(port: int, path: str, connections: int, seconds: float) -> Load:
    ends_at = time.perf_counter() + seconds
    clients = [_ask_until(ends_at, port, path) for _ in range(connections)]
    times_ms = [ms for answered in await asyncio.gather(*clients) for ms in answered]
    return Load(len(times_ms) / seconds, percentile(times_ms, 50), percentile(times_ms, 99))


async def _ask_until(ends_at: float, port: int, path: str) -> list[float]:
    reader, writer = await asyncio.open_connection(HOST, port)
    request = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    times_ms: list[float] = []
    while (began := time.perf_counter()) < ends_at:
        writer.write(request)
        await _read_answer(reader)
        times_ms.append((time.perf_counter() - began) * 1_000)
    writer.close()
    await writer.wait_closed()
    return times_ms


async def _read_answer(reader: asyncio.StreamReader) -> None:
    status, *headers = (await reader.readuntil(END_OF_HEADERS)).decode("latin-1").lower().split(END_OF_LINE)
    if " 200 " not in status:
        raise RuntimeError(f"The server answered {status}")
    length = next(line for line in headers if line.startswith(LENGTH))
    await reader.readexactly(int(length.removeprefix(LENGTH)))
