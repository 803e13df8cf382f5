"""To which addresses a nudge may go: only those of push services, and never into a network of our own.

The host is compared after parsing, never by a pattern on the address: `https://127.0.0.1/a.google.com/` is
no address of Google. It is checked when a device subscribes and again at every sending, where also each
address that its name resolves to must be a public one.
"""

import re
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import urlsplit

HTTPS_PORT = 443
MAX_CHARACTERS = 2000
KNOWN_HOSTS = frozenset({"fcm.googleapis.com", "jmt17.google.com"})
KNOWN_DOMAINS = ("push.services.mozilla.com", "push.apple.com", "notify.windows.com")

P256_POINT_BYTES = 65
P256_UNCOMPRESSED = 4
# y² = x³ - 3x + b over the prime field of FIPS 186-4, D.1.2.3; to check a key takes no library.
_P = 2**256 - 2**224 + 2**192 + 2**96 - 1
_B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B

# From "!" to "~", but for a backslash and the other characters that no address holds as they are: "<>^`{|}
_PLAIN = re.compile(r"[!#-;=?-\[\]_a-z~]*")
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
# What Python's `is_global` lets through, in one version or another, and no push service uses.
_NOT_PUBLIC = tuple(
    ip_network(network)
    for network in (
        # Written into IPv6, an IPv4 address of any network can stand there (RFC 4291, 6052, 8215, 7526).
        "::/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
        # For protocols, documentation, segment routing, sites, and old relays (the IANA registries of 2025).
        "192.0.0.0/24",
        "192.88.99.0/24",
        "2001::/23",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
)


class Allowed(NamedTuple):
    """What the settings let through beside the push services of browsers."""

    hosts: frozenset[str] = frozenset()
    loopback: bool = False


def is_push_service(endpoint: str, allowed: Allowed) -> bool:
    """Tell whether this is an address of a push service that we may send to."""
    if len(endpoint) > MAX_CHARACTERS or not _is_plain(endpoint):
        return False
    try:
        url = urlsplit(endpoint)
        host, port = url.hostname or "", url.port
    except ValueError:
        return False
    if url.fragment or "@" in url.netloc or "%" in url.netloc:
        return False
    if allowed.loopback and host in _LOOPBACK_NAMES:
        return url.scheme in {"http", "https"}
    return url.scheme == "https" and port in {None, HTTPS_PORT} and _is_known(host, allowed)


def _is_plain(endpoint: str) -> bool:
    """Whether every reader of this text sees the same address: printable ASCII without a backslash."""
    return _PLAIN.fullmatch(endpoint) is not None


def _is_known(host: str, allowed: Allowed) -> bool:
    if host in KNOWN_HOSTS or host in allowed.hosts:
        return True
    return host.endswith(tuple(f".{domain}" for domain in KNOWN_DOMAINS))


def is_public(address: str) -> bool:
    """Tell whether an address lies in no network of our own, whatever it is wrapped in."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _NOT_PUBLIC)


def is_loopback(address: str) -> bool:
    """Tell whether an address is this machine's own."""
    return ip_address(address.partition("%")[0]).is_loopback


def origin_of(endpoint: str) -> str:
    """Return scheme, host and port as a VAPID token names its audience: without the scheme's own port."""
    url = urlsplit(endpoint)
    host = f"[{url.hostname}]" if ":" in (url.hostname or "") else url.hostname
    own_port = {"https": HTTPS_PORT, "http": 80}[url.scheme]
    return f"{url.scheme}://{host}" + (f":{url.port}" if url.port not in {None, own_port} else "")


def is_p256_point(key: bytes) -> bool:
    """Tell whether this is a point of the curve P-256, uncompressed, as browsers give their public key."""
    if len(key) != P256_POINT_BYTES or key[0] != P256_UNCOMPRESSED:
        return False
    x, y = int.from_bytes(key[1:33]), int.from_bytes(key[33:])
    return x < _P and y < _P and (y * y - (x * x * x - 3 * x + _B)) % _P == 0
