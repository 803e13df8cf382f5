"""The settings of the provider to sign in by: all of them or none, and a hint where one is wrong."""

from pathlib import Path

import pytest

from server.config import SettingsError
from tests.factories.identity_provider import CLIENT_SECRET, settings_of
from tests.factories.makers import MakeSettings

ISSUER = "https://id.example.org/realms/home"


def test_without_them_there_is_no_provider(make_settings: MakeSettings) -> None:
    assert make_settings().oidc is None


def test_it_takes_them_as_they_are_said(make_settings: MakeSettings, tmp_path: Path) -> None:
    settings = make_settings(**settings_of(ISSUER, tmp_path))

    assert settings.oidc is not None
    assert (settings.oidc.issuer, settings.oidc.client_id) == (ISSUER, "kept")
    assert (settings.oidc.client_secret, settings.oidc.name) == (CLIENT_SECRET, "id.example.org")
    assert CLIENT_SECRET not in repr(settings)


def test_it_is_called_what_the_owner_calls_it(make_settings: MakeSettings, tmp_path: Path) -> None:
    settings = make_settings(**settings_of(ISSUER, tmp_path, OIDC_NAME="Our house"))

    assert settings.oidc is not None
    assert settings.oidc.name == "Our house"


@pytest.mark.parametrize("issuer", ["http://localhost:8080", "http://127.0.0.1:8080"])
def test_on_this_machine_it_needs_no_tls(make_settings: MakeSettings, tmp_path: Path, issuer: str) -> None:
    assert make_settings(**settings_of(issuer, tmp_path)).oidc is not None


@pytest.mark.parametrize("missing", ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET_FILE"])
def test_one_that_is_missing_stops_the_start(
    make_settings: MakeSettings, tmp_path: Path, missing: str
) -> None:
    given = settings_of(ISSUER, tmp_path) | {missing: ""}

    with pytest.raises(SettingsError, match=rf"^{missing} is '': OIDC_[A-Z_]+ is set, so set OIDC_ISSUER"):
        make_settings(**given)


@pytest.mark.parametrize(
    "issuer",
    [
        "id.example.org",
        "http://id.example.org",
        "https://id.example.org?a=1",
        "https://id.example.org#a",
        "https://me@id.example.org",
        "https://id.example.org:port",
        "https://[::1",
        "https://",
    ],
)
def test_an_issuer_that_is_none_is_refused(make_settings: MakeSettings, tmp_path: Path, issuer: str) -> None:
    with pytest.raises(SettingsError, match=r"^OIDC_ISSUER is .*exactly as it writes it"):
        make_settings(**settings_of(issuer, tmp_path))


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        (None, "No such file or directory. Use a file that this user can read"),
        (b"", "the secret alone, in one line"),
        (b"two words", "the secret alone, in one line"),
        (b"\xff", "it is no text. Use a file"),
    ],
)
def test_a_secret_that_cannot_be_read_is_refused(
    make_settings: MakeSettings, tmp_path: Path, content: bytes | None, hint: str
) -> None:
    given = settings_of(ISSUER, tmp_path)
    file = Path(given["OIDC_CLIENT_SECRET_FILE"])
    file.unlink()
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(SettingsError, match=f"^OIDC_CLIENT_SECRET_FILE is .*{hint}"):
        make_settings(**given)


@pytest.mark.parametrize("name", ["x" * 41, "two\nlines"])
def test_a_name_that_no_button_can_carry_is_refused(
    make_settings: MakeSettings, tmp_path: Path, name: str
) -> None:
    with pytest.raises(SettingsError, match=r"^OIDC_NAME is .*up to 40 printable characters"):
        make_settings(**settings_of(ISSUER, tmp_path, OIDC_NAME=name))
