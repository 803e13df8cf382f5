"""Requests that make no sense: a clear 4xx in the one shape, never a 500."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.factories.databases import put_database
from tests.factories.makers import MakeApp, MakeSettings

MakeClient = Callable[..., FlaskClient]

REFUSED = [
    ("GET", "/nowhere", {}, (404, "not_found")),
    ("GET", "/today/", {}, (404, "not_found")),
    ("GET", "/you/data/more", {}, (404, "not_found")),
    ("GET", "/api", {}, (404, "not_found")),
    ("GET", "/%zz", {}, (404, "not_found")),
    ("GET", "/%00", {}, (404, "not_found")),
    ("GET", "/assets/%00.js", {}, (404, "not_found")),
    ("GET", "/%ff%fe", {}, (404, "not_found")),
    ("GET", "/" + "a" * 100_000, {}, (404, "not_found")),
    ("POST", "/", {}, (405, "method_not_allowed")),
    ("PUT", "/healthz", {}, (405, "method_not_allowed")),
    ("TRACE", "/healthz", {}, (405, "method_not_allowed")),
    ("NONSENSE", "/healthz", {}, (405, "method_not_allowed")),
    ("DELETE", "/api/practices", {}, (405, "method_not_allowed")),
    ("GET", "/healthz", {"Host": "evil.example"}, (400, "unknown_host")),
    ("GET", "/nowhere", {"Host": "evil.example"}, (400, "unknown_host")),
    ("GET", "/healthz", {"Host": "localhost.evil.example"}, (400, "unknown_host")),
    ("GET", "/healthz", {"Host": "evil.example:80@localhost"}, (400, "unknown_host")),
    ("GET", "/healthz", {"Host": "a b"}, (400, "unknown_host")),
    ("GET", "/healthz", {"Host": "[::1"}, (400, "unknown_host")),
]


@pytest.mark.parametrize(("method", "path", "headers", "refusal"), REFUSED)
def test_it_refuses_in_the_one_shape(
    client: FlaskClient, method: str, path: str, headers: dict[str, str], refusal: tuple[int, str]
) -> None:
    response = client.open(path, method=method, headers=headers)

    assert response.mimetype == "application/json"
    assert response.json is not None
    assert response.json.keys() == {"code", "message", "fields"}
    assert (response.status_code, response.json["code"]) == refusal
    assert response.json["fields"] == {}
    assert response.json["message"].endswith(".")


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/nowhere"), ("POST", "/healthz"), ("GET", "/healthz")]
)
def test_it_refuses_ten_megabytes_before_anything_else(client: FlaskClient, method: str, path: str) -> None:
    response = client.open(path, method=method, data=b"0" * 10_485_760)

    assert response.status_code == 413
    assert response.json is not None
    assert response.json["code"] == "too_large"


def test_it_says_which_methods_there_are(client: FlaskClient) -> None:
    response = client.post("/healthz")

    assert set(response.allow) == {"GET", "HEAD", "OPTIONS"}


@pytest.fixture
def make_client(make_settings: MakeSettings, make_app: MakeApp) -> MakeClient:
    """A client of an application with these settings, whose database is up to date."""

    def make(**variables: str) -> FlaskClient:
        settings = make_settings(**variables)
        put_database(settings.data_dir)
        return make_app(settings).test_client()

    return make


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "LOCALHOST", "127.0.0.1:9", "[::1]:8000"])
def test_it_always_answers_to_the_machine_itself(make_client: MakeClient, host: str) -> None:
    client = make_client(PUBLIC_URL="https://kept.example.org")

    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["kept.example.org", "kept.lan:8000", "192.168.1.5"])
def test_it_answers_to_the_names_of_the_settings(make_client: MakeClient, host: str) -> None:
    client = make_client(PUBLIC_URL="https://kept.example.org", TRUSTED_HOSTS="kept.lan, 192.168.1.5")

    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(("hops", "status"), [("0", 200), ("1", 400)])
def test_it_believes_a_proxy_only_where_one_was_announced(
    make_client: MakeClient, hops: str, status: int
) -> None:
    client = make_client(TRUSTED_PROXIES=hops)

    assert client.get("/healthz", headers={"X-Forwarded-Host": "evil.example"}).status_code == status
