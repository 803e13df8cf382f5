"""A page's authenticator: Chromium's virtual one, with or without the secret that opens the words (PRF)."""

import base64
from typing import Any

from playwright.sync_api import CDPSession, expect

from tests.e2e.accounts import DERIVING_MS, Accounts
from tests.e2e.screens import Screens

PRF = {"hasPrf": True}
PRF_WHEN_ASKED_AGAIN = {"hasHmacSecret": True}
NO_PRF: dict[str, bool] = {}
ASK_FOR_PRF = """async () => {
  const given = await navigator.credentials.get({ publicKey: {
    challenge: new Uint8Array(32),
    userVerification: "required",
    extensions: { prf: { eval: { first: new TextEncoder().encode("kept/prf/v1") } } },
  } });
  const bytes = new Uint8Array(given.getClientExtensionResults().prf.results.first);
  return btoa(String.fromCharCode(...bytes));
}"""

# The virtual authenticator answers a question that is open at once, as if somebody had chosen a name.
NO_CONDITIONAL_UI = "PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);"


class Authenticator:
    """What a page has in place of a phone's fingerprint."""

    def __init__(self, screens: Screens, **options: bool) -> None:
        self.session: CDPSession = screens.page.context.new_cdp_session(screens.page)
        self.session.send("WebAuthn.enable")
        made = self.session.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                    **options,
                }
            },
        )
        self.id: str = made["authenticatorId"]

    def send(self, method: str, **parameters: object) -> dict[str, Any]:
        answer: dict[str, Any] = self.session.send(
            f"WebAuthn.{method}", {"authenticatorId": self.id, **parameters}
        )
        return answer

    def credentials(self) -> list[dict[str, Any]]:
        """The passkeys in it."""
        found: list[dict[str, Any]] = self.send("getCredentials")["credentials"]
        return found

    def verify(self, *, is_verified: bool) -> None:
        """Whether it recognises its person."""
        self.send("setUserVerified", isUserVerified=is_verified)

    def touch(self, *, is_touched: bool) -> None:
        """Whether somebody touches it when it asks; conditional UI stays open until then."""
        self.send("setAutomaticPresenceSimulation", enabled=is_touched)

    def forget(self) -> None:
        """Lose all of them."""
        self.send("clearCredentials")


def read_secret(screens: Screens) -> str:
    """The secret that the page's passkey gives, as standard base64."""
    secret: str = screens.page.evaluate(ASK_FOR_PRF)
    assert len(base64.b64decode(secret)) == 32
    return secret


def begin_sign_up(phone: Accounts, username: str, *, invite: str = "") -> None:
    """The first screen: a name, and one press."""
    phone.screens.open(f"/join#{invite}" if invite else "/sign-up")
    phone.fill(username=username)
    phone.screens.button("Create account with a passkey").click()


def sign_up(phone: Accounts, username: str, *, invite: str = "") -> str:
    """All three screens; gives the recovery key."""
    begin_sign_up(phone, username, invite=invite)
    key = phone.shown_key()
    phone.prove_key(key)
    phone.expect_today()
    return key


def sign_in(phone: Accounts) -> None:
    """By the button, and not by what the browser offers by itself."""
    press_sign_in(phone)
    expect(phone.screens.title).to_have_text("Today", timeout=DERIVING_MS)


def press_sign_in(phone: Accounts) -> None:
    phone.page.add_init_script(NO_CONDITIONAL_UI)
    phone.screens.open("/sign-in")
    phone.screens.button("Sign in with a passkey").click()
