"""The server's view of the network, narrowed by a test: Python loads this where its folder is on the path.

The product has no switch for it. The host names of Google's push service lead to the port STEERED_PORT of
this machine, as a line in /etc/hosts and a redirected port would; what the product makes of the address, its
list of allowed hosts, TLS and its certificates included, is left alone.
"""

import os
import socket
from typing import Any

GOOGLE = frozenset({"fcm.googleapis.com", "jmt17.google.com"})

_look_up = socket.getaddrinfo


def look_up(host: Any, port: Any, *more: Any, **named: Any) -> Any:  # noqa: ANN401 - as the library has it
    """Give the addresses of a name as usual, and this machine's for Google's push service."""
    if host in GOOGLE:
        return _look_up("127.0.0.1", int(os.environ["STEERED_PORT"]), *more, **named)
    return _look_up(host, port, *more, **named)


socket.getaddrinfo = look_up
