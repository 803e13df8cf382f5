"""The machine's Firefox with an empty profile, driven over Marionette, its own remote control.

Playwright cannot drive Debian's Firefox, and geckodriver is not in Debian. Without a desktop there is nobody
to show notifications, so that a small alerts service takes that place: it keeps what Firefox hands over to be
shown, and hands back the button that a person would press.
"""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from tests.e2e.autopush import LOOPBACK
from tests.factories.kept_process import free_port

EXECUTABLE: Final = "firefox-esr"
FLAGS: Final = ("--headless", "--marionette", "--remote-allow-system-access", "--no-remote")
START_SECONDS = 60
MAX_WAIT_SECONDS = 30
SCRIPT_MS = 60_000

# Nothing of these reaches for the network by itself; the push service is ours.
PREFERENCES: Final[dict[str, object]] = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.testing.allowInsecureServerURL": True,
    "extensions.getAddons.cache.enabled": False,
    "extensions.update.enabled": False,
    "intl.accept_languages": "en-GB",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "permissions.default.desktop-notification": 1,
    "remote.prefs.recommended": False,
    "services.settings.server": "data:,#disabled",
    "toolkit.telemetry.enabled": False,
}

ALERTS = """
const service = {
  shown: [],
  showAlert(alert, listener) {
    this.shown = this.shown.filter((other) => other.alert.name !== alert.name);
    this.shown.push({ alert, listener, actions: [...alert.actions] });
    listener?.observe(null, "alertshow", alert.cookie);
  },
  closeAlert(name) {
    const closed = this.shown.filter(({ alert }) => alert.name === name);
    this.shown = this.shown.filter(({ alert }) => alert.name !== name);
    for (const { alert, listener } of closed) listener?.observe(null, "alertfinished", alert.cookie);
  },
  getHistory() { return this.shown.map(({ alert }) => alert.name); },
  teardown() { this.shown = []; },
  pbmTeardown() {},
  createInstance(iid) { return this.QueryInterface(iid); },
  QueryInterface: ChromeUtils.generateQI(["nsIAlertsService", "nsIFactory"]),
};
Components.manager.QueryInterface(Ci.nsIComponentRegistrar).registerFactory(
  Services.uuid.generateUUID(), "kept alerts", "@mozilla.org/alerts-service;1", service);
"""
SERVICE = "const { wrappedJSObject: service } = Cc['@mozilla.org/alerts-service;1'].getService();"
SHOWN = f"""{SERVICE}
return service.shown.map(({{ alert, actions }}) => ({{
  title: alert.title, text: alert.text, silent: alert.silent, actions: actions.map(({{ title }}) => title),
}}));
"""
PRESS = f"""{SERVICE}
const shown = service.shown.find(({{ alert }}) => alert.title === a[0]);
const pressed = shown.actions.find(({{ title }}) => title === a[1]);
shown.listener.observe(pressed ?? null, "alertclickcallback", shown.alert.cookie);
"""


def executable() -> str | None:
    """The Firefox of the machine."""
    return shutil.which(EXECUTABLE)


INTO_VIEW = """
document.evaluate(a[0], document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue
  .scrollIntoView({ block: "center", behavior: "instant" });
"""


class Firefox:
    """One browser with one page."""

    def __init__(self, folder: Path, push_server: str) -> None:
        self._profile = folder / "firefox"
        self._profile.mkdir()
        port = free_port()
        self._write_preferences({"marionette.port": port, "dom.push.serverURL": push_server})
        self._log = (folder / "firefox.log").open("wb")
        self._process = subprocess.Popen(
            [EXECUTABLE, *FLAGS, "--profile", str(self._profile), "about:blank"],
            stdout=self._log,
            stderr=self._log,
            env={**os.environ, "HOME": str(folder), "MOZ_DISABLE_CONTENT_SANDBOX": "1"},
            start_new_session=True,
        )
        self._count = 0
        self._received = b""
        self._socket = self._connect(port)
        self._receive()
        self._command("WebDriver:NewSession", capabilities={})
        self._command("WebDriver:SetTimeouts", script=SCRIPT_MS)
        self.system(ALERTS)

    def close(self) -> None:
        """Quit, and leave no process behind."""
        with suppress(OSError, EOFError, FirefoxError):
            self._command("Marionette:Quit", flags=["eForceQuit"])
        self._socket.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, 9)
            self._process.wait()
        self._log.close()

    def open(self, url: str) -> None:
        self._use("content")
        self._command("WebDriver:Navigate", url=url)

    def page(self, script: str, *values: object) -> Any:  # noqa: ANN401 - whatever the script gives
        """Run an async function's body in the page; `a` holds the values."""
        return self._run("content", script, values)

    def system(self, script: str, *values: object) -> Any:  # noqa: ANN401 - JSON of the browser
        """Run it with the rights of the browser itself."""
        return self._run("chrome", script, values)

    def click(self, selector: str) -> None:
        """Press, as a person does, the first thing on the page that fits, once it is there."""
        self._command("WebDriver:ElementClick", id=self._find(selector))

    def press(self, name: str) -> None:
        """Press the button or link with this name, in the middle of the window.

        Of one that is cut off at its edge Firefox would press the sliver that shows, and may miss it.
        """
        xpath = f"//*[self::button or self::a or self::label][normalize-space()={name!r}]"
        found = self._find(xpath, "xpath")
        self.page(INTO_VIEW, xpath)
        self._command("WebDriver:ElementClick", id=found)

    def fill(self, label: str, text: str) -> None:
        """Type into the field with this label."""
        field = self._find(f"//input[@id=//label[normalize-space(text())={label!r}]/@for]", "xpath")
        self._command("WebDriver:ElementSendKeys", id=field, text=text)

    def text(self) -> str:
        """All words on the page."""
        words: str = self.page("return document.body.innerText")
        return words

    def wait_for_text(self, text: str, *, seconds: float = MAX_WAIT_SECONDS) -> None:
        self.wait_until(lambda: text in self.text(), f"{text!r} on the page", seconds=seconds)

    def shown(self) -> list[dict[str, Any]]:
        """The notifications that are shown."""
        alerts: list[dict[str, Any]] = self.system(SHOWN)
        return alerts

    def press_in_notification(self, title: str, action: str) -> None:
        """Press a button of the notification with this title, or with "" the notification itself."""
        self.system(PRESS, title, action)

    def wait_until(self, holds: Callable[[], bool], what: str, *, seconds: float = MAX_WAIT_SECONDS) -> None:
        ends_at = time.monotonic() + seconds
        while time.monotonic() < ends_at:
            with suppress(FirefoxError):  # the page may be just changing
                if holds():
                    return
            time.sleep(0.1)
        raise AssertionError(f"There was no {what} after {seconds} s; the page says:\n{self.text()}")

    def _find(self, selector: str, using: str = "css selector") -> str:
        found: list[str] = []

        def is_there() -> bool:
            self._use("content")
            element = self._command("WebDriver:FindElement", using=using, value=selector)
            found.extend(element.values())
            return True

        self.wait_until(is_there, selector)
        return found[-1]

    def _run(self, context: str, script: str, values: tuple[object, ...]) -> Any:  # noqa: ANN401 - JSON of the browser
        self._use(context)
        body = (
            "const a = [...arguments]; const done = a.pop();"
            f"(async () => {{ {script} }})().then(done, (error) => done({{ keptError: String(error) }}));"
        )
        value = self._command("WebDriver:ExecuteAsyncScript", script=body, args=list(values), sandbox=None)
        if isinstance(value, dict) and "keptError" in value:
            raise FirefoxError(value["keptError"])
        return value

    def _use(self, context: str) -> None:
        self._command("Marionette:SetContext", value=context)

    def _write_preferences(self, more: dict[str, object]) -> None:
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});"
            for name, value in {**PREFERENCES, **more}.items()
        ]
        (self._profile / "user.js").write_text("\n".join(lines), encoding="utf-8")

    def _connect(self, port: int) -> socket.socket:
        ends_at = time.monotonic() + START_SECONDS
        while True:
            try:
                return socket.create_connection((LOOPBACK, port), timeout=SCRIPT_MS / 1_000)
            except OSError:
                if time.monotonic() > ends_at or self._process.poll() is not None:
                    raise
                time.sleep(0.1)

    def _command(self, name: str, **parameters: object) -> Any:  # noqa: ANN401 - JSON of any form
        self._count += 1
        message = json.dumps([0, self._count, name, parameters]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, result = self._receive()
        if error is not None:
            raise FirefoxError(error["message"])
        return result.get("value", result) if isinstance(result, dict) else result

    def _receive(self) -> Any:  # noqa: ANN401 - JSON of the browser
        while b":" not in self._received:
            self._received += self._read()
        length, _, self._received = self._received.partition(b":")
        while len(self._received) < int(length):
            self._received += self._read()
        message, self._received = self._received[: int(length)], self._received[int(length) :]
        return json.loads(message)

    def _read(self) -> bytes:
        received = self._socket.recv(65_536)
        if not received:
            raise EOFError("Firefox is gone")
        return received


class FirefoxError(Exception):
    """What Firefox said no to, or what a script threw."""
