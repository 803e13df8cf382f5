"""Nudges in Chromium without Google's push service, which cannot be reached here.

`PushManager.subscribe` is a stub that gives a subscription at a service of our own; the server really
encrypts and sends to it, and what arrives there is decrypted and handed to the real service worker over the
DevTools protocol. What a click does is asked of the worker itself. The real paths of Firefox and Chromium
are tested beside it, once each.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page, Worker, expect

from tests.e2e.screens import Screens
from tests.e2e.waiting import choose
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
CHANGE = """async ([stub]) => {
  // The worker is no page: its storage of the stub is a variable, which holds what the browser has ended.
  self.localStorage = { made: null, getItem() { return this.made; },
    setItem(_, made) { this.made = made; }, removeItem() { this.made = null; } };
  (0, eval)(stub);
  const waiting = [];
  const event = new ExtendableEvent("pushsubscriptionchange");
  event.waitUntil = (promise) => waiting.push(promise);
  dispatchEvent(event);
  await Promise.all(waiting);
}"""
PRESS = """async ([type, tag, action]) => {
  const [notification] = await registration.getNotifications({ tag });
  const waiting = [];
  const event = new NotificationEvent(type, { notification, action });
  event.waitUntil = (promise) => waiting.push(promise);
  dispatchEvent(event);
  await Promise.all(waiting);
}"""
WATCH_BADGE = """() => {
  self.shownBadge = 0;
  navigator.setAppBadge = async (count) => { self.shownBadge = count; };
  navigator.clearAppBadge = async () => { self.shownBadge = 0; };
}"""
AGE_REACTIONS = """async (ms) => {
  const { name } = (await indexedDB.databases()).find(({ name }) => /^kept-[0-9a-f]{32}$/.test(name));
  const database = await new Promise((done) => {
    indexedDB.open(name).onsuccess = (event) => done(event.target.result);
  });
  const transaction = database.transaction("reactions", "readwrite");
  const store = transaction.objectStore("reactions");
  store.getAll().onsuccess = ({ target }) => {
    for (const said of target.result) store.put({ ...said, saidAtMs: said.saidAtMs - ms });
  };
  await new Promise((done) => { transaction.oncomplete = done; });
  database.close();
}"""
MAX_WAIT_MS = 60_000
DELIVERIES, DELIVERY_MS = 3, 30_000
WATCH_WINDOWS = """() => {
  self.windows = [];
  const note = (kind, url) => { self.windows.push([kind, url]); return null; };
  WindowClient.prototype.focus = async function () { return note("focus", this.url); };
  WindowClient.prototype.navigate = async (url) => note("navigate", url);
  Clients.prototype.openWindow = async (url) => note("open", url);
}"""

Json = dict[str, Any]

NAMED_HINT = "This device adds the name of the habit."
"""Said once the choice that a nudge names its habit is kept."""


def coming_minute() -> str:
    """The next that begins in half a minute or later: a busy machine needs some of it to sync."""
    return f"{datetime.now(UTC) + timedelta(seconds=90):%H:%M}"


class PushedPhone:
    """One page of a browser that gets nudges."""

    def __init__(self, context: BrowserContext, url: str, service: PushService, name: str) -> None:
        self.browser = Browser(service.endpoint("201", name))
        self._service, self.name, self._url = service, name, url
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
        self.screens.button("Turn on reminders").click()
        self.receive()

    def send_test(self) -> None:
        """Ask the server for a test push, and wait for it: all that was due before is on its way then."""
        self.screens.open("/you/nudges")
        self.screens.button("Send a test").click()
        self.receive()
        expect(self.page.locator(".nudges-test .arrived")).to_be_visible()

    def choose_names(self, choice: str = "Habit name") -> None:
        """Choose what notifications say on this device."""
        self.screens.open("/you/nudges")
        choose(self.page.get_by_label(choice))
        hint = NAMED_HINT if choice == "Habit name" else "whoever looks at your screen."
        expect(self.page.get_by_text(hint)).to_be_visible()

    def receive(self) -> Json:
        """Wait for the next push that the server sends to this browser, and hand it to the worker."""
        self.wait_until(self.has_push, "push")
        payload = self.browser.read(self._service.to(self.name)[self._seen].body)
        self._seen += 1
        self.deliver(json.dumps(payload))
        return payload

    def count_pushes(self) -> int:
        """How many the server has sent to this browser."""
        return len(self._service.to(self.name))

    def has_push(self) -> bool:
        """Whether the server has sent one that was not handed over yet."""
        return self.count_pushes() > self._seen

    def is_shown(self, tag: str) -> bool:
        return any(one["tag"] == tag for one in self.shown())

    def age_reactions(self, by: timedelta) -> None:
        """Let what waits for a line have been said earlier: nobody can wait so long in a test."""
        self.page.evaluate(AGE_REACTIONS, by.total_seconds() * 1000)

    def deliver(self, payload: str) -> None:
        """Hand this to the worker as what a push held, and again where nothing comes of it.

        Chromium drops a push whose worker it cannot start in time; a push service sends it once more.
        """
        tag = _tag_of(payload)
        for _ in range(DELIVERIES):
            self._deliver_once(payload)
            with suppress(AssertionError):
                return self.wait_until(lambda: self.is_shown(tag), "notification", DELIVERY_MS)
        raise AssertionError(f"No notification came of {payload}")

    def _deliver_once(self, payload: str) -> None:
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

    def press_again(self, push: Json, action: str) -> None:
        """Deliver it once more, and press."""
        tag = push["notification"]["tag"]
        self.deliver(json.dumps(push))
        self.wait_until(lambda: self.is_shown(tag), "notification")
        self.press(tag, action)

    def watch_badge(self) -> None:
        """Look at the number on the icon from now on, in the worker and on every page."""
        self.worker.evaluate(WATCH_BADGE)
        self._context.add_init_script(f"({WATCH_BADGE})()")

    def badge_of_worker(self) -> int:
        """What the worker set last; 0 is none."""
        count: int = self.worker.evaluate("() => self.shownBadge")
        return count

    def badge_of_page(self) -> int:
        """What this page set last; 0 is none."""
        count: int = self.page.evaluate("() => self.shownBadge")
        return count

    def put_away(self, tag: str) -> None:
        self.worker.evaluate(PRESS, ["notificationclose", tag, ""])

    def change_subscription(self, endpoint: str) -> None:
        """Let the browser end the subscription, tell the worker so, and have this one for it from now on."""
        self.browser = Browser(endpoint)
        self.worker.evaluate(CHANGE, [STUB % json.dumps(self.browser.to_json())])

    @property
    def worker(self) -> Worker:
        return self._context.service_workers[0]

    def wait_until(self, holds: Callable[[], bool], what: str, max_wait_ms: int = MAX_WAIT_MS) -> None:
        for _ in range(max_wait_ms // 50):
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


def _tag_of(payload: str) -> str:
    """Under which a push is shown; what can't be read is shown under the app's own."""
    try:
        return str(json.loads(payload)["notification"]["tag"])
    except (ValueError, LookupError, TypeError):
        return "kept"


def watch_windows(phone: PushedPhone) -> None:
    """Write down from now on what the worker does with windows; the browser lets only a real press do it."""
    phone.worker.evaluate(WATCH_WINDOWS)


def windows_of(phone: PushedPhone) -> list[list[str]]:
    """What it did: focus, navigate or open, each with the address."""
    done: list[list[str]] = phone.worker.evaluate("() => self.windows")
    return done


def username_of(test: str) -> str:
    return "u" + "".join(letter for letter in test.lower() if letter.isalnum())[-20:]


def habit_id(phone: PushedPhone) -> str:
    href = phone.page.locator("a.row-words").first.get_attribute("href") or ""
    return href.rsplit("/", 1)[1]


def nudge(
    phone: PushedPhone,
    nudge_id: str = "3f0a5be1c2d4e6f8",
    *,
    on: str = "",
    about: tuple[str, str] | None = None,
    **more: object,
) -> Json:
    """A push as docs/protocol.md has it, for today, about the first habit on Today or this type and id."""
    phone.screens.open("/")
    account = phone.page.evaluate(
        "async () => (await indexedDB.databases()).map(({ name }) => name)"
        ".find((name) => /^kept-[0-9a-f]{32}$/.test(name)).slice(5)"
    )
    on = on or phone.page.evaluate("new Intl.DateTimeFormat('sv').format()")
    kind, subject = about or ("habit", habit_id(phone))
    item = {"id": nudge_id, "type": kind, "subject": subject, "reminder": "r1", "on": on}
    notification = {
        "title": "A small nudge",
        "body": "Something small for today.",
        "lang": "en",
        "navigate": f"{phone.screens.url}/today?nudge={nudge_id}&about={kind}:{subject}&on={on}",
        "tag": nudge_id,
        "silent": False,
        "actions": [{"action": "done", "title": "Done"}, {"action": "later", "title": "Later"}],
        "data": {"kind": "nudge", "account": account, "id": nudge_id, "on": on, "items": [item]},
        **more,
    }
    return {"web_push": 8030, "notification": notification}


def deliver(phone: PushedPhone, push: Json) -> str:
    """Deliver a nudge; gives its tag."""
    phone.deliver(json.dumps(push))
    tag: str = push["notification"]["tag"]
    phone.wait_until(lambda: any(one["tag"] == tag for one in phone.shown()), "notification")
    return tag
