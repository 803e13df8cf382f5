from collections.abc import Callable
from typing import TypeVar

_R = TypeVar("_R")

class ThreadPool:
    def __init__(self, maxsize: int) -> None: ...
    def apply(
        self,
        func: Callable[..., _R],
        args: tuple[object, ...] | None = ...,
        kwds: dict[str, object] | None = ...,
    ) -> _R: ...
