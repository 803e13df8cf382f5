"""Settings: read once from the environment, frozen, and refused with a hint when one is wrong.

variable         meaning                                             default
HOST             address to listen on                                127.0.0.1
PORT             port to listen on, 1-65535                          8000
DATA_DIR         folder of the SQLite database, made if missing      data/ of the checkout
DATABASE_URL     sqlite:///FILE or postgresql://USER:WORD@HOST/NAME  kept.db in DATA_DIR
                 (several hosts: HOST1:PORT1,HOST2:PORT2)
PUBLIC_URL       the address people open, without a path             http://localhost:PORT
TRUSTED_HOSTS    more host names to answer to, comma-separated       none
TRUSTED_PROXIES  reverse proxies in front, 0-9                       0
APP_DIR          the built app                                       pwa/dist of the checkout
SIGNUP           who may make an account: invite, open or closed      invite
SECURITY_CONTACT whom to tell of a weakness: mailto: or https://     none
ACCOUNT_MEGABYTES  how much one account may store, 1-100000          100
ACCOUNT_ROWS     how many things one account may store               500000
OIDC_ISSUER      an OpenID provider to sign in by: its https address  none
OIDC_CLIENT_ID   what the provider calls this server                 none
OIDC_CLIENT_SECRET_FILE  the file with the secret the provider gave  none
OIDC_NAME        what the provider is called on the screens          its host
LOG_LEVEL        debug, info, warning or error                       warning
WEB_CONCURRENCY  server processes on PostgreSQL, 1-64 (SQLite: one)  2
NUDGE_WORKERS    processes beside them that send nudges, 0-16        1
VAPID_SUBJECT    whom push services may ask: mailto: or https://     PUBLIC_URL where it is https
PUSH_HOSTS       more push services, comma-separated host names      none
PUSH_LOOPBACK    1: push services on this machine too, for tests     0

An empty variable counts as not set.
"""

import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Self
from urllib.parse import SplitResult, urlsplit

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from server.database_url import parse_database_url

ROOT = Path(__file__).resolve().parent.parent
MAX_OIDC_NAME_CHARACTERS = 40
LOG_LEVELS = ("debug", "info", "warning", "error")
SIGNUPS = ("invite", "open", "closed")
UNREACHABLE_ENDINGS = frozenset({"localhost", "local", "invalid", "test", "example", "internal", "lan"})
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})

# At most 253 characters, as RFC 1035 has it.
_HOST_NAME = re.compile(
    r"(?=.{1,253}\Z)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*"
)
_SUBJECT = re.compile(
    r"mailto:[A-Za-z0-9._+-]{1,64}@(?P<mail_host>[A-Za-z0-9.-]+)"
    r"|https://(?P<host>[A-Za-z0-9.-]+)(:[0-9]{1,5})?(/[!-~]{0,200})?"
)
_POSTGRESQL = {"postgres", "postgresql", "postgresql+psycopg"}


class SettingsError(Exception):
    """A setting is wrong; the text names it, what it holds, and what to do."""

    def __init__(self, variable: str, got: str, hint: str) -> None:
        super().__init__(f"{variable} is {got!r}: {hint}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Oidc:
    """The OpenID provider to sign in by, and who this server is to it."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything the server is told from outside.

    `database_url` may hold a password and is kept out of `repr`. `trusted_hosts` are bare host
    names, without port and without the brackets of an IPv6 address.
    """

    host: str
    port: int
    data_dir: Path
    database_url: str = field(repr=False)
    public_url: str
    trusted_hosts: frozenset[str]
    trusted_proxies: int
    app_dir: Path
    signup: str
    account_megabytes: int
    account_rows: int
    log_level: str
    processes: int
    nudge_workers: int
    vapid_subject: str
    push_hosts: frozenset[str]
    push_loopback: bool
    security_contact: str | None
    oidc: Oidc | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """Read and check every variable; raises SettingsError at the first that is wrong."""
        port = _number(environ, "PORT", 8000, 1, 65535)
        data_dir = _data_dir(environ)
        database_url = _database_url(environ, data_dir)
        public_url = _public_url(environ, port)
        host = _host(environ)
        return cls(
            host=host,
            port=port,
            data_dir=data_dir,
            database_url=database_url.render_as_string(hide_password=False),
            public_url=public_url.geturl(),
            trusted_hosts=LOOPBACK_HOSTS | {public_url.hostname or ""} | _trusted_hosts(environ),
            trusted_proxies=_number(environ, "TRUSTED_PROXIES", 0, 0, 9),
            app_dir=_app_dir(environ),
            signup=_choice(environ, "SIGNUP", "invite", SIGNUPS),
            account_megabytes=_number(environ, "ACCOUNT_MEGABYTES", 100, 1, 100_000),
            account_rows=_number(environ, "ACCOUNT_ROWS", 500_000, 1, 100_000_000),
            log_level=_choice(environ, "LOG_LEVEL", "warning", LOG_LEVELS),
            processes=_processes(environ, database_url),
            nudge_workers=_number(environ, "NUDGE_WORKERS", 1, 0, 16),
            vapid_subject=_vapid_subject(environ, public_url),
            push_hosts=_push_hosts(environ),
            push_loopback=_push_loopback(environ, public_url, host),
            security_contact=_security_contact(environ),
            oidc=_oidc(environ),
        )

    @property
    def sqlalchemy_url(self) -> URL:
        """The database, in parts."""
        return make_url(self.database_url)

    @property
    def is_https(self) -> bool:
        """Whether people reach the server over TLS."""
        return self.public_url.startswith("https://")

    @property
    def is_local(self) -> bool:
        """Whether only programs of this machine can reach the server: what they may, nobody else may."""
        return _is_loopback(urlsplit(self.public_url).hostname or "") and _is_loopback(self.host)

    @property
    def note(self) -> str | None:
        """What the owner should know although nothing is wrong, or None."""
        is_local = _is_loopback(urlsplit(self.public_url).hostname or "")
        if is_local and not _is_loopback(self.host):
            return (
                f"PUBLIC_URL is {self.public_url}: other devices are refused."
                " To let them in, set PUBLIC_URL to the address they open."
            )
        if is_local or self.is_https:
            return None
        return (
            f"PUBLIC_URL is {self.public_url}: browsers install the app and keep it offline only over https"
            " (or on localhost). Put a reverse proxy that holds a certificate, such as Caddy, or a tunnel"
            " in front and set PUBLIC_URL to its https:// address."
        )


def _number(environ: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = environ.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and low <= int(text[:9]) <= high):
        raise SettingsError(name, text, f"use a whole number from {low} to {high}, such as {name}={default}")
    return int(text)


def _host(environ: Mapping[str, str]) -> str:
    text = environ.get("HOST") or "127.0.0.1"
    if not _is_host_name(text):
        raise SettingsError(
            "HOST", text, "use an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them"
        )
    return text


def _data_dir(environ: Mapping[str, str]) -> Path:
    """The folder, made if missing, once a file could be written into it."""
    path = Path(environ.get("DATA_DIR") or ROOT / "data").resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=path).close()
    except OSError as error:
        hint = f"{error.strerror}. Use a folder this user may write to, such as DATA_DIR=data"
        raise SettingsError("DATA_DIR", str(path), hint) from error
    return path


def _app_dir(environ: Mapping[str, str]) -> Path:
    """Return the folder of the built app: where it is left out, it may not be built yet."""
    text = environ.get("APP_DIR")
    folder = Path(text or ROOT / "pwa" / "dist").resolve()
    if text and not folder.is_dir():
        hint = "no such folder. Use the one that `make build` writes, or leave it out for pwa/dist"
        raise SettingsError("APP_DIR", text, hint)
    return folder


def _database_url(environ: Mapping[str, str], data_dir: Path) -> URL:
    text = environ.get("DATABASE_URL")
    if not text:
        return URL.create("sqlite", database=str(data_dir / "kept.db"))
    hint = (
        "use sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME, or leave it out for SQLite in DATA_DIR"
    )
    try:
        url = parse_database_url(text)
    except (ArgumentError, ValueError) as error:
        raise SettingsError("DATABASE_URL", _shown(text), hint) from error
    if url.drivername in _POSTGRESQL and url.database:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername != "sqlite" or not url.database or url.database.startswith((":memory:", "file:")):
        raise SettingsError("DATABASE_URL", _shown(text), hint)
    return url.set(database=str(_database_file(text, Path(url.database).resolve())))


def _database_file(text: str, path: Path) -> Path:
    if path.is_dir() or not os.access(path if path.exists() else path.parent, os.R_OK | os.W_OK):
        hint = (
            f"{path} cannot be written. Choose a file in a folder that exists and that this user can write to"
        )
        raise SettingsError("DATABASE_URL", _shown(text), hint)
    return path


def _public_url(environ: Mapping[str, str], port: int) -> SplitResult:
    """The address as scheme and host (and port), the host in its ASCII form."""
    text = environ.get("PUBLIC_URL") or f"http://localhost:{port}"
    hint = "use scheme and host without a path, such as https://kept.example.org"
    try:
        url = urlsplit(text)
        netloc = url.netloc.encode("idna").decode() if not text.isascii() else url.netloc.lower()
        url = url._replace(netloc=netloc, path=url.path.removesuffix("/"))
        is_plain = url.port != 0 and url.geturl() == f"{url.scheme}://{url.netloc}" and "@" not in text
    except ValueError as error:
        raise SettingsError("PUBLIC_URL", _shown(text), hint) from error
    if not is_plain or url.scheme not in {"http", "https"} or not _is_host_name(url.hostname or ""):
        raise SettingsError("PUBLIC_URL", _shown(text), hint)
    return url


def _trusted_hosts(environ: Mapping[str, str]) -> frozenset[str]:
    hosts = [host.strip() for host in environ.get("TRUSTED_HOSTS", "").split(",") if host.strip()]
    for host in hosts:
        if not _is_host_name(host):
            raise SettingsError(
                "TRUSTED_HOSTS", host, "use host names without scheme and port, such as kept.lan,192.168.1.5"
            )
    return frozenset(host.lower() for host in hosts)


def _vapid_subject(environ: Mapping[str, str], public_url: SplitResult) -> str:
    """Whom the operator of a push service may ask; Apple's refuses (403) what it cannot reach."""
    text = environ.get("VAPID_SUBJECT")
    if not text:
        is_https = public_url.scheme == "https"
        return public_url.geturl() if is_https else "mailto:kept@localhost"
    match = _SUBJECT.fullmatch(text)
    host = match["mail_host"] or match["host"] if match else ""
    if not _is_host_name(host):
        raise SettingsError("VAPID_SUBJECT", text, "use mailto:YOU@YOUR.DOMAIN or an https:// address")
    if not _is_loopback(public_url.hostname or "") and _is_unreachable(host):
        hint = "Apple refuses (403) all messages from such a name. Use an address that can be reached"
        raise SettingsError("VAPID_SUBJECT", text, hint)
    return text


def _security_contact(environ: Mapping[str, str]) -> str | None:
    """Return the address for reports about this server, as security.txt names it (RFC 9116)."""
    text = environ.get("SECURITY_CONTACT") or None
    if text is not None and _SUBJECT.fullmatch(text) is None:
        hint = "use mailto:YOU@YOUR.DOMAIN or an https:// address"
        raise SettingsError("SECURITY_CONTACT", text, hint)
    return text


def _oidc(environ: Mapping[str, str]) -> Oidc | None:
    """Return the provider: all of it, or none where nothing is said of one."""
    needed = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET_FILE")
    given = [name for name in (*needed, "OIDC_NAME") if environ.get(name)]
    if not given:
        return None
    for name in needed:
        if not environ.get(name):
            raise SettingsError(name, "", f"{given[0]} is set, so set {' and '.join(needed)} too, or none")
    issuer = environ["OIDC_ISSUER"]
    host = _host_of_issuer(issuer)
    name = environ.get("OIDC_NAME") or host
    if not name.isprintable() or len(name) > MAX_OIDC_NAME_CHARACTERS:
        raise SettingsError("OIDC_NAME", name, f"use up to {MAX_OIDC_NAME_CHARACTERS} printable characters")
    client_id = environ["OIDC_CLIENT_ID"]
    return Oidc(issuer=issuer, client_id=client_id, client_secret=_oidc_secret(environ), name=name)


def _host_of_issuer(issuer: str) -> str:
    """Return its host; over plain http only this machine's own may be one."""
    try:
        parts = urlsplit(issuer)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host))
    if not is_safe or not _is_host_name(host) or parts.query or parts.fragment or parts.username:
        hint = "use the https:// address that the provider names as its issuer, exactly as it writes it"
        raise SettingsError("OIDC_ISSUER", issuer, hint)
    return host


def _oidc_secret(environ: Mapping[str, str]) -> str:
    path = environ["OIDC_CLIENT_SECRET_FILE"]
    try:
        secret = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        hint = f"{why}. Use a file that this user can read, with the secret alone in it"
        raise SettingsError("OIDC_CLIENT_SECRET_FILE", path, hint) from error
    if not secret or len(secret.split()) > 1:
        raise SettingsError(
            "OIDC_CLIENT_SECRET_FILE", path, "the file must hold the secret alone, in one line"
        )
    return secret


def _is_unreachable(host: str) -> bool:
    """Whether this name, or the end of it, is one that no other machine can look up."""
    return _is_loopback(host) or host.rpartition(".")[2].lower() in UNREACHABLE_ENDINGS


def _push_hosts(environ: Mapping[str, str]) -> frozenset[str]:
    hosts = [host.strip().lower() for host in environ.get("PUSH_HOSTS", "").split(",") if host.strip()]
    for host in hosts:
        if not _is_host_name(host) or "." not in host or host.replace(".", "").isdigit() or ":" in host:
            hint = "use host names without scheme and port, such as push.example.org"
            raise SettingsError("PUSH_HOSTS", host, hint)
    return frozenset(hosts)


def _push_loopback(environ: Mapping[str, str], public_url: SplitResult, host: str) -> bool:
    wants_it = _choice(environ, "PUSH_LOOPBACK", "0", ("0", "1")) == "1"
    if wants_it and not (_is_loopback(public_url.hostname or "") and _is_loopback(host)):
        hint = "only for tests, where HOST and PUBLIC_URL are this machine's own. Leave it out"
        raise SettingsError("PUSH_LOOPBACK", "1", hint)
    return wants_it


def _choice(environ: Mapping[str, str], name: str, default: str, choices: Sequence[str]) -> str:
    text = environ.get(name) or default
    if text.lower() not in choices:
        raise SettingsError(name, text, f"use one of {', '.join(choices)}")
    return text.lower()


def _processes(environ: Mapping[str, str], database_url: URL) -> int:
    """SQLite takes one writer at a time, so a second process would only queue behind the first."""
    wanted = _number(environ, "WEB_CONCURRENCY", 2, 1, 64)
    return 1 if database_url.get_backend_name() == "sqlite" else wanted


def _is_host_name(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return _HOST_NAME.fullmatch(text) is not None
    return True


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _shown(text: str) -> str:
    return "(not shown: it may hold a password)" if "@" in text or "password" in text else text
