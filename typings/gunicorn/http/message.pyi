from typing import Protocol

class _Reader(Protocol):
    def read(self, size: int) -> bytes: ...

class _Body:
    reader: _Reader

class Request:
    body: _Body
