"""What leaves for a push service: who can read it, who signed it, how long it is worth anything."""

import jwt
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec

from server.core.tokens import from_text, to_text
from server.nudges import push
from server.nudges.payload import topic_of
from server.nudges.push import Address, Message, Sealed, Sealer, TooLargeError
from server.nudges.vapid import VapidKeyError, public_key_of, read_or_make_key
from tests.factories.browsers import Browser
from tests.factories.makers import MakeSettings

FCM = "https://fcm.googleapis.com/wp/1"


@pytest.fixture
def key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@pytest.fixture
def sealer(key: ec.EllipticCurvePrivateKey) -> Sealer:
    return Sealer(key, "mailto:me@example.org")


def seal(sealer: Sealer, browser: Browser, payload: bytes = b"{}", ttl_seconds: int = 600) -> Sealed:
    message = Message(payload, topic_of("nudge"), ttl_seconds)
    return sealer.seal(Address(browser.endpoint, browser.p256dh, browser.auth), message)


def token_of(sealed: Sealed) -> str:
    return sealed.headers["Authorization"].partition("t=")[2].partition(",")[0]


def test_only_the_browser_can_read_it(sealer: Sealer) -> None:
    browser = Browser(FCM)
    payload = b'{"words":"none"}' + b" " * (push.MAX_PAYLOAD_BYTES - 16)

    sealed = seal(sealer, browser, payload)

    assert browser.read(sealed.body) == {"words": "none"}
    assert b"words" not in sealed.body
    with pytest.raises(InvalidTag):
        Browser(FCM).read(sealed.body)


def test_each_message_is_sealed_again(sealer: Sealer) -> None:
    browser = Browser(FCM)
    assert seal(sealer, browser).body[:86] != seal(sealer, browser).body[:86]


def test_it_is_signed_for_its_push_service_with_the_key_browsers_were_given(
    sealer: Sealer, key: ec.EllipticCurvePrivateKey
) -> None:
    sealed = seal(sealer, Browser("https://push.example.org:8443/up"))

    claims = jwt.decode(
        token_of(sealed), key.public_key(), algorithms=["ES256"], audience="https://push.example.org:8443"
    )
    assert claims["sub"] == "mailto:me@example.org"
    assert sealed.headers["Authorization"].partition("k=")[2] == to_text(public_key_of(key))


def test_it_signs_once_for_each_push_service_and_again_in_time(key: ec.EllipticCurvePrivateKey) -> None:
    now = 1_772_400_000.0
    sealer = Sealer(key, "mailto:me@example.org", lambda: now)
    first = token_of(seal(sealer, Browser(FCM)))
    assert token_of(seal(sealer, Browser(FCM))) == first
    assert token_of(seal(sealer, Browser("https://web.push.apple.com/1"))) != first

    now += push.HEADER_RENEWED_AFTER_SECONDS + 1
    renewed = token_of(seal(sealer, Browser(FCM)))

    assert renewed != first
    expires_at = jwt.decode(renewed, options={"verify_signature": False})["exp"]
    assert now < expires_at <= now + 24 * 3600


def test_the_time_of_one_message_does_not_stick_to_the_next(sealer: Sealer) -> None:
    browser = Browser(FCM)

    assert [seal(sealer, browser, b"{}", ttl).headers["TTL"] for ttl in (7200, 60, 0)] == ["7200", "60", "1"]


def test_it_says_what_push_services_want_to_know(sealer: Sealer) -> None:
    headers = seal(sealer, Browser(FCM)).headers

    assert headers["Urgency"] == "high"
    assert len(headers["Topic"]) == 32
    assert set(from_text(headers["Topic"]))
    assert headers["X-WNS-Cache-Policy"] == "cache"


def test_it_refuses_what_some_browsers_would_not_take(sealer: Sealer) -> None:
    with pytest.raises(TooLargeError):
        seal(sealer, Browser(FCM), bytes(push.MAX_PAYLOAD_BYTES + 1))


def test_the_key_is_made_once_and_readable_by_its_owner_only(make_settings: MakeSettings) -> None:
    folder = make_settings().data_dir
    first = public_key_of(read_or_make_key(folder))

    assert public_key_of(read_or_make_key(folder)) == first
    assert [path.name for path in folder.iterdir()] == ["vapid.pem"]
    assert (folder / "vapid.pem").stat().st_mode & 0o777 == 0o600


def test_a_broken_key_is_not_replaced_without_a_word(make_settings: MakeSettings) -> None:
    path = make_settings().data_dir / "vapid.pem"
    path.write_text("-----BEGIN NOTHING-----", encoding="ascii")

    with pytest.raises(VapidKeyError, match=r"vapid\.pem"):
        read_or_make_key(path.parent)
