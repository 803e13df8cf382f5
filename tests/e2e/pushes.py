"""Nudges in Chromium without Google's push service, which cannot be reached here.

`PushManager.subscribe` is a stub that gives a subscription at a service of our own; the server really
encrypts and sends to it, and what arrives there is decrypted and handed to the real service worker over the
DevTools protocol. What a click does is asked of the worker itself. The real paths of Firefox and Chromium
are tested beside it, once each.
"""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page, Worker

from tests.e2e.screens import Screens
from tests.factories.browsers import Browser
from tests.factories.push_service import PushService

STUB = """(() => {
  const given = %s;
  let key = null;
  const subscription = (options) => ({
    endpoint: given.endpoint, options, toJSON: () => given,
    unsubscribe: async () => { localStorage.removeItem("stub-push"); return true; },
  });
  const plain = (text) => atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  const bytes = (text) => Uint8Array.from(plain(text), (c) => c.charCodeAt(0));
  PushManager.prototype.subscribe = async (options) => {
    localStorage.setItem("stub-push", options.applicationServerKey);
    return subscription({ applicationServerKey: bytes(options.applicationServerKey).buffer });
  };
  PushManager.prototype.getSubscription = async () => {
    const made = localStorage.getItem("stub-push");
    return made === null ? null : subscription({ applicationServerKey: bytes(made).buffer });
  };
})()"""
SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(
  ({ title, body, tag, silent, data, actions }) =>
    ({ title, body, tag, silent, data, actions: actions.map(({ action }) => action) }))"""
PRESS = """async ([type, tag, action]) => {
  const [notification] = await registration.getNotifications({ tag });
  const waiting = [];
  const event = new NotificationEvent(type, { notification, action });
  event.waitUntil = (promise) => waiting.push(promise);
  dispatchEvent(event);
  await Promise.all(waiting);
}"""
MOST_WAIT_MS = 15_000

Json = dict[str, Any]


class PushedPhone:
    """One page of a browser that gets nudges."""

    def __init__(self, context: BrowserContext, url: str, service: PushService, name: str) -> None:
        self.browser = Browser(service.endpoint("201", name))
        self._service, self._name, self._url = service, name, url
        self._context = context
        self._seen = 0
        context.grant_permissions(["notifications"], origin=url)
        context.add_init_script(STUB % json.dumps(self.browser.to_json()))
        self.page: Page = context.new_page()
        self.screens = Screens(self.page, url)
        self._session: CDPSession | None = None
        self._registration = ""

    def turn_on(self) -> None:
        """Switch nudges on; the test that comes with it is delivered too."""
        self.screens.open("/you/nudges")
        self.screens.become_ready_for_offline()
        self.screens.button("Turn on nudges").click()
        self.receive()

    def receive(self) -> Json:
        """Wait for the next push that the server sends to this browser, and hand it to the worker."""
        self.wait_until(lambda: len(self._service.to(self._name)) > self._seen, "push")
        payload = self.browser.read(self._service.to(self._name)[self._seen].body)
        self._seen += 1
        self.deliver(json.dumps(payload))
        return payload

    def deliver(self, payload: str) -> None:
        """Hand this to the worker as what a push held."""
        session = self._worker_session()
        session.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": self._url, "registrationId": self._registration, "data": payload},
        )

    def shown(self) -> list[Json]:
        """The notifications that are shown, oldest first."""
        shown: list[Json] = self.page.evaluate(SHOWN)
        return shown

    def wait_for(self, title: str) -> Json:
        """Wait until a notification with this title is shown."""
        self.wait_until(lambda: any(one["title"] == title for one in self.shown()), f"notification {title!r}")
        return next(one for one in self.shown() if one["title"] == title)

    def press(self, tag: str, action: str = "") -> None:
        """Press a button of a notification, or with "" the notification itself."""
        self.worker.evaluate(PRESS, ["notificationclick", tag, action])

    def put_away(self, tag: str) -> None:
        self.worker.evaluate(PRESS, ["notificationclose", tag, ""])

    @property
    def worker(self) -> Worker:
        return self._context.service_workers[0]

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        for _ in range(MOST_WAIT_MS // 50):
            if holds():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"There was no {what}")

    def _worker_session(self) -> CDPSession:
        if self._session is None:
            self._session = self._context.new_cdp_session(self.page)
            self._session.on("ServiceWorker.workerRegistrationUpdated", self._on_registrations)
            self._session.send("ServiceWorker.enable")
            self.wait_until(lambda: self._registration != "", "service worker")
        return self._session

    def _on_registrations(self, event: Json) -> None:
        for registration in event["registrations"]:
            if registration["scopeURL"].startswith(self._url) and not registration["isDeleted"]:
                self._registration = registration["registrationId"]
