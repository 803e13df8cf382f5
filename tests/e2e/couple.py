"""Two people, each on a phone of their own, and the days that pass for both of them and for the server."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, expect

from tests.e2e.accounts import DERIVING_MS, PASSWORD, Accounts
from tests.e2e.product import Product
from tests.e2e.waiting import choose

LABEL = "Canary tea at six 7f3d"
OTHER = "Canary walk 2b81"


class Person(Accounts):
    """What one of the two does on Together."""

    def open_together(self) -> None:
        """And let the server be asked what there is to see."""
        self.screens.open("/together")
        with self.page.expect_response("**/api/sync"):
            self.look_again()

    @property
    def news(self) -> Locator:
        """The card on Today."""
        return self.page.get_by_role("region", name="From Together")

    @property
    def dot(self) -> Locator:
        """The tab of Together while it has one."""
        return self.page.get_by_role("navigation").get_by_role("link", name="Together something new")

    def prove(self) -> None:
        """Give the password where it is asked for, and wait until it was taken."""
        self.fill(current=PASSWORD)
        self.screens.sheet.get_by_role("button", name="Continue").click()
        expect(self.screens.sheet).to_have_count(0, timeout=DERIVING_MS)

    def invite(self, *, is_asked: bool = False) -> str:
        """Make an invitation; gives its code."""
        self.screens.open("/together/invite")
        self.screens.button("Make an invitation").click()
        if is_asked:
            self.prove()
        shown = self.page.locator(".shown-code")
        expect(shown).to_be_visible(timeout=DERIVING_MS)
        return "".join((shown.text_content() or "").split())

    def paste(self, code: str) -> None:
        self.screens.open("/invite")
        self.page.get_by_label("Code or link").fill(code.lower())
        self.screens.button("View invitation").click()

    def choose(self, habit: str, level: str, *, name: str, is_asked: bool = False) -> str:
        """Show a habit to the other; gives the words of the preview."""
        self.screens.open("/together")
        self.page.get_by_role("link", name=f"Share something with {name}").click()
        choose(self.page.get_by_label(habit))
        choose(self.page.get_by_label(level))
        expect(self.preview).to_contain_text(habit, timeout=DERIVING_MS)
        shown = self.preview.inner_text()
        self.screens.button(f"Share this with {name}").click()
        if is_asked:
            self.prove()
        expect(self.screens.title).to_have_text("What I share", timeout=DERIVING_MS)
        return shown

    @property
    def preview(self) -> Locator:
        return self.page.locator(".preview .shared-item")

    @property
    def items(self) -> Locator:
        """What the other shows, or on the Sharing screen what is shown to them."""
        return self.page.locator(".shared-item")

    def number(self, value: int) -> None:
        """Wait until the row is so long."""
        number = self.items.first.locator(".shared-number b")
        self.arrives(number.filter(has_text=re.compile(f"^{value}$")))

    def sees(self, text: str) -> None:
        """Exactly what somebody else saw or what was seen before."""
        expect(self.items).to_have_text(text, use_inner_text=True)


class Couple:
    """Alice and Bob, whose days pass at noon; `people` are all whose clocks go with them."""

    def __init__(self, alice: Person, bob: Person, product: Product, first_noon: datetime) -> None:
        self.alice = alice
        self.bob = bob
        self.people = [alice, bob]
        self._product = product
        self._first_noon = first_noon
        self.to_day(0)

    def to_day(self, days: int) -> None:
        """Let it be noon so many days after they began."""
        now = self._first_noon + timedelta(days=days)
        self._product.move_clock(now - datetime.now(UTC))
        for person in self.people:
            person.page.clock.set_fixed_time(now)

    def meet(self) -> None:
        """Both sign up; Alice invites, Bob accepts by the code, Alice confirms."""
        self.alice.screens.write_habit(LABEL)
        self.alice.sign_up()
        code = self.alice.invite()
        self.bob.paste(code)
        self.bob.screens.link("Create account").click()
        self.bob.fill(username="bob", password=PASSWORD)
        self.bob.screens.button("Create account").click()
        self.bob.prove_key(self.bob.shown_key())
        # The code has waited for the account, and accepting is the next screen.
        self.bob.screens.button("Accept").click(timeout=DERIVING_MS)
        expect(self.bob.page.get_by_text("hasn’t confirmed yet")).to_be_visible(timeout=DERIVING_MS)
        self.alice.open_together()
        self.alice.page.get_by_role("button", name="Yes, that’s right").click(timeout=DERIVING_MS)
        expect(self.alice.page.get_by_role("heading", name="bob", exact=True)).to_be_visible(
            timeout=DERIVING_MS
        )

    def come_back(self) -> None:
        """Each signs in on a new phone, and finds things as they were left."""
        for person, name in ((self.alice, "alice"), (self.bob, "bob")):
            person.sign_in(name)
            person.synced()
        expect(self.alice.screens.tick(LABEL)).to_be_visible(timeout=DERIVING_MS)


def tomorrow_noon() -> datetime:
    """When the days of a couple begin: both have signed up by then, whatever the time is now."""
    return datetime.now(UTC).replace(hour=11, minute=0, second=0, microsecond=0) + timedelta(days=1)
