from types import FrameType
from typing import Any

from gevent.socket import socket
from gunicorn.http.message import Request
from gunicorn.sock import BaseSocket

class _Config:
    keepalive: int

class AsyncWorker:
    alive: bool
    cfg: _Config
    sockets: list[Any]

    def init_process(self) -> None: ...
    def handle(self, listener: BaseSocket, client: socket, addr: tuple[str, int]) -> None: ...
    def handle_request(
        self, listener_name: str, req: Request, sock: socket, addr: tuple[str, int]
    ) -> None: ...
    def handle_exit(self, sig: int, frame: FrameType | None) -> None: ...
    def handle_error(
        self, req: Request | None, client: socket, addr: tuple[str, int], exc: BaseException
    ) -> None: ...
