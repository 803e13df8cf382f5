"""How much the first visit downloads.

"Needed" is what a browser with an empty profile has really loaded when Today's suggestions are on the screen:
the page and the resources of its timeline but the icon and the manifest. "Precached" is what the
service worker's caches hold afterwards. Of each file the body is counted as the server sends it with gzip.
"""

import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass

from playwright.sync_api import sync_playwright

from bench.lab import Lab
from bench.report import Figure, Row, plain_row

SUGGESTION = ".suggestion"
KILOBYTE = 1_000
NEEDED_KB = 45
PRECACHED_KB = 150


@dataclass(frozen=True, slots=True)
class Visit:
    """The addresses of a first visit."""

    needed: list[str]
    precached: list[str]


def measure(lab: Lab) -> list[Row]:
    """Sum up both, in gzip and as browsers ask for it."""
    with lab.product() as product:
        visit = visit_once(lab, product.url)
        needed, precached, worker = visit.needed, visit.precached, [f"{product.url}/sw.js"]
        peers = "Beaver 675 KiB, HabitTrove 691 KiB"
        needed_figure = Figure(f"needed by Today, {len(needed)} files, gzip", "KB", NEEDED_KB, beside=peers)
        precached_figure = Figure(f"precached, {len(precached)} files, gzip", "KB", PRECACHED_KB)
        return [
            plain_row(needed_figure, kilobytes(needed, "gzip")),
            plain_row(Figure("the same in Brotli, as browsers get it", "KB"), kilobytes(needed, "br, gzip")),
            plain_row(precached_figure, kilobytes(precached, "gzip")),
            plain_row(Figure("the service worker itself, gzip", "KB"), kilobytes(worker, "gzip")),
        ]


def visit_once(lab: Lab, url: str) -> Visit:
    """Open Today as nobody has before, and wait until the service worker has everything."""
    with sync_playwright() as playwright, lab.new_phone(playwright) as phone:
        phone.watch_for(SUGGESTION)
        painted_ms = phone.open(url)
        needed = phone.page.evaluate("loadedAddresses", painted_ms)
        phone.page.evaluate("readyForOffline()")
        return Visit(_unique(needed), _unique(phone.page.evaluate("precachedAddresses()")))


def kilobytes(addresses: Iterable[str], encodings: str) -> float:
    """Sum the bodies behind these addresses."""
    return sum(_body_bytes(address, encodings) for address in addresses) / KILOBYTE


def _body_bytes(address: str, encodings: str) -> int:
    request = urllib.request.Request(address, headers={"Accept-Encoding": encodings})  # noqa: S310 - our own server
    with urllib.request.urlopen(request) as response:  # noqa: S310 - our own server
        return len(response.read())


def _unique(addresses: Iterable[str]) -> list[str]:
    """Sort the addresses; the revision that precaching adds to some is no part of them."""
    return sorted({address.partition("?")[0] for address in addresses})
