"""A browser that is led to a provider and back, and who signs up by it."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from flask.testing import FlaskClient

from tests.factories.identity_provider import ToldProvider
from tests.factories.people import Person, json_of, secret_of, sign_up_body

Json = dict[str, object]


@dataclass
class Browser:
    """A browser that is led to the provider and back."""

    client: FlaskClient
    told: ToldProvider

    def start(self, purpose: str = "sign_in") -> str:
        """Press the button; gives the address of the provider, or of the app where it goes no further."""
        answer = self.client.get(f"/oidc/start?purpose={purpose}")
        assert answer.status_code == 303
        return answer.headers["Location"]

    def come_back(self, address: str) -> str:
        """Follow the provider's way back, as a browser does that comes from another site; gives the page."""
        parts = urlsplit(address)
        headers = {"Sec-Fetch-Site": "cross-site"}
        answer = self.client.get(f"{parts.path}?{parts.query}", headers=headers)
        assert answer.status_code == 303
        return answer.headers["Location"]

    def go(self, purpose: str = "sign_in", subject: str = "ada") -> str:
        """There and back; gives the page of the app."""
        self.told.subject = subject
        return self.come_back(self.told.authorize(self.start(purpose)))

    def problem(self, page: str) -> str:
        """What the page says went wrong."""
        assert self.client.get_cookie("kept-proof") is None
        return parse_qs(urlsplit(page).query)["problem"][0]


def at(app: Flask, told: ToldProvider) -> Browser:
    """Another browser."""
    return Browser(app.test_client(), told)


def sign_up_by_provider(browser: Browser, name: str, subject: str) -> Person:
    """Come from the provider and make an account."""
    assert browser.go(subject=subject) == "/provider?purpose=sign_in"
    body = body_of(name)
    answer = json_of(browser.client.post("/api/accounts/provider", json=body), 201)
    return Person(
        client=browser.client,
        account=answer["account"],
        username=name,
        auth_secret=secret_of("none"),
        recovery_secret=str(body["recovery_secret"]),
        session=answer["session"],
    )


def body_of(name: str, **changes: object) -> Json:
    whole = sign_up_body(name)
    kept = ("account", "username", "recovery_secret", "recovery_wrap", "invite")
    return {**{key: whole[key] for key in kept}, **changes}
