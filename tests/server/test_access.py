"""Who may do what: every route of the application, for everyone of the cast.

Alice owns things, Bob is her partner, Dora was, Charlie must see nothing, and nobody is signed in. Dora
may do what Charlie may.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, update

from server.app import create_app
from server.config import Settings
from server.core.db import db, write_transaction
from server.core.tokens import to_text
from server.nudges.models import NUDGE, SUBSCRIPTION
from tests.factories.browsers import Browser
from tests.factories.built_app import ASSET
from tests.factories.clients import OwnPageClient
from tests.factories.clocks import SteppingClock
from tests.factories.couple import LABEL, couple, invite, new_id, sharer, token_of
from tests.factories.databases import copy_database, put_database
from tests.factories.document import Document
from tests.factories.keys import key_change
from tests.factories.linking import Maker, NewDevice
from tests.factories.passkeys import Passkey, add
from tests.factories.people import KDF, Person, sealed, secret_of, sign_up, sign_up_body
from tests.factories.things import record

CAST = ("owner", "partner", "stranger", "nobody")
FORMER_PARTNER = "former partner"
EVERYONE = dict.fromkeys(CAST, 200)

INVALID = dict.fromkeys(CAST, 422)  # open to everybody, who here sends nothing
SIGNED_IN = {"owner": 200, "partner": 200, "stranger": 200, "nobody": 401}
SIGNED_IN_CHANGES = {"owner": 204, "partner": 204, "stranger": 204, "nobody": 401}
# Alice is the first, whose server it is; to others these addresses do not exist.
SERVERS_OWNER = {"owner": 200, "partner": 404, "stranger": 404, "nobody": 404}
OWNER_ONLY = {"owner": 204, "partner": 404, "stranger": 404, "nobody": 401}

ALICES_FEED = {"owner": 200, "partner": 409, "stranger": 409, "nobody": 401}

# Of the pair of Alice and Bob, each may do with their own half what they like.
ONE_OF_THE_PAIR = {"owner": 200, "partner": 200, "stranger": 404, "nobody": 401}
ALICES_ALONE = {"owner": 200, "partner": 404, "stranger": 404, "nobody": 401}
# Whoever was given the link may accept; it shares nothing.
WHO_HAS_THE_LINK = {"owner": 403, "partner": 200, "stranger": 200, "nobody": 401}
FOR_BOB = {"owner": 404, "partner": 200, "stranger": 404, "nobody": 401}
NO_SECOND_OFFER = ONE_OF_THE_PAIR | {"owner": 409}

PAIR, OPEN_INVITE, ACCEPTED_INVITE = "<pair>", "<open invite>", "<accepted invite>"
ALICES_SHARE, ALICES_OFFER = "<share of Alice>", "<offer of Alice>"
ALICES_SESSION = "<session of Alice>"
ALICES_PASSKEY = "<passkey of Alice>"
ALICES_LINK, ALICES_NUMBER = "<link of Alice>", "<number of Alice>"
LINK_RULE = "/api/links/<id:link_id>"
ALICES_ACCOUNT = sign_up_body("alice")["account"]
BOBS_ACCOUNT = sign_up_body("bob")["account"]
ALICES_NUDGE = "0123456789abcdef"
ALICES_TOKEN = bytes(range(16))

# Words of Alice's own, which her devices alone are told, through her own feed.
ALICES_WORDS = sealed("how it was for Alice")
ALICES_REFLECTION = record(
    "reflection", "canary-of-the-heart", kind=sealed("kind"), on="2026-03-02", **{"answer:1": ALICES_WORDS}
)
OWN_FEED = ("POST", "/api/sync")

SENT_NUDGE = {
    "type": "habit",
    "subject_id": "tea",
    "reminder_id": "r1",
    "on_date": "2026-03-02",
    "due_at": datetime(2026, 3, 2, 8, tzinfo=UTC),
    "state": "sent",
    "is_again": False,
    "attempts": 1,
}

# What is sent along, where something must be; the secret is the sender's own.
BODIES: dict[tuple[str, str], Callable[[Person], dict[str, object]]] = {
    ("PATCH", "/api/sessions/current"): lambda _: {"device_name": sealed("Phone")},
    ("POST", "/api/sessions/current/step-up"): lambda who: {"auth_secret": who.auth_secret},
    ("PUT", "/api/account/password"): lambda who: {
        "auth_secret": who.auth_secret,
        "kdf": KDF,
        "wrap": sealed("wrap"),
    },
    ("PUT", "/api/account/recovery"): lambda who: {
        "recovery_secret": who.recovery_secret,
        "recovery_wrap": sealed("wrap"),
    },
    ("POST", "/api/sessions/current/step-up/passkey"): lambda _: {
        "challenge": "0" * 32,
        "credential": Passkey().answer({"challenge": "AAAA"}),
    },
    ("POST", "/api/passkeys"): lambda _: {
        "challenge": "0" * 32,
        "credential": Passkey().create({"challenge": "AAAA", "user": {"id": "AAAA"}}),
        "wrap": None,
    },
    ("PATCH", "/api/passkeys/<id:passkey_id>"): lambda _: {"name": sealed("Phone")},
    ("PUT", "/api/passkeys/<id:passkey_id>/wrap"): lambda _: {"wrap": sealed("wrap")},
    ("POST", "/api/links"): lambda _: {"token": secret_of("another token")},
    ("POST", f"{LINK_RULE}/confirm"): lambda _: {"number": ALICES_NUMBER, "wrap": sealed("wrap")},
    ("POST", "/api/account/key"): lambda _: key_change(),
    ("PUT", "/api/push/current"): lambda _: Browser("https://fcm.googleapis.com/fcm/send/1").to_json(),
    ("POST", "/api/push/arrived"): lambda _: {"token": to_text(ALICES_TOKEN)},
    ("POST", "/api/nudges/<id(length=16):nudge_id>/reaction"): lambda _: {"kind": "opened"},
    ("PATCH", "/api/people/<id:account_id>"): lambda _: {"is_disabled": True},
    ("POST", "/api/sync"): lambda _: {
        "protocol": 1,
        "account": ALICES_ACCOUNT,
        "epoch": None,
        "cursor": 0,
        "changes": [],
    },
}


def _command(**body: object) -> Callable[[Person], dict[str, object]]:
    return lambda _: {"command": "c" * 32, **body}


CHOICE: dict[str, object] = {
    "pair": PAIR,
    "share": "5" * 32,
    "kind": "habit",
    "subject": "tea",
    "level": "streak",
    "label": LABEL,
    "include_before": False,
}
SHARING_BODIES: dict[str, Callable[[Person], dict[str, object]]] = {
    "invites": _command(token=token_of("another secret")),
    "invites/look": lambda _: {"token": token_of("open")},
    "invites/cancel": _command(pair=OPEN_INVITE),
    "accept": _command(token=token_of("open")),
    "confirm": _command(pair=ACCEPTED_INVITE),
    "preview": lambda _: CHOICE,
    "choose": _command(**CHOICE),
    "pause": _command(share=ALICES_SHARE),
    "resume": _command(share=ALICES_SHARE),
    "stop": _command(share=ALICES_SHARE),
    "renew": _command(share=ALICES_SHARE),
    "end": _command(pair=PAIR, is_block=True),
    "stop-all": _command(),
    "unblock": _command(account=ALICES_ACCOUNT),
    "appreciate": _command(pair=PAIR, gesture="smile"),
    "mute": _command(pair=PAIR, is_muted=True),
    "together": _command(pair=PAIR, habit="tea", label=LABEL, unit="day"),
    "together/join": _command(pair=PAIR, together=ALICES_OFFER, habit="tea"),
    "together/leave": _command(together=ALICES_OFFER),
}
BODIES |= {("POST", f"/api/sharing/{path}"): body for path, body in SHARING_BODIES.items()}

# Method and rule, an address it matches, and the status each of the cast gets there.
MATRIX: dict[tuple[str, str], tuple[str, Mapping[str, int]]] = {
    ("GET", "/"): ("/", EVERYONE),
    ("GET", "/today"): ("/today", EVERYONE),
    ("GET", "/practices"): ("/practices", EVERYONE),
    ("GET", "/practices/<slug>"): ("/practices/eye-contact", EVERYONE),
    ("GET", "/habits/new"): ("/habits/new", EVERYONE),
    ("GET", "/habits/<id>"): ("/habits/7", EVERYONE),
    ("GET", "/habits/<id>/edit"): ("/habits/7/edit", EVERYONE),
    ("GET", "/promises"): ("/promises", EVERYONE),
    ("GET", "/promises/new"): ("/promises/new", EVERYONE),
    ("GET", "/promises/<id>"): ("/promises/7", EVERYONE),
    ("GET", "/promises/<id>/edit"): ("/promises/7/edit", EVERYONE),
    ("GET", "/moments/<slug>"): ("/moments/repair", EVERYONE),
    ("GET", "/reflections"): ("/reflections", EVERYONE),
    ("GET", "/reflections/<id>"): ("/reflections/7", EVERYONE),
    ("GET", "/pulse"): ("/pulse", EVERYONE),
    ("GET", "/you"): ("/you", EVERYONE),
    ("GET", "/you/nudges"): ("/you/nudges", EVERYONE),
    ("GET", "/you/arrange"): ("/you/arrange", EVERYONE),
    ("GET", "/you/account"): ("/you/account", EVERYONE),
    ("GET", "/you/unlock"): ("/you/unlock", EVERYONE),
    ("GET", "/you/lock"): ("/you/lock", EVERYONE),
    ("GET", "/you/people"): ("/you/people", EVERYONE),
    ("GET", "/together"): ("/together", EVERYONE),
    ("GET", "/together/invite"): ("/together/invite", EVERYONE),
    ("GET", "/together/choose/<pair>"): (f"/together/choose/{PAIR}", EVERYONE),
    ("GET", "/invite"): ("/invite", EVERYONE),
    ("GET", "/sharing"): ("/sharing", EVERYONE),
    ("GET", "/info"): ("/info", EVERYONE),
    ("GET", "/info/therapy"): ("/info/therapy", EVERYONE),
    ("GET", "/sign-up"): ("/sign-up", EVERYONE),
    ("GET", "/sign-in"): ("/sign-in", EVERYONE),
    ("GET", "/provider"): ("/provider", EVERYONE),
    ("GET", "/recover"): ("/recover", EVERYONE),
    ("GET", "/join"): ("/join", EVERYONE),
    ("GET", "/reset"): ("/reset", EVERYONE),
    ("GET", "/link"): ("/link", EVERYONE),
    ("GET", "/index.html"): ("/index.html", EVERYONE),
    ("GET", "/sw.js"): ("/sw.js", EVERYONE),
    ("GET", "/favicon.svg"): ("/favicon.svg", EVERYONE),
    ("GET", "/notices.txt"): ("/notices.txt", EVERYONE),
    ("GET", "/robots.txt"): ("/robots.txt", EVERYONE),
    ("GET", "/.well-known/security.txt"): ("/.well-known/security.txt", dict.fromkeys(CAST, 404)),
    ("GET", "/server-sign-in"): ("/server-sign-in", dict.fromkeys(CAST, 303)),
    ("GET", "/manifest.webmanifest"): ("/manifest.webmanifest", EVERYONE),
    ("GET", "/assets/<file_name:name>"): (f"/assets/{ASSET}", EVERYONE),
    ("GET", "/<any(icons, screenshots):folder>/<file_name:name>"): ("/icons/icon-192.png", EVERYONE),
    ("GET", "/healthz"): ("/healthz", EVERYONE),
    ("GET", "/api/openapi.json"): ("/api/openapi.json", EVERYONE),
    ("GET", "/api/practices"): ("/api/practices", EVERYONE),
    ("GET", "/api/signup"): ("/api/signup", EVERYONE),
    ("POST", "/api/accounts"): ("/api/accounts", INVALID),
    ("POST", "/api/kdf"): ("/api/kdf", INVALID),
    ("POST", "/api/sessions"): ("/api/sessions", INVALID),
    ("POST", "/api/sessions/recovery"): ("/api/sessions/recovery", INVALID),
    ("POST", "/api/sessions/reset"): ("/api/sessions/reset", INVALID),
    ("GET", "/api/sessions"): ("/api/sessions", SIGNED_IN),
    ("DELETE", "/api/sessions"): ("/api/sessions", SIGNED_IN_CHANGES),
    ("DELETE", "/api/sessions/<id:session_id>"): (
        f"/api/sessions/{ALICES_SESSION}",
        OWNER_ONLY,
    ),
    ("GET", "/api/sessions/current"): ("/api/sessions/current", SIGNED_IN),
    ("PATCH", "/api/sessions/current"): ("/api/sessions/current", SIGNED_IN_CHANGES),
    ("DELETE", "/api/sessions/current"): ("/api/sessions/current", dict.fromkeys(CAST, 204)),
    ("GET", "/api/sessions/current/step-up"): ("/api/sessions/current/step-up", SIGNED_IN_CHANGES),
    ("POST", "/api/sessions/current/step-up"): ("/api/sessions/current/step-up", SIGNED_IN),
    ("PUT", "/api/account/password"): ("/api/account/password", SIGNED_IN_CHANGES),
    ("PUT", "/api/account/recovery"): ("/api/account/recovery", SIGNED_IN_CHANGES),
    ("POST", "/api/account/key"): ("/api/account/key", SIGNED_IN),
    ("DELETE", "/api/account"): ("/api/account", SIGNED_IN_CHANGES),
    ("POST", "/api/accounts/passkey/options"): ("/api/accounts/passkey/options", INVALID),
    ("POST", "/api/accounts/passkey"): ("/api/accounts/passkey", INVALID),
    ("POST", "/api/sessions/passkey/options"): ("/api/sessions/passkey/options", EVERYONE),
    ("POST", "/api/sessions/passkey"): ("/api/sessions/passkey", INVALID),
    ("POST", "/api/sessions/current/step-up/passkey/options"): (
        "/api/sessions/current/step-up/passkey/options",
        SIGNED_IN,
    ),
    # A challenge that was never made.
    ("POST", "/api/sessions/current/step-up/passkey"): (
        "/api/sessions/current/step-up/passkey",
        dict.fromkeys(CAST, 403) | {"nobody": 401},
    ),
    ("GET", "/api/passkeys"): ("/api/passkeys", SIGNED_IN),
    ("POST", "/api/passkeys/options"): ("/api/passkeys/options", SIGNED_IN),
    ("POST", "/api/passkeys"): ("/api/passkeys", dict.fromkeys(CAST, 403) | {"nobody": 401}),
    ("PATCH", "/api/passkeys/<id:passkey_id>"): (
        f"/api/passkeys/{ALICES_PASSKEY}",
        OWNER_ONLY,
    ),
    ("PUT", "/api/passkeys/<id:passkey_id>/wrap"): (
        f"/api/passkeys/{ALICES_PASSKEY}/wrap",
        OWNER_ONLY,
    ),
    ("DELETE", "/api/passkeys/<id:passkey_id>"): (
        f"/api/passkeys/{ALICES_PASSKEY}",
        OWNER_ONLY,
    ),
    ("POST", "/api/links"): ("/api/links", {**SIGNED_IN, "owner": 201, "partner": 201, "stranger": 201}),
    ("POST", "/api/links/claim"): ("/api/links/claim", INVALID),
    ("POST", "/api/links/collect"): ("/api/links/collect", INVALID),
    ("GET", LINK_RULE): (f"/api/links/{ALICES_LINK}", {**OWNER_ONLY, "owner": 200}),
    ("POST", f"{LINK_RULE}/confirm"): (f"/api/links/{ALICES_LINK}/confirm", OWNER_ONLY),
    ("DELETE", LINK_RULE): (f"/api/links/{ALICES_LINK}", SIGNED_IN_CHANGES),
    ("GET", "/api/push"): ("/api/push", SIGNED_IN),
    ("PUT", "/api/push/current"): ("/api/push/current", SIGNED_IN),
    ("DELETE", "/api/push/<id:session_id>"): (
        f"/api/push/{ALICES_SESSION}",
        SIGNED_IN_CHANGES,
    ),
    ("POST", "/api/push/<id:session_id>/test"): (
        f"/api/push/{ALICES_SESSION}/test",
        {**OWNER_ONLY, "owner": 202},
    ),
    ("POST", "/api/push/arrived"): ("/api/push/arrived", OWNER_ONLY),
    ("GET", "/api/nudges"): ("/api/nudges", SIGNED_IN),
    ("POST", "/api/nudges/<id(length=16):nudge_id>/reaction"): (
        f"/api/nudges/{ALICES_NUDGE}/reaction",
        {**OWNER_ONLY, "owner": 200},
    ),
    ("GET", "/oidc/start"): ("/oidc/start", dict.fromkeys(CAST, 303)),
    ("GET", "/oidc/callback"): ("/oidc/callback", dict.fromkeys(CAST, 303)),
    ("GET", "/api/provider"): ("/api/provider", EVERYONE),
    ("POST", "/api/accounts/provider"): ("/api/accounts/provider", INVALID),
    ("POST", "/api/sessions/provider"): ("/api/sessions/provider", dict.fromkeys(CAST, 403)),
    ("POST", "/api/sessions/current/step-up/provider"): (
        "/api/sessions/current/step-up/provider",
        dict.fromkeys(CAST, 403) | {"nobody": 401},
    ),
    ("PUT", "/api/account/provider"): (
        "/api/account/provider",
        dict.fromkeys(CAST, 403) | {"nobody": 401},
    ),
    ("DELETE", "/api/account/provider"): (
        "/api/account/provider",
        dict.fromkeys(CAST, 404) | {"nobody": 401},
    ),
    ("GET", "/api/people"): ("/api/people", SERVERS_OWNER),
    ("POST", "/api/people/invites"): ("/api/people/invites", SERVERS_OWNER | {"owner": 201}),
    ("POST", "/api/people/<id:account_id>/reset-link"): (
        f"/api/people/{BOBS_ACCOUNT}/reset-link",
        SERVERS_OWNER | {"owner": 201},
    ),
    ("PATCH", "/api/people/<id:account_id>"): (
        f"/api/people/{BOBS_ACCOUNT}",
        SERVERS_OWNER | {"owner": 204},
    ),
    ("DELETE", "/api/people/<id:account_id>"): (
        f"/api/people/{BOBS_ACCOUNT}",
        SERVERS_OWNER | {"owner": 204},
    ),
    ("POST", "/api/sync"): ("/api/sync", ALICES_FEED),
    ("GET", "/api/sharing"): ("/api/sharing", SIGNED_IN),
    ("POST", "/api/sharing/invites"): ("/api/sharing/invites", SIGNED_IN),
    ("POST", "/api/sharing/invites/look"): ("/api/sharing/invites/look", WHO_HAS_THE_LINK),
    ("POST", "/api/sharing/invites/cancel"): ("/api/sharing/invites/cancel", ALICES_ALONE),
    ("POST", "/api/sharing/accept"): ("/api/sharing/accept", WHO_HAS_THE_LINK),
    ("POST", "/api/sharing/confirm"): ("/api/sharing/confirm", ALICES_ALONE),
    ("POST", "/api/sharing/preview"): ("/api/sharing/preview", ONE_OF_THE_PAIR),
    ("POST", "/api/sharing/choose"): ("/api/sharing/choose", ONE_OF_THE_PAIR),
    ("POST", "/api/sharing/pause"): ("/api/sharing/pause", ALICES_ALONE),
    ("POST", "/api/sharing/resume"): ("/api/sharing/resume", ALICES_ALONE),
    ("POST", "/api/sharing/stop"): ("/api/sharing/stop", ALICES_ALONE),
    ("POST", "/api/sharing/renew"): ("/api/sharing/renew", ALICES_ALONE),
    ("POST", "/api/sharing/end"): ("/api/sharing/end", ONE_OF_THE_PAIR),
    ("POST", "/api/sharing/stop-all"): ("/api/sharing/stop-all", SIGNED_IN),
    ("GET", "/api/sharing/blocks"): ("/api/sharing/blocks", SIGNED_IN),
    ("POST", "/api/sharing/unblock"): ("/api/sharing/unblock", SIGNED_IN),
    ("POST", "/api/sharing/appreciate"): ("/api/sharing/appreciate", ONE_OF_THE_PAIR),
    ("POST", "/api/sharing/mute"): ("/api/sharing/mute", ONE_OF_THE_PAIR),
    ("POST", "/api/sharing/together"): ("/api/sharing/together", NO_SECOND_OFFER),
    ("POST", "/api/sharing/together/join"): ("/api/sharing/together/join", FOR_BOB),
    ("POST", "/api/sharing/together/leave"): ("/api/sharing/together/leave", ALICES_ALONE),
}

CASES = [
    pytest.param((method, rule), who, status, id=f"{who} {method} {rule}")
    for (method, rule), (_, statuses) in MATRIX.items()
    for who, status in {**statuses, FORMER_PARTNER: statuses["stranger"]}.items()
]


class Cast(NamedTuple):
    """The people, signed in, and the database as it was then; made once, copied for each case."""

    people: dict[str, Person]
    names: dict[str, str]
    """What stands for what in addresses and bodies."""
    database: Path
    document: Document


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Cast:
    folder = tmp_path_factory.mktemp("cast")
    put_database(folder)
    clock = SteppingClock()
    app = create_app(Settings.from_environment({"DATA_DIR": str(folder)}), clock)
    app.test_client_class = OwnPageClient
    names = {"owner": "alice", "partner": "bob", "stranger": "charlie", FORMER_PARTNER: "dora"}.items()
    people = {who: sign_up(app.test_client(), name) for who, name in names}
    names_of_things = {
        ALICES_SESSION: people["owner"].session,
        ALICES_PASSKEY: add(people["owner"].client, Passkey()),
        **live_together(people, clock),
    }
    names_of_things |= begin_link(people["owner"], app)
    with app.app_context():
        give_alice_nudges(people["owner"])
        db.engine.dispose()
    return Cast(people, names_of_things, folder / "kept.db", Document(app))


def live_together(people: dict[str, Person], clock: SteppingClock) -> dict[str, str]:
    """Let Alice and Bob share, and everyone have a habit; gives the names of what there is then."""
    alice, bob, _, dora = (sharer(person, clock, "tea") for person in people.values())
    over = couple(alice, dora, "the secret of another time")
    alice.choose(over)
    dora.choose(over)
    alice.done("end", pair=over, is_block=False)
    pair, accepted = couple(alice, bob), invite(alice, "accepted")
    bob.done("accept", token=token_of("accepted"))
    alice.sync(ALICES_REFLECTION)
    offer = {"pair": pair, "habit": "tea", "label": LABEL, "unit": "day", "command": new_id()}
    return {
        PAIR: pair,
        ACCEPTED_INVITE: accepted,
        OPEN_INVITE: invite(alice, "open"),
        ALICES_SHARE: alice.choose(pair),
        ALICES_OFFER: alice.done("together", **offer)["together"],
    }


def begin_link(alice: Person, app: Flask) -> dict[str, str]:
    """Let a new device of Alice's have claimed her link, and show its number."""
    maker = Maker(alice)
    maker.make()
    return {ALICES_LINK: maker.link, ALICES_NUMBER: NewDevice(app.test_client()).number()}


def give_alice_nudges(alice: Person) -> None:
    """Let nudges reach her phone, and let one have been sent."""
    alice.client.put("/api/push/current", json=Browser("https://web.push.apple.com/alice").to_json())
    with write_transaction() as connection:
        connection.execute(update(SUBSCRIPTION).values(test_token=ALICES_TOKEN))
        connection.execute(insert(NUDGE).values(**SENT_NUDGE, account_id=alice.account, id=ALICES_NUDGE))


@pytest.fixture
def lived_in_app(app: Flask, settings: Settings, cast: Cast) -> Flask:
    copy_database(cast.database, settings.data_dir / "kept.db")
    return app


def come_as(client: FlaskClient, person: Person) -> None:
    """Bring the cookies that the person was given."""
    for name in ("kept", "kept-device"):
        cookie = person.client.get_cookie(name)
        assert cookie is not None
        client.set_cookie(name, cookie.value)


def test_it_lists_every_route(app: Flask) -> None:
    routes = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if method not in {"HEAD", "OPTIONS"}
    }

    assert routes == MATRIX.keys()


def test_it_asks_everyone_about_every_route() -> None:
    assert all(tuple(statuses) == CAST for _, statuses in MATRIX.values())


@pytest.mark.parametrize(("route", "who", "status"), CASES)
def test_it_answers_each_as_expected(
    lived_in_app: Flask, cast: Cast, route: tuple[str, str], who: str, status: int
) -> None:
    client = lived_in_app.test_client()
    if who in cast.people:
        come_as(client, cast.people[who])
    address, body = MATRIX[route][0], "{}"
    if route in BODIES:
        body = json.dumps(BODIES[route](cast.people.get(who, cast.people["owner"])))
    for placeholder, name in cast.names.items():
        address, body = address.replace(placeholder, name), body.replace(placeholder, name)

    response = client.open(address, method=route[0], json=json.loads(body) if route[0] != "GET" else None)

    assert response.status_code == status
    assert not cast.document.is_about(response) or cast.document.faults(response) == []
    is_told = any(words.encode() in response.get_data() for words in (ALICES_WORDS, "canary-of-the-heart"))
    assert is_told == (who == "owner" and route == OWN_FEED)
