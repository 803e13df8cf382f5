"""The built app, as files.

what                                      caching
pages of the app (one index.html)         no-cache, ETag: asked again each time, mostly answered 304
/sw.js, manifest, icons and the like      the same
/assets/NAME.HASH.ext                     immutable for a year: a changed file has another name

A file with a `.br` or `.gz` sibling is sent in the smaller form where the browser takes it.
"""

import re
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, Flask, Response, request, send_file
from werkzeug.exceptions import NotFound
from werkzeug.routing import BaseConverter
from werkzeug.sansio.response import Response as BaseResponse

from server.contract.addresses import ADDRESSES
from server.core.errors import AppError, answer_http_exception
from server.core.http import IMPORTER_CSP, WORKER_CSP
from server.shell.policy import page_policy

APP_ROUTES = tuple(re.sub(r":(\w+)", r"<\1>", address) for address in ADDRESSES)
ROOT_FILES = ("index.html", "favicon.svg", "manifest.webmanifest", "notices.txt")

_NEVER_PAGES = ("/api/", "/assets/", "/icons/", "/screenshots/")
_IMMUTABLE = "public, max-age=31536000, immutable"
_REVALIDATED = "no-cache"
# The build gives this name to the worker that reads other apps' files (pwa/vite.config.ts).
_IMPORTER = "importer-"
_ROBOTS = "User-agent: *\nDisallow: /\n"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
# Fixed here, since the machine's own table of types differs from one to the next.
_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


class FileNameConverter(BaseConverter):
    """One plain file name: no folder, nothing hidden, nothing a file system would read otherwise."""

    regex = r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}"


def init_shell(app: Flask, app_dir: Path) -> None:
    """Serve the app built into this folder."""
    app.url_map.converters["file_name"] = FileNameConverter
    app.register_blueprint(shell_blueprint(app_dir))


def shell_blueprint(app_dir: Path) -> Blueprint:
    """Return the routes that serve the app built into this folder."""
    blueprint = Blueprint("shell", __name__)

    def page(**_parts: str) -> Response:
        if not (app_dir / "index.html").is_file():
            raise AppError("app_not_built", 503, "The app is not built yet: run make build.")
        response = _send(app_dir / "index.html", _REVALIDATED)
        response.headers["Content-Security-Policy"] = page_policy(app_dir / "index.html")
        return response

    def root_file() -> Response:
        return _send(app_dir / request.path.removeprefix("/"), _REVALIDATED)

    def service_worker() -> Response:
        response = _send(app_dir / "sw.js", _REVALIDATED)
        response.headers["Content-Security-Policy"] = WORKER_CSP
        return response

    def asset(name: str) -> Response:
        return _with_own_policy(name, _send(app_dir / "assets" / name, _IMMUTABLE))

    def folder_file(folder: str, name: str) -> Response:
        return _send(app_dir / folder / name, _REVALIDATED)

    def no_such_page(error: NotFound) -> BaseResponse:
        return _no_such_page(error, page)

    blueprint.app_errorhandler(NotFound)(no_such_page)
    for rule in APP_ROUTES:
        blueprint.add_url_rule(rule, "page", page)
    blueprint.add_url_rule("/server-sign-in", "server_sign_in", _server_sign_in)
    for name in ROOT_FILES:
        blueprint.add_url_rule(f"/{name}", "root_file", root_file)
    blueprint.add_url_rule("/sw.js", "service_worker", service_worker)
    blueprint.add_url_rule("/robots.txt", "robots", _robots)
    blueprint.add_url_rule("/assets/<file_name:name>", "asset", asset)
    blueprint.add_url_rule("/<any(icons, screenshots):folder>/<file_name:name>", "folder_file", folder_file)
    return blueprint


def _no_such_page(error: NotFound, page: Callable[[], Response]) -> BaseResponse:
    """Show a person without the service worker the app, which says in words that nothing is here."""
    if not _is_for_a_page():
        return answer_http_exception(error)
    response = page()
    response.status_code = HTTPStatus.NOT_FOUND
    return response


def _is_for_a_page() -> bool:
    """Tell whether a person opens this address, rather than a program, a script or a style sheet."""
    is_file = request.path.startswith(_NEVER_PAGES) or Path(request.path).suffix in _TYPES
    return (
        request.headers.get("Sec-Fetch-Mode") == "navigate"
        and request.method in {"GET", "HEAD"}
        and not is_file
    )


def _robots() -> Response:
    return Response(_ROBOTS, mimetype="text/plain", headers={"Cache-Control": _REVALIDATED})


def _server_sign_in() -> Response:
    """Lead to the app.

    The service worker leaves this address to the network, so that a proxy in front can ask for its own login.
    """
    return Response(status=HTTPStatus.SEE_OTHER, headers={"Location": "/", "Cache-Control": "no-store"})


def _with_own_policy(asset: str, response: Response) -> Response:
    if asset.startswith(_IMPORTER):
        response.headers["Content-Security-Policy"] = IMPORTER_CSP
    return response


def _send(path: Path, cache_control: str) -> Response:
    """Answer with the file in the smallest form the browser takes, or 304, or 404."""
    encoding, smallest = _choose_form(path)
    if path.suffix not in _TYPES or not smallest.is_file():
        raise NotFound
    response = send_file(smallest, mimetype=_TYPES[path.suffix], conditional=True)
    response.headers.remove("Content-Disposition")
    response.headers["Cache-Control"] = cache_control
    response.vary.add("Accept-Encoding")
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response


def _choose_form(path: Path) -> tuple[str | None, Path]:
    for encoding, suffix in _ENCODINGS:
        sibling = path.with_name(path.name + suffix)
        if request.accept_encodings.quality(encoding) > 0 and sibling.is_file():
            return encoding, sibling
    return None, path
