from typing import Generic, TypeVar

_T = TypeVar("_T")

class SimpleQueue(Generic[_T]):
    def get(self) -> _T: ...
    def put(self, item: _T) -> None: ...
