"""Rules every request and answer obeys: host, size, requests of other sites, security headers.

The headers are set on whatever leaves the application, errors and files included. A route may set one
of them first: `/sw.js` and the reader of files their own policies, the library and the app's files their
own caching.
"""

from collections.abc import Callable
from time import perf_counter
from urllib.parse import urlsplit

from flask import Flask, Response, g, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter, Map, Rule

from server.config import Settings
from server.core.errors import AppError, init_errors
from server.core.logs import logger

MAX_BODY_BYTES = 16 * 1024
MAX_LARGE_BODY_BYTES = 1024 * 1024
HSTS_SECONDS = 365 * 24 * 3600

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

_TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types app-sw app-importer"
# A trusted-types directive on the answer of the service worker itself blocks its importScripts and
# leaves it active with an empty cache: offline would be broken without a word. So it gets this policy.
WORKER_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; object-src 'none'"
)
PAGE_CSP = f"{WORKER_CSP}; {_TRUSTED_TYPES}"
# The worker that reads other apps' files compiles SQLite from WebAssembly; nothing else may.
IMPORTER_CSP = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'none'"
)

_REFUSED_FEATURES = (
    "accelerometer",
    "autoplay",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
# The camera is for reading the QR code that links a second device.
_PERMISSIONS = ", ".join(["camera=(self)", *(f"{feature}=()" for feature in _REFUSED_FEATURES)])


class MatchedRule(Rule):
    """A rule that only matches addresses: nothing here asks Flask to build one.

    Werkzeug compiles two functions for each rule that could, which took most of the time of `create_app`.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: FBT001, FBT002 - the signature is Werkzeug's
        del append_unknown  # there is one answer
        return _build_nothing


class IdConverter(BaseConverter):
    """An id in an address: hex characters alone, so that nothing else reaches a statement.

    PostgreSQL takes no text with a zero byte in it, and would answer with a fault.
    """

    def __init__(self, map: Map, length: int = 32) -> None:  # noqa: A002 - the name is Werkzeug's
        super().__init__(map)
        self.length = length
        self.regex = f"[0-9a-f]{{{length}}}"


def _build_nothing(_rule: Rule, **_values: object) -> tuple[str, str]:
    raise NotImplementedError("Addresses are not built from rules here: write it.")


def security_headers(settings: Settings) -> dict[str, str]:
    """Return the headers of every answer; strict transport only where people come over https."""
    headers = {
        "Content-Security-Policy": PAGE_CSP,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": _PERMISSIONS,
        "X-Robots-Tag": "noindex",
        "Cache-Control": "no-store",
    }
    if settings.is_https:
        headers["Strict-Transport-Security"] = f"max-age={HSTS_SECONDS}"
    return headers


def init_http(app: Flask, settings: Settings, large_bodies: frozenset[str] = frozenset()) -> None:
    """Put the rules on the application; only these paths take bodies of up to MAX_LARGE_BODY_BYTES."""
    headers = security_headers(settings)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.url_rule_class = MatchedRule
    app.url_map.converters["id"] = IdConverter
    app.url_map.merge_slashes = False  # a redirect from //example.org/ would be an open one

    @app.before_request
    def check_request() -> None:
        g.started_at = perf_counter()
        _refuse_foreign_host(settings.trusted_hosts)
        _limit_body(large_bodies)
        _refuse_cross_site(settings.public_url)

    @app.after_request
    def finish_response(response: Response) -> Response:
        present = {name.lower() for name in response.headers.keys()}  # noqa: SIM118 - it is no dict
        response.headers.extend(
            [(name, value) for name, value in headers.items() if name.lower() not in present]
        )
        _log_request(response)
        return response

    init_errors(app)
    _trust_proxies(app, settings.trusted_proxies)


def _refuse_foreign_host(trusted_hosts: frozenset[str]) -> None:
    """Answer only to the server's own names, so that no other name can be pointed at it (DNS rebinding)."""
    if urlsplit(f"//{request.host}").hostname not in trusted_hosts:
        raise AppError(
            "unknown_host",
            400,
            "This server does not know the address you opened. Its owner can set PUBLIC_URL to it.",
        )


def _limit_body(large_bodies: frozenset[str]) -> None:
    """Refuse a declared size before a byte of it is read; a chunked body is cut off while it is read."""
    limit = MAX_LARGE_BODY_BYTES if request.path in large_bodies else MAX_BODY_BYTES
    request.max_content_length = limit
    if (request.content_length or 0) > limit:
        raise RequestEntityTooLarge


def _refuse_cross_site(public_url: str) -> None:
    """Let only the app's own pages change anything (docs/protocol.md).

    Browsers say in Sec-Fetch-Site where a request comes from, and no page can change that; one that does
    not (plain http, an old one) sends Origin instead.
    """
    if request.method in _SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    is_own = site == "same-origin" if site is not None else request.headers.get("Origin") == public_url
    if not is_own:
        raise AppError("cross_site", 403, "This request did not come from the app itself.")


def _log_request(response: Response) -> None:
    started_at: float = g.get("started_at") or perf_counter()
    route = request.url_rule.rule if request.url_rule else None
    duration_ms = round((perf_counter() - started_at) * 1000, 1)
    logger.info(
        "request", method=request.method, route=route, status=response.status_code, duration_ms=duration_ms
    )


def _trust_proxies(app: Flask, hops: int) -> None:
    """Believe X-Forwarded headers only from as many proxies as the owner put in front."""
    if hops:
        proxied = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
        app.wsgi_app = proxied  # type: ignore[method-assign]  # the way Flask documents to add middleware
