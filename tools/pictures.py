"""Draw the icons, and take the screenshots that the manifest and the README show.

Everything is drawn by the real product in a real Chromium, so that no picture shows what is not there.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, Playwright, ViewportSize, sync_playwright

from tools.demo_data import Span, make_file

ROOT = Path(__file__).resolve().parent.parent
PUBLIC = ROOT / "pwa" / "public"
DOCS = ROOT / "docs" / "pictures"
PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=800)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
ICONS = (
    ("icon-192.png", 192, False),
    ("icon-512.png", 512, False),
    ("maskable-192.png", 192, True),
    ("maskable-512.png", 512, True),
    ("apple-touch-icon.png", 180, True),
)


def main() -> int:
    """Draw all pictures into pwa/public and docs/pictures."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        draw_icons(playwright)
        with serve(Path(folder)) as address:
            take_screenshots(playwright, address, Path(folder))
    return 0


def draw_icons(playwright: Playwright) -> None:
    """Draw the mark of favicon.svg in every size that a home screen asks for."""
    (PUBLIC / "icons").mkdir(parents=True, exist_ok=True)
    drawing = (PUBLIC / "favicon.svg").read_text(encoding="utf-8")
    browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
    for name, size, is_maskable in ICONS:
        page = browser.new_page(viewport={"width": size, "height": size})
        page.set_content(icon_page(drawing, is_maskable=is_maskable))
        page.screenshot(path=PUBLIC / "icons" / name, omit_background=True)
        page.close()
    browser.close()


def icon_page(drawing: str, *, is_maskable: bool) -> str:
    """Return a page that shows the icon alone; a maskable one reaches every edge.

    The mark lies within the circle of 80 % that no launcher cuts off.
    """
    if is_maskable:
        drawing = drawing.replace('rx="112"', 'rx="0"')
    return f"<style>body{{margin:0}}svg{{display:block;width:100%}}</style>{drawing}"


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Run the product on a free port with an empty database."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    address = f"http://localhost:{port}"
    environment = {**os.environ, "PORT": str(port), "DATA_DIR": str(folder / "data"), "PUBLIC_URL": address}
    kept = Path(sys.executable).with_name("kept")
    process = subprocess.Popen([kept, "serve"], cwd=ROOT, env=environment)
    try:
        wait_for(f"{address}/healthz")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(url: str) -> None:
    """Wait until the product answers; gives up after a minute."""
    for _ in range(600):
        try:
            urllib.request.urlopen(url, timeout=1)  # noqa: S310 - our own server on this machine
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("The product did not start.")


def take_screenshots(playwright: Playwright, address: str, folder: Path) -> None:
    """Photograph a life with Kept, light and dark, on a phone and on a desk."""
    (PUBLIC / "screenshots").mkdir(parents=True, exist_ok=True)
    DOCS.mkdir(parents=True, exist_ok=True)
    today = date(2026, 11, 23)
    data = folder / "demo.json"
    data.write_text(make_file(5, Span(today - timedelta(days=47), today)), encoding="utf-8")
    for scheme in ("light", "dark"):
        page = open_page(playwright, folder / scheme, scheme=scheme, size=PHONE)
        fill(page, address, data)
        for name, picture in photograph(page, address).items():
            target = DOCS / f"{name}-{scheme}.png"
            target.write_bytes(picture)
            if scheme == "light":
                shutil.copy(target, PUBLIC / "screenshots" / f"{name}.png")
        page.context.close()
    page = open_page(playwright, folder / "wide", scheme="light", size=DESKTOP)
    fill(page, address, data)
    (PUBLIC / "screenshots" / "wide.png").write_bytes(page.screenshot())
    page.context.close()


def open_page(playwright: Playwright, profile: Path, *, scheme: str, size: ViewportSize) -> Page:
    """Open a browser of its own on the day of the demonstration."""
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=chromium(),
        args=FLAGS,
        viewport=size,
        device_scale_factor=2 if size is PHONE else 1,
        color_scheme="dark" if scheme == "dark" else "light",
        locale="en-GB",
        timezone_id="Europe/Berlin",
        reduced_motion="reduce",
    )
    page = context.pages[0]
    page.clock.set_fixed_time("2026-11-23T18:05:00+01:00")
    return page


def fill(page: Page, address: str, data: Path) -> None:
    """Import the made-up habits and tick three of them."""
    page.goto(f"{address}/you")
    page.locator("input[type=file]").set_input_files(data)
    page.get_by_role("dialog").get_by_role("button", name="Import", exact=True).click()
    page.get_by_text("Imported").wait_for()
    page.goto(address)
    for index in (0, 2, 3):
        tick = page.locator(".tick").nth(index)
        tick.click()
        page.locator(".tick.done").nth((0, 2, 3).index(index)).wait_for()
    page.goto(address)
    page.locator(".tick.done").first.wait_for()


def photograph(page: Page, address: str) -> dict[str, bytes]:
    """Return the pictures of Today, of a habit and of a practice."""
    pictures = {"today": page.screenshot()}
    page.get_by_role("link", name="Eye contact").click()
    page.locator(".streak-number").wait_for()
    pictures["habit"] = page.screenshot()
    page.goto(f"{address}/practices/validate-a-feeling")
    page.get_by_role("button", name="Start with this").wait_for()
    pictures["practice"] = page.screenshot()
    return pictures


def chromium() -> str:
    """Find the machine's Chromium."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name)
        if path is not None:
            return path
    sys.exit("Chromium is needed to draw the pictures.")


if __name__ == "__main__":
    sys.exit(main())
