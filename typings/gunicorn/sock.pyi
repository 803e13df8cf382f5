import socket

class BaseSocket:
    FAMILY: int
    sock: socket.socket
