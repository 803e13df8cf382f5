"""An event loop in a thread of its own, for the services that tests run beside themselves."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any, TypeVar

PATIENCE_SECONDS = 30

Value = TypeVar("Value")


class ServiceLoop:
    """Runs coroutines elsewhere and waits for them here."""

    def __init__(self) -> None:
        self._loop = asyncio.SelectorEventLoop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, Value]) -> Value:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE_SECONDS)

    def end(self) -> None:
        """Leave neither a task nor a socket behind, which another test would be blamed for."""
        self.run(self._hang_up())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _hang_up(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        # Those that have not shaken hands yet are known to no server, only to the loop.
        for transport in [*vars(self._loop)["_transports"].values()]:
            transport.abort()
        for _ in range(3):
            await asyncio.sleep(0)


@contextmanager
def running_loop() -> Iterator[ServiceLoop]:
    loop = ServiceLoop()
    try:
        yield loop
    finally:
        loop.end()
