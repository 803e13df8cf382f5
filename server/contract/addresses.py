"""The addresses of the app and the screens at them (contract/addresses.toml)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from server.contract.files import read_table

ADDRESSES: Final[Mapping[str, str]] = MappingProxyType(read_table("addresses"))
"""Screens by their addresses; `:name` is one part of an address."""
