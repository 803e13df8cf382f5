"""A folder like the one the build of the app leaves, small enough to read."""

import gzip
from pathlib import Path

ASSET = "index-B2k9cXq1.js"
SCRIPT = b"export const kept = true;\n" * 40

FILES = {
    "index.html": b"<!doctype html><title>Kept</title>",
    "sw.js": b"self.addEventListener('install', () => {});",
    "favicon.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "notices.txt": b"Made with the work of others.",
    "manifest.webmanifest": b'{"name": "Kept"}',
    "icons/icon-192.png": b"\x89PNG",
    "screenshots/today.png": b"\x89PNG",
    f"assets/{ASSET}": SCRIPT,
    f"assets/{ASSET}.gz": gzip.compress(SCRIPT),
    f"assets/{ASSET}.br": b"brotli",
    "assets/plain-1a2b3c4d.css": b"body { margin: 0 }",
    "assets/importer-C4rRy1ng.js": b"self.addEventListener('message', () => {});",
    "assets/sqlite-P8oGr4mm.wasm": b"\0asm",
}


def write_built_app(folder: Path) -> Path:
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
