"""A slow phone: the machine's Chromium at the size and with the touch of a Pixel 7, slowed down by CDP."""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import CDPSession, Locator, Page, Playwright

FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
SCRIPTS = Path(__file__).parent / "in_page"

CPU_SLOWDOWN = 4
BYTES_PER_KBIT = 125
NETWORK: Final = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600 * BYTES_PER_KBIT,
    "uploadThroughput": 750 * BYTES_PER_KBIT,
}
LISTEN_MS = 20
LONGEST_SECONDS = 180
# The browser's own start is over after this long, and does not count as the app's.
SETTLE_MS = 1_500


class Phone:
    """A page of a phone, and the line to its inner works."""

    def __init__(self, page: Page, session: CDPSession) -> None:
        self.page = page
        self.session = session
        self._told: list[str] = []
        session.on("Runtime.bindingCalled", lambda call: self._told.append(call["payload"]))
        session.send("Runtime.enable")
        session.send("Runtime.addBinding", {"name": "tellBench"})

    def slow_down(self, *, network: bool = False) -> None:
        """Make the processor four times slower; on request the network too."""
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
        if network:
            self.session.send("Network.enable")
            self.session.send("Network.emulateNetworkConditions", NETWORK)

    def watch_for(self, selector: str) -> None:
        """From the next navigation on, note when the first element of this kind is painted."""
        source = (SCRIPTS / "first_painted.js").read_text(encoding="utf-8")
        self.page.add_init_script(source.replace("SELECTOR", json.dumps(selector)))

    def open(self, url: str) -> float:
        """Navigate; tells the ms until the element that is watched for was painted and could be touched."""
        self.page.goto(url, wait_until="commit")
        seen = self.hear()
        if not seen["isReachable"]:
            raise RuntimeError(f"Something covers what was waited for on {url}")
        return seen["atMs"]

    def touch(self, target: Locator) -> None:
        """Lay a finger on something and lift it."""
        box = target.bounding_box()
        if box is None:
            raise RuntimeError(f"Nothing to touch: {target}")
        finger = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        # The first call returns when the page has handled it, so that the finger rests for about 15 ms.
        self.session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [finger]})
        self.session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def touched(self) -> float:
        """Wait for what is watched; tells the ms from the lifted finger to the frame that shows it."""
        return self.hear()["paintedMs"]

    def hear(self) -> dict[str, float]:
        """Wait until the page tells something by itself; asking it would take some of its time."""
        ends_at = time.monotonic() + LONGEST_SECONDS
        while not self._told:
            if time.monotonic() > ends_at:
                raise RuntimeError("What was waited for did not appear")
            self.page.wait_for_timeout(LISTEN_MS)
        told: dict[str, float] = json.loads(self._told.pop(0))
        return told


@contextmanager
def switched_on(playwright: Playwright, profile: Path) -> Iterator[Phone]:
    """Start a browser of its own with this profile; it is quiet when it is handed over."""
    device = dict(playwright.devices["Pixel 7"])
    device.pop("default_browser_type")
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=_executable(),
        args=list(FLAGS),
        locale="en-GB",
        timezone_id="UTC",
        **device,
    )
    try:
        for script in ("touch.js", "device.js"):
            context.add_init_script(path=SCRIPTS / script)
        page = context.pages[0]
        page.wait_for_timeout(SETTLE_MS)
        yield Phone(page, context.new_cdp_session(page))
    finally:
        context.close()


def copy_profile(profile: Path, target: Path) -> Path:
    """Copy the profile of a browser that is closed."""
    return Path(shutil.copytree(profile, target, ignore=shutil.ignore_patterns("Singleton*"), symlinks=True))


def version(playwright: Playwright) -> str:
    """Tell which Chromium measures."""
    browser = playwright.chromium.launch(executable_path=_executable(), args=list(FLAGS))
    try:
        return browser.version
    finally:
        browser.close()


def _executable() -> str | None:
    """Find the Chromium of the machine; None lets Playwright use its own."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)
