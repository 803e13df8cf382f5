"""A phone: the machine's Chromium at phone size, with a profile that outlives it."""

import shutil
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize

from tests.e2e.witness import Witness

# Chromium uses the last list that it's given, so this begins with Playwright's own.
OFF: Final = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
    # Two hidden pages for the suggestions under the address bar cost each window more than the app does.
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
)
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(OFF)}",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_WORKER: Final = """if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register = () => Promise.reject(new DOMException("Not here", "SecurityError"));
}"""
"""Some private windows refuse a service worker just so."""
WITH_WORKER: Final = pytest.mark.parametrize("has_worker", [True], ids=["worker"])
"""For the one test of a file that needs what its others do without (`has_worker` in conftest.py)."""

PHONE_SIZE: Final = ViewportSize(width=390, height=844)
SMALL_SIZE: Final = ViewportSize(width=320, height=568)
DESKTOP_SIZE: Final = ViewportSize(width=1280, height=800)

LOCALE = "en-GB"
BERLIN = "Europe/Berlin"


def executable() -> str | None:
    """The Chromium of the machine; None lets Playwright use its own."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def launch(playwright: Playwright, *more_flags: str) -> Browser:
    return playwright.chromium.launch(executable_path=executable(), args=[*FLAGS, *more_flags])


def phone_context(
    browser: Browser,
    witness: Witness,
    *,
    timezone_id: str = BERLIN,
    locale: str = LOCALE,
    has_worker: bool = True,
) -> BrowserContext:
    """A private window of a phone: what it stores is gone when it is closed.

    Without a worker the server answers for each page: installing one takes longer than opening the app.
    """
    context = browser.new_context(
        viewport=PHONE_SIZE,
        has_touch=True,
        is_mobile=True,
        device_scale_factor=2,
        locale=locale,
        timezone_id=timezone_id,
    )
    witness.watch(context)
    if not has_worker:
        context.add_init_script(NO_WORKER)
    return context


class Phone:
    """Its browser can be closed and opened again, in another time zone too; the profile stays."""

    def __init__(self, playwright: Playwright, profile: Path, witness: Witness) -> None:
        self._playwright = playwright
        self._profile = profile
        self._witness = witness
        self._context: BrowserContext | None = None

    def open(self, *, timezone_id: str = BERLIN) -> Page:
        """Start the browser; gives its first page, which is still empty."""
        self._context = self._playwright.chromium.launch_persistent_context(
            self._profile,
            executable_path=executable(),
            args=list(FLAGS),
            viewport=PHONE_SIZE,
            has_touch=True,
            is_mobile=True,
            device_scale_factor=2,
            locale=LOCALE,
            timezone_id=timezone_id,
            accept_downloads=True,
        )
        self._witness.watch(self._context)
        return self._context.pages[0]

    def close(self) -> None:
        if self._context is not None:
            self._context.close()
        self._context = None
