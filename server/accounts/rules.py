"""Rules of the domain, pure: how long a session and its tokens live, and how an allowance refills.

A session's row knows the hash of its token, and for a while that of the token before:

moment                          token_hash   previous_hash   previous_ends_at
signed in with A                A            none            none
A used after a day: B is made   B            A               none: A lives until B was seen
B used for the first time       B            A               60 seconds from then
B used after a day: C is made   C            B               none

B is made from A and the row's nonce, so whoever still comes with A is given the same B: parallel requests
and lost answers do no harm.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto

ROTATION_AFTER = timedelta(hours=24)
PREVIOUS_LIVES_ON = timedelta(seconds=60)
IDLE_LIFE = timedelta(days=30)
ABSOLUTE_LIFE = timedelta(days=365)
DEVICE_LIFE = timedelta(days=365)
STEP_UP_LIFE = timedelta(minutes=5)
INVITATION_LIFE = timedelta(days=7)
RESET_LIFE = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionState:
    """What a session's row says about its tokens; `nonce` is None when the newest token was random."""

    token_hash: bytes
    previous_hash: bytes | None
    previous_ends_at: datetime | None
    nonce: bytes | None
    created_on: date
    rotated_at: datetime
    stepped_up_at: datetime | None


class Verdict(Enum):
    """What to do with a token that was shown."""

    REFUSE = auto()
    ACCEPT = auto()
    ACCEPT_FIRST_USE = auto()  # and let the previous token end soon
    ACCEPT_PREVIOUS = auto()  # and hand out the newer token again, where it can be made
    ROTATE = auto()  # accept, and make a newer token


def judge(state: SessionState, shown_hash: bytes, now: datetime) -> Verdict:
    """Decide about the token with this hash."""
    is_current = shown_hash == state.token_hash
    if not (is_current or _is_living_previous(state, shown_hash, now)) or is_over(state, now):
        return Verdict.REFUSE
    if now - state.rotated_at >= ROTATION_AFTER:
        return Verdict.ROTATE
    if not is_current:
        return Verdict.ACCEPT_PREVIOUS
    if state.previous_hash is not None and state.previous_ends_at is None:
        return Verdict.ACCEPT_FIRST_USE
    return Verdict.ACCEPT


def is_over(state: SessionState, now: datetime) -> bool:
    """Tell whether the session has ended by itself."""
    return now - state.rotated_at >= IDLE_LIFE or now.date() - state.created_on >= ABSOLUTE_LIFE


def is_stepped_up(state: SessionState, shown_hash: bytes, now: datetime) -> bool:
    """Tell whether the password was given lately; the token from before it was given does not count."""
    is_current = shown_hash == state.token_hash
    return is_current and state.stepped_up_at is not None and now - state.stepped_up_at < STEP_UP_LIFE


def _is_living_previous(state: SessionState, shown_hash: bytes, now: datetime) -> bool:
    return shown_hash == state.previous_hash and (
        state.previous_ends_at is None or now < state.previous_ends_at
    )


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many tries at once, and how many seconds until another one is allowed."""

    tries: int
    seconds_per_try: float


@dataclass(frozen=True, slots=True)
class Level:
    """What is left of an allowance at a moment."""

    tokens: float
    updated_at: datetime


def refilled(level: Level, allowance: Allowance, now: datetime) -> Level:
    """Return the level at `now`; a clock that was set back takes nothing away and gives nothing."""
    passed_seconds = max(0.0, (now - level.updated_at).total_seconds())
    tokens = level.tokens + passed_seconds / allowance.seconds_per_try
    return Level(min(float(allowance.tries), tokens), now)


def wait_seconds(level: Level, allowance: Allowance) -> float:
    """Return how long to wait from the level's moment until one try is allowed; 0 when one is."""
    return max(0.0, 1 - level.tokens) * allowance.seconds_per_try


def spent(level: Level) -> Level:
    """Return the level after one try; there must be one."""
    return Level(level.tokens - 1, level.updated_at)
