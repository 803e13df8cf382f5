"""What arrives: declarative Web Push (docs/protocol.md), with ids and generic words only.

The words of people are sealed; a device that holds them puts them in, if its person chose so.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import orjson

from server.core.tokens import to_text
from server.nudges.state import APPRECIATION, CHECK_IN, Nudge

DECLARATIVE = 8030
MAX_ITEMS = 10
TOPIC_CHARACTERS = 32

_TITLE = "A small nudge"
_BODY = "Something small for today."
_BODY_OF_SEVERAL = "A few small things for today."
_TEST_TITLE = "Nudges can reach you here"
_TEST_BODY = "This one was only to try it."
_ACTIONS = (("done", "Done"), ("later", "Later"))


def nudge_payload(
    account_id: str, nudges: Sequence[Nudge], public_url: str, *, is_mutable: bool, badge: int | None
) -> bytes:
    """Return the payload for nudges that go as one; the first one's id is that of all."""
    lead = nudges[0]
    is_alone = len(nudges) == 1
    navigate = _address(public_url, lead, is_alone=is_alone)
    data: dict[str, Any] = {
        "kind": "nudge",
        "account": account_id,
        "id": lead.id,
        "on": lead.on.isoformat(),
        "items": [_item(nudge) for nudge in nudges[:MAX_ITEMS]],
    }
    if not is_alone:
        data["count"] = len(nudges)
    notification = {
        **_words(_TITLE, _BODY if is_alone else _BODY_OF_SEVERAL),
        "navigate": navigate,
        "tag": lead.id,
        "actions": [
            {"action": action, "title": title, "navigate": navigate}
            for action, title in _ACTIONS
            if action in _actions_of(lead, is_alone=is_alone)
        ],
        "data": data,
    }
    if is_mutable:
        notification["mutable"] = True
    return _declarative(notification, badge)


def test_payload(account_id: str, token: bytes, public_url: str) -> bytes:
    """Return the payload with which a device shows that nudges reach it."""
    notification = {
        **_words(_TEST_TITLE, _TEST_BODY),
        "navigate": f"{public_url}/today",
        "tag": "test",
        "mutable": True,  # only the worker can say that it has arrived
        "data": {"kind": "test", "account": account_id, "token": to_text(token)},
    }
    return _declarative(notification, None)


def topic_of(key: str) -> str:
    """Return the name under which a push service replaces what it has not delivered yet."""
    return to_text(sha256(f"kept/topic/v1|{key}".encode()).digest())[:TOPIC_CHARACTERS]


def _words(title: str, body: str) -> dict[str, Any]:
    return {"title": title, "body": body, "lang": "en", "dir": "auto", "silent": False}


def _item(nudge: Nudge) -> dict[str, str]:
    kind, subject_id, reminder_id = nudge.subject
    return {
        "id": nudge.id,
        "type": kind,
        "subject": subject_id,
        "reminder": reminder_id,
        "on": nudge.on.isoformat(),
    }


def _address(public_url: str, lead: Nudge, *, is_alone: bool) -> str:
    # Ids hold nothing that would have to be escaped.
    if is_alone and lead.subject.type == APPRECIATION:
        return f"{public_url}/together?nudge={lead.id}"
    address = f"{public_url}/today?nudge={lead.id}"
    if is_alone:
        address += f"&about={lead.subject.type}:{lead.subject.id}&on={lead.on.isoformat()}"
    return address


def _actions_of(lead: Nudge, *, is_alone: bool) -> Sequence[str]:
    """Return what can be done right there: nothing with an appreciation, and nothing is done of several."""
    if is_alone and lead.subject.type == APPRECIATION:
        return ()
    return ("done", "later") if is_alone and lead.subject.type != CHECK_IN else ("later",)


def _declarative(notification: dict[str, Any], badge: int | None) -> bytes:
    """Return the JSON; the number for the badge stands in both places where readers look for it."""
    whole: dict[str, Any] = {"web_push": DECLARATIVE, "notification": notification}
    if badge is not None:
        notification["app_badge"] = whole["app_badge"] = badge
    return orjson.dumps(whole)
