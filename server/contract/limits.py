"""The limits that both programs respect (contract/limits.toml)."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, Literal

from server.contract.files import read_table

LIMITS: Final[Mapping[str, Any]] = MappingProxyType(read_table("limits"))

FIRST_ON: Final = date.fromisoformat(LIMITS["FIRST_DATE"])
LAST_ON: Final = date.fromisoformat(LIMITS["LAST_DATE"])
MAX_AMOUNT: Final[int] = LIMITS["MAX_AMOUNT"]
MAX_SAFE_INTEGER: Final[int] = LIMITS["MAX_SAFE_INTEGER"]
MAX_INTERVAL_DAYS: Final[int] = LIMITS["MAX_INTERVAL_DAYS"]
MAX_TIMES: Final[Mapping[Literal["week", "month"], int]] = MappingProxyType(
    {"week": LIMITS["MAX_TIMES_A_WEEK"], "month": LIMITS["MAX_TIMES_A_MONTH"]}
)
MAX_CHANGES: Final[int] = LIMITS["MAX_CHANGES"]
MAX_RECORDS: Final[int] = LIMITS["MAX_RECORDS"]
MAX_SYNC_BYTES: Final[int] = LIMITS["MAX_SYNC_BYTES"]
MAX_SECONDS_AGO: Final[int] = LIMITS["MAX_SECONDS_AGO"]
MAX_KDF_ROUNDS: Final[int] = LIMITS["MAX_KDF_ROUNDS"]
