from collections.abc import Mapping
from typing import Any

class CodeIDToken:
    def __init__(
        self,
        payload: Mapping[str, Any],
        header: Mapping[str, Any],
        options: Mapping[str, Any] | None = None,
        params: Mapping[str, Any] | None = None,
    ) -> None: ...
    def validate(self, now: int | None = None, leeway: int = 0) -> None: ...
