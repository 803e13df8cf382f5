"""Where nudges may go: addresses that try to lead elsewhere, when subscribing and when sending."""

import asyncio

import pytest
from flask.testing import FlaskClient

from server.config import Settings
from server.nudges.endpoints import Allowed, is_p256_point, is_public, is_push_service, origin_of
from server.nudges.push import Address, Message, Sealer, Sender
from server.nudges.vapid import read_or_make_key
from tests.factories.browsers import Browser
from tests.factories.makers import MakeSettings
from tests.factories.people import Person

GOOD = [
    "https://fcm.googleapis.com/fcm/send/abc:APA91b",
    "https://fcm.googleapis.com/wp/abc",
    "https://fcm.googleapis.com:443/wp/abc",
    "https://jmt17.google.com/fcm/send/abc",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
    "https://web.push.apple.com/QGx",
    "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAD",
    "https://push.example.org/up?token=1",
]
HOSTILE = [
    "http://fcm.googleapis.com/fcm/send/abc",
    "https://fcm.googleapis.com:8443/wp/abc",
    "https://fcm.googleapis.com.evil.example/wp/abc",
    "https://evil-fcm.googleapis.com.example/wp",
    "https://notfcm.googleapis.com/wp/abc",
    "https://push.apple.com/abc",
    "https://evilpush.apple.com/abc",
    "https://fcm.googleapis.com@127.0.0.1/wp/abc",
    "https://user:word@fcm.googleapis.com/wp/abc",
    "https://127.0.0.1/a.google.com/",
    "https://127.0.0.1/?fcm.googleapis.com",
    "https://127.0.0.1#fcm.googleapis.com",
    "https://localhost/wp",
    "https://[::1]/wp",
    "https://[::ffff:127.0.0.1]/wp",
    "https://169.254.169.254/latest/meta-data",
    "https://10.0.0.1/wp",
    "https://2130706433/wp",
    "https://0x7f.1/wp",
    "https://fcm.googleapis.com\\@127.0.0.1/wp",
    "https://fcm.googleapis.com%2f@127.0.0.1/",
    "https://fcm.googleapis.com\t.evil.example/wp",
    "https://fcm.googleapis.com\n/wp",
    "https://fcm.googleapis。com/wp",
    "https://\uff46cm.googleapis.com/wp",
    "https://fcm.googleapis.com./wp",
    "//fcm.googleapis.com/wp",
    "fcm.googleapis.com/wp",
    "file:///etc/passwd",
    "gopher://fcm.googleapis.com/1",
    "https://fcm.googleapis.com:99999/wp",
    "https:///wp",
    "https://fcm.googleapis.com/" + "a" * 2000,
    "http://127.0.0.1:8000/api/push",
    "",
]
ALLOWED = Allowed(frozenset({"push.example.org"}))


@pytest.fixture
def settings(make_settings: MakeSettings) -> Settings:
    """As they are where nothing is set."""
    return make_settings()


@pytest.mark.parametrize("endpoint", GOOD)
def test_push_services_are_let_through(endpoint: str) -> None:
    assert is_push_service(endpoint, ALLOWED)


@pytest.mark.parametrize("endpoint", HOSTILE)
def test_everything_else_is_not(endpoint: str) -> None:
    assert not is_push_service(endpoint, ALLOWED)


@pytest.mark.parametrize("endpoint", [*HOSTILE, "https://push.example.org/up?token=1"])
def test_nobody_can_subscribe_them(client: FlaskClient, alice: Person, endpoint: str) -> None:
    response = alice.client.put("/api/push/current", json=Browser(endpoint).to_json())

    assert response.status_code == 422
    assert alice.client.get("/api/push").get_json()["subscriptions"] == []


def test_what_is_no_longer_allowed_is_not_sent_to(make_settings: MakeSettings) -> None:
    """A row may be older than the rules; then nothing is even looked up."""

    async def send_all() -> set[str]:
        sealer = Sealer(read_or_make_key(make_settings().data_dir), "mailto:me@example.org")
        async with Sender(sealer, ALLOWED) as sender:
            keys = Browser("")
            outcomes = [
                await sender.send(Address(endpoint, keys.p256dh, keys.auth), Message(b"{}", "t", 60))
                for endpoint in HOSTILE
            ]
            return {outcome.fate for outcome in outcomes}

    assert asyncio.run(send_all()) == {"refused"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("142.250.74.106", True),
        ("2a00:1450:400c::5f", True),
        ("2001:4860:4860::8888", True),
        ("::ffff:142.250.74.106", True),
        *(
            (address, False)
            for address in (
                *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
                *("0.0.0.0", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1%eth0", "fd00::1"),  # noqa: S104 - an address to refuse
                *("::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:1::", "::10.0.0.1"),
                *("64:ff9b:1::a00:1", "fec0::1", "192.0.0.8", "5f00::1", "3fff::1", "192.88.99.1"),
            )
        ),
    ],
)
def test_only_public_addresses_are_public(address: str, expected: bool) -> None:  # noqa: FBT001 - the expected value
    assert is_public(address) is expected


@pytest.mark.parametrize(
    ("endpoint", "origin"),
    [
        ("https://fcm.googleapis.com/wp/abc", "https://fcm.googleapis.com"),
        ("https://fcm.googleapis.com:443/wp/abc", "https://fcm.googleapis.com"),
        ("http://127.0.0.1:8081/wp/abc", "http://127.0.0.1:8081"),
        ("https://[2a00::1]:8443/wp", "https://[2a00::1]:8443"),
    ],
)
def test_the_audience_keeps_a_port_of_its_own(endpoint: str, origin: str) -> None:
    assert origin_of(endpoint) == origin


def test_a_key_must_be_a_point_of_the_curve() -> None:
    point = Browser("").p256dh
    assert is_p256_point(point)
    assert not is_p256_point(point[:-1] + bytes([point[-1] ^ 1]))
    assert not is_p256_point(b"\x02" + point[1:33])
    assert not is_p256_point(bytes(65))
    assert not is_p256_point(b"")


@pytest.mark.parametrize(
    "keys",
    [
        {"p256dh": "AA", "auth": "c2l4dGVlbiBieXRlcyBpbg"},
        {"p256dh": "B" * 87, "auth": "c2l4dGVlbiBieXRlcyBpbg"},
        {"p256dh": "", "auth": ""},
        {},
    ],
)
def test_keys_of_the_wrong_form_are_refused(alice: Person, keys: dict[str, str]) -> None:
    body = {"endpoint": GOOD[0], "keys": keys}

    assert alice.client.put("/api/push/current", json=body).status_code == 422
