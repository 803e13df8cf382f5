import socket as _socket

SOCK_STREAM: int

class socket(_socket.socket): ...
