"""The address of a PostgreSQL with several hosts, of which the driver takes the first that will do."""

import re

from sqlalchemy.engine import URL, make_url

_DEFAULT_PORT = "5432"
_SEVERAL_HOSTS = re.compile(
    r"(?P<start>[a-z+]+://([^/?#@]*@)?)(?P<hosts>[^/?#@,]+(,[^/?#@,]+)+)(?P<end>[/?].*)?", re.DOTALL
)
_HOST = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(:(?P<port>[0-9]{1,5}))?")


def parse_database_url(text: str) -> URL:
    """Read the address; hosts `h1:p1,h2:p2` become its parameters `host` and `port`, as libpq takes them.

    Raises ArgumentError or ValueError where it is none.
    """
    match = _SEVERAL_HOSTS.fullmatch(text)
    if match is not None:
        url = make_url(match["start"] + (match["end"] or ""))
        return _with_hosts(url, match["hosts"].split(","))
    url = make_url(text)
    hosts = url.query.get("host")
    return _with_hosts(url, list(hosts)) if isinstance(hosts, tuple) else url


def hosts_of(url: URL) -> str | None:
    """Return the host or hosts for a message; None where it is this machine."""
    hosts = url.query.get("host")
    return url.host or (hosts if isinstance(hosts, str) else None)


def _with_hosts(url: URL, hosts: list[str]) -> URL:
    parts = [_HOST.fullmatch(host) for host in hosts]
    found = [part for part in parts if part is not None]
    if len(found) < len(parts):
        raise ValueError("no host and port")
    names = ",".join(part["host"].strip("[]") for part in found)
    ports = ",".join(part["port"] or _DEFAULT_PORT for part in found)
    return url.difference_update_query(["host", "port"]).update_query_dict({"host": names, "port": ports})
