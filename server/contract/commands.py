"""The commands of sharing (contract/commands.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from server.contract.files import read_table
from server.contract.things import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandKind:
    """One command: its address below /api/sharing/, its body, and when it is sent."""

    path: str
    body: Mapping[str, Form]
    step_up: bool = False
    waits: Literal["sync", "person"] | None = None
    opposite: str | None = None
    answer: str = ""


COMMANDS: Final[Mapping[str, CommandKind]] = MappingProxyType(
    {name: CommandKind(**table) for name, table in read_table("commands").items()}
)
