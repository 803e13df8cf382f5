"""How many connections one address has open: one client alone must not take all that the server can hold."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address, ip_network

MAX_OF_ADDRESS = 300


class Crowd:
    """The connections of one process, counted by IPv4 address or IPv6 network of 64 bits."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()

    @contextmanager
    def counted(self, address: str) -> Iterator[bool]:
        """Count a connection while it lasts; False where its address has too many already."""
        network = _network_of(address)
        self._open[network] += 1
        try:
            yield self._open[network] <= MAX_OF_ADDRESS
        finally:
            self._open[network] -= 1
            if self._open[network] == 0:
                del self._open[network]


def _network_of(address: str) -> str:
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is None:
        return str(ip_network((ip.packed, 64), strict=False))
    return str(ip.ipv4_mapped if isinstance(ip, IPv6Address) else ip)
