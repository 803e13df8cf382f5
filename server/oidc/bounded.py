"""Requests to the provider: bounded in time and size, and never led elsewhere.

What waits here is a socket, so a gevent worker goes on answering others. `requests` limits each wait and not
all of them together, and reads answers of any size: both are limited here.
"""

import time
from typing import Any

import requests
from requests.adapters import HTTPAdapter

CONNECT_SECONDS = 5.0
READ_SECONDS = 5.0
WHOLE_SECONDS = 10.0
MAX_ANSWER_BYTES = 256 * 1024
_PIECE_BYTES = 16 * 1024


class TooMuchError(requests.RequestException):
    """The answer is too large, or takes too long as a whole."""


class BoundedAdapter(HTTPAdapter):
    """Reads each answer here, whatever whoever asked has said about time."""

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:  # type: ignore[override]  # noqa: ANN401 - passed on as it is
        """Send a request and read its answer; raises RequestException."""
        ends_at = time.monotonic() + WHOLE_SECONDS
        response = super().send(
            request, **{**kwargs, "timeout": (CONNECT_SECONDS, READ_SECONDS), "stream": True}
        )
        content = bytearray()
        for piece in response.iter_content(_PIECE_BYTES):
            content += piece
            if len(content) > MAX_ANSWER_BYTES or time.monotonic() > ends_at:
                response.close()
                raise TooMuchError
        response._content = bytes(content)  # noqa: SLF001 - what `content` returns once it has been read
        return response


def bind(session: requests.Session) -> None:
    """Let a session ask within these bounds, and use no redirect, and no proxy or password of the machine."""
    session.trust_env = False
    session.get_redirect_target = lambda resp: None  # type: ignore[method-assign]  # noqa: ARG005 - the name is theirs
    for scheme in ("https://", "http://"):
        session.mount(scheme, BoundedAdapter())
