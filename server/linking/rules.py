"""Rules of the domain, pure: how long a device link lives, and what state it is in.

state       when
open        nobody has claimed it
claimed     a new device has, and shows one of three numbers
confirmed   the right number was chosen, and the wrapped data key waits for the new device
collected   the new device has its session
"""

import math
from datetime import datetime, timedelta

LINK_LIFE = timedelta(minutes=10)
NUMBERS = [str(number) for number in range(10, 100)]
NUMBERS_SHOWN = 3


def state_of(*, is_claimed: bool, is_confirmed: bool, is_collected: bool) -> str:
    """Return the word for where a living link stands."""
    if is_collected:
        return "collected"
    if is_confirmed:
        return "confirmed"
    return "claimed" if is_claimed else "open"


def seconds_left(expires_at: datetime, now: datetime) -> int:
    """Return how long it still lives, so that no device needs a clock that is right."""
    return max(0, math.ceil((expires_at - now).total_seconds()))
