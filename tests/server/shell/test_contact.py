"""/.well-known/security.txt says whom to tell of a weakness, where the owner named somebody."""

import pytest

from server.config import SettingsError
from tests.factories.clocks import SteppingClock
from tests.factories.makers import MakeApp, MakeSettings

PATH = "/.well-known/security.txt"


@pytest.mark.parametrize("contact", ["mailto:security@kept.example.org", "https://kept.example.org/report"])
def test_it_names_whom_to_tell(
    make_settings: MakeSettings, make_app: MakeApp, clock: SteppingClock, contact: str
) -> None:
    settings = make_settings(SECURITY_CONTACT=contact, PUBLIC_URL="https://kept.example.org")
    client = make_app(settings, clock).test_client()

    answer = client.get(PATH, headers={"Host": "kept.example.org"})

    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert (answer.status_code, answer.content_type) == (200, "text/plain; charset=utf-8")
    assert fields["Contact"] == contact
    assert fields["Expires"] > f"{clock.now():%Y-%m-%dT%H:%M:%SZ}"
    assert fields["Canonical"] == f"https://kept.example.org{PATH}"


def test_it_is_not_there_where_nobody_is_named(make_settings: MakeSettings, make_app: MakeApp) -> None:
    assert make_app(make_settings()).test_client().get(PATH).status_code == 404


@pytest.mark.parametrize("contact", ["me@example.org", "mailto:a@b.org\nX: y", "http://kept.example.org"])
def test_what_is_no_address_is_refused(make_settings: MakeSettings, contact: str) -> None:
    with pytest.raises(SettingsError):
        make_settings(SECURITY_CONTACT=contact)
