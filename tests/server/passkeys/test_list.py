"""The passkeys of an account: added, named, used to open the data key, removed."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.core.tokens import to_text
from server.passkeys.store import MAX_PASSKEYS
from tests.factories.passkeys import SYNCABLE, SYNCED, Passkey, add, ask, mangle, sign_up_body
from tests.factories.people import Person, json_of, sealed


def listed(client: FlaskClient) -> list[dict[str, object]]:
    passkeys: list[dict[str, object]] = json_of(client.get("/api/passkeys"))["passkeys"]
    return passkeys


def test_it_lists_what_a_person_needs_and_no_key(alice: Person) -> None:
    synced = Passkey()
    synced.flags |= SYNCABLE | SYNCED
    first, second = add(alice.client, synced, sealed("wrap")), add(alice.client, Passkey())
    alice.client.patch(f"/api/passkeys/{first}", json={"name": sealed("Phone")})

    by_id = {one.pop("id"): one for one in listed(alice.client)}

    assert by_id.keys() == {first, second}
    assert by_id[first].keys() == {"credential_id", "name", "created_on", "is_synced", "can_open"}
    assert (by_id[first]["name"], by_id[first]["is_synced"], by_id[first]["can_open"]) == (
        sealed("Phone"),
        True,
        True,
    )
    assert (by_id[second]["name"], by_id[second]["is_synced"], by_id[second]["can_open"]) == (
        None,
        False,
        False,
    )


def test_added_twice_it_is_one(alice: Person) -> None:
    passkey = Passkey()
    question = ask(alice.client, "passkeys")
    body = {
        "challenge": question["challenge"],
        "credential": passkey.create(question["options"]),
        "wrap": None,
    }

    first, again = (json_of(alice.client.post("/api/passkeys", json=body), 201) for _ in range(2))

    assert first == again
    assert len(listed(alice.client)) == 1


def test_those_that_are_there_are_not_made_again(alice: Person) -> None:
    passkey = Passkey()
    add(alice.client, passkey)

    excluded = ask(alice.client, "passkeys")["options"]["excludeCredentials"]

    assert [(one["id"], one["transports"]) for one in excluded] == [
        (to_text(passkey.id), ["hybrid", "internal"])
    ]


def test_there_is_room_for_so_many(alice: Person) -> None:
    for _ in range(MAX_PASSKEYS):
        add(alice.client, Passkey())
    question = ask(alice.client, "passkeys")
    body = {
        "challenge": question["challenge"],
        "credential": Passkey().create(question["options"]),
        "wrap": None,
    }

    assert json_of(alice.client.post("/api/passkeys", json=body), 409)["code"] == "enough_passkeys"


def test_one_that_could_not_opens_the_data_key_later(alice: Person) -> None:
    added = add(alice.client, Passkey())

    assert alice.client.put(f"/api/passkeys/{added}/wrap", json={"wrap": sealed("later")}).status_code == 204

    assert [one["can_open"] for one in listed(alice.client)] == [True]


def test_the_last_way_in_stays(client: FlaskClient) -> None:
    json_of(client.post("/api/accounts/passkey", json=sign_up_body(client, Passkey())), 201)
    (only,) = listed(client)

    assert json_of(client.delete(f"/api/passkeys/{only['id']}"), 409)["code"] == "last_way_in"
    second = add(client, Passkey())
    assert client.delete(f"/api/passkeys/{only['id']}").status_code == 204
    assert client.delete(f"/api/passkeys/{second}").status_code == 409


def test_of_the_last_two_removed_at_once_one_stays(client: FlaskClient, app: Flask) -> None:
    json_of(client.post("/api/accounts/passkey", json=sign_up_body(client, Passkey())), 201)
    add(client, Passkey())
    cookie = client.get_cookie("kept")
    assert cookie is not None

    def remove(passkey_id: object) -> int:
        own = app.test_client()
        own.set_cookie("kept", cookie.value)
        return own.delete(f"/api/passkeys/{passkey_id}").status_code

    with ThreadPoolExecutor(2) as threads:
        statuses = sorted(threads.map(remove, [one["id"] for one in listed(client)]))

    assert statuses == [204, 409]
    assert len(listed(client)) == 1


def test_nobody_reaches_the_passkey_of_another(alice: Person, bob: Person) -> None:
    hers = add(alice.client, Passkey())

    assert bob.client.patch(f"/api/passkeys/{hers}", json={"name": sealed("mine")}).status_code == 404
    assert bob.client.put(f"/api/passkeys/{hers}/wrap", json={"wrap": sealed("mine")}).status_code == 404
    assert bob.client.delete(f"/api/passkeys/{hers}").status_code == 404
    assert [one["name"] for one in listed(alice.client)] == [None]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    part=st.sampled_from(["client_data", "attestation"]), where=st.floats(0, 1), into=st.binary(max_size=3)
)
def test_mangled_passkeys_are_refused_and_never_a_fault(
    alice: Person, part: str, where: float, into: bytes
) -> None:
    """With attestation `none` nothing signs a new passkey, so some changes pass and make another one."""
    question = ask(alice.client, "passkeys")
    credential = Passkey().create(question["options"])
    credential[part] = mangle(credential[part], where, into)
    body = {"challenge": question["challenge"], "credential": credential, "wrap": None}

    assert alice.client.post("/api/passkeys", json=body).status_code in {201, 403, 409}
