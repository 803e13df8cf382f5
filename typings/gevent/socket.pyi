import socket as _socket

SOCK_STREAM: int

class socket(_socket.socket): ...

def wait_write(fileno: int, timeout: float | None = ...) -> None: ...
