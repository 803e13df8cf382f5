"""What a browser asks of an app before it may be installed."""

import json
import struct
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.phone import PHONE_SIZE, Phone
from tests.e2e.product import Product
from tests.e2e.screens import Screens
from tests.e2e.witness import Witness

PNG_HEAD = struct.Struct(">8s4x4sII")  # signature, (length), IHDR, width, height
NEEDED_ICONS = {("any", "192x192"), ("any", "512x512"), ("maskable", "192x192"), ("maskable", "512x512")}
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.4 Mobile/15E148 Safari/604.1"
)


@pytest.fixture(scope="module")
def manifest(built_app: Path) -> dict[str, Any]:
    text = (built_app / "manifest.webmanifest").read_text(encoding="utf-8")
    described: dict[str, Any] = json.loads(text)
    return described


def pictures(manifest: dict[str, Any]) -> list[dict[str, str]]:
    of_shortcuts = [icon for shortcut in manifest["shortcuts"] for icon in shortcut["icons"]]
    return [*manifest["icons"], *manifest["screenshots"], *of_shortcuts]


def png_size(content: bytes) -> str:
    signature, head, width, height = PNG_HEAD.unpack_from(content)
    assert (signature, head) == (b"\x89PNG\r\n\x1a\n", b"IHDR")
    return f"{width}x{height}"


def test_it_can_be_installed(phone: Phone, product: Product) -> None:
    page = phone.open()
    screens = Screens(page, product.url)
    screens.open()
    screens.become_ready_for_offline()
    session = page.context.new_cdp_session(page)

    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    described = session.send("Page.getAppManifest")
    assert described["errors"] == []
    assert described["url"] == f"{product.url}/manifest.webmanifest"
    assert session.send("Page.getAppId")["appId"] == f"{product.url}/"


def test_it_offers_to_install_where_the_browser_lets_it(phone: Phone, product: Product) -> None:
    screens = Screens(phone.open(), product.url)
    screens.open("/you")

    screens.button("Install Kept").wait_for()


# The browser offers once, soon after the page is there, whether or not somebody listens by then.
SLOW_STORAGE = """(() => {
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...names) {
    const request = open.apply(this, names);
    const listen = request.addEventListener;
    request.addEventListener = function (type, tell) {
      const later = (event) => setTimeout(() => tell(event), 3000);
      listen.call(request, type, type === "success" ? later : tell);
    };
    return request;
  };
})()"""


def test_it_offers_to_install_however_long_the_storage_takes(phone: Phone, product: Product) -> None:
    page = phone.open()
    page.add_init_script(SLOW_STORAGE)
    screens = Screens(page, product.url)
    screens.page.goto(f"{product.url}/you")
    expect(screens.title).to_be_visible(timeout=30_000)

    screens.button("Install Kept").wait_for()


def test_it_has_every_picture_of_its_manifest_in_the_size_that_is_promised(
    manifest: dict[str, Any], built_app: Path
) -> None:
    for picture in pictures(manifest):
        content = (built_app / picture["src"].removeprefix("/")).read_bytes()
        if picture["type"] == "image/png":
            assert png_size(content) == picture["sizes"], picture["src"]
        else:
            assert content.startswith((b"<svg", b"<?xml")), picture["src"]


def test_it_has_icons_for_every_mask(manifest: dict[str, Any]) -> None:
    assert {(icon["purpose"], icon["sizes"]) for icon in manifest["icons"]} >= NEEDED_ICONS


def test_it_sends_the_pictures_as_what_they_are(
    manifest: dict[str, Any], product: Product, phone: Phone
) -> None:
    page = phone.open()
    for picture in pictures(manifest):
        answer = page.request.get(f"{product.url}{picture['src']}")

        assert (answer.status, answer.headers["content-type"].split(";")[0]) == (200, picture["type"])


def test_it_leads_every_shortcut_to_a_screen(manifest: dict[str, Any], screens: Screens) -> None:
    for shortcut in manifest["shortcuts"]:
        screens.open(shortcut["url"])


def test_it_suggests_installing_on_an_iphone_before_the_first_habit(
    browser: Browser, collect: Witness, product: Product
) -> None:
    """In the tab, whose storage the installed app does not see: with pictures, at the top of You."""
    context = browser.new_context(user_agent=IPHONE, viewport=PHONE_SIZE, is_mobile=True, has_touch=True)
    collect.watch(context)
    screens = Screens(context.new_page(), product.url)
    screens.open()

    screens.link("On an iPhone or iPad, add Kept to your home screen first").click()

    steps = screens.page.get_by_role("region", name="Install").get_by_role("listitem")
    expect(steps).to_have_count(3)
    expect(steps.first).to_be_in_viewport()
    expect(steps.nth(1)).to_contain_text("Add to Home Screen")
    context.close()
