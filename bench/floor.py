"""The floor: what a hand-written page with a heading and some JavaScript costs in the same browser.

It brings a service worker that keeps its files, so it starts offline as the product does.
"""

import gzip
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SCRIPT_BYTES = 45_000
LEVEL = 9
PAGE = b"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Floor</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script type="module" src="/floor.js"></script>
<body><h1>Today</h1><ul id="list"></ul></body></html>"""
DRAW = """
document.getElementById("list").innerHTML =
  [1, 2, 3].map((n) => `<li><a class="suggestion" href="/${n}">Suggestion ${n}</a></li>`).join("");
addEventListener("load", () => setTimeout(() => navigator.serviceWorker.register("/sw.js"), 500));
"""
WORKER = b"""
const keep = async () => (await caches.open("floor")).addAll(["/", "/floor.js"]);
const answer = async (request) => (await caches.match(request)) ?? fetch(request);
addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => event.respondWith(answer(event.request)));
"""


class FloorHandler(BaseHTTPRequestHandler):
    """The files of the page, compressed, over one connection."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with one of the files."""
        body, kind = files().get(self.path, (b"", "text/plain"))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if body:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""


@cache
def files() -> dict[str, tuple[bytes, str]]:
    """Return each file in gzip, with its type."""
    return {
        "/": (gzip.compress(PAGE, LEVEL), "text/html"),
        "/floor.js": (script(), "text/javascript"),
        "/sw.js": (gzip.compress(WORKER, LEVEL), "text/javascript"),
    }


@cache
def script() -> bytes:
    """Return a script in gzip: functions that are read and never called, then the drawing."""
    chance = random.Random(45)  # noqa: S311 - filler, not a secret
    functions: list[str] = []
    packed = b""
    while len(packed) < SCRIPT_BYTES:
        functions += [_function(chance, len(functions) + at) for at in range(20)]
        packed = gzip.compress(("\n".join(functions) + DRAW).encode(), LEVEL)
    return packed


@contextmanager
def floor_server() -> Iterator[str]:
    """Serve the floor on a free port; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), FloorHandler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _function(chance: random.Random, index: int) -> str:
    name, number, word = chance.choice("abcdefgh"), chance.randrange(10**6), f"{chance.getrandbits(40):x}"
    return (
        f"export function {name}{index}(x, y) {{ const z = x.{name}{word[:3]} ?? {number};"
        f" return y > z ? `${{z}} {word}` : [x, ...y].map((v) => v + {number % 97}); }}"
    )
