"""As much of vobject as a test uses."""

from typing import Any

def readOne(stream: str) -> Any: ...
