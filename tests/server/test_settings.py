"""Settings: their defaults, their forms, and the line that stops the start when one is wrong."""

from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from server.config import ROOT, Settings, SettingsError
from tests.factories.makers import MakeSettings

WRONG = [
    ("PORT", "abc", "1 to 65535"),
    ("PORT", "0", "1 to 65535"),
    ("PORT", "65536", "1 to 65535"),
    ("PORT", "-1", "1 to 65535"),
    ("PORT", "8000.0", "1 to 65535"),
    ("PORT", "\u0668", "1 to 65535"),
    ("PORT", "9" * 5000, "1 to 65535"),
    ("HOST", "http://localhost", "an address of this machine"),
    ("HOST", "a b", "an address of this machine"),
    ("HOST", "localhost:8000", "an address of this machine"),
    ("PUBLIC_URL", "kept.example.org", "https://kept.example.org"),
    ("PUBLIC_URL", "ftp://kept.example.org", "without a path"),
    ("PUBLIC_URL", "https://kept.example.org/kept", "without a path"),
    ("PUBLIC_URL", "https://kept.example.org?a=1", "without a path"),
    ("PUBLIC_URL", "https://kept.example.org#a", "without a path"),
    ("PUBLIC_URL", "https://kept.example.org:99999", "without a path"),
    ("PUBLIC_URL", "https://kept.example.org:0", "without a path"),
    ("PUBLIC_URL", "https://", "without a path"),
    ("PUBLIC_URL", "https://a b", "without a path"),
    ("PUBLIC_URL", "https://[::1", "without a path"),
    ("DATABASE_URL", "mysql://localhost/kept", "sqlite:///FILE or postgresql://"),
    ("DATABASE_URL", "postgresql://localhost", "sqlite:///FILE or postgresql://"),
    ("DATABASE_URL", "postgresql+asyncpg://localhost/kept", "sqlite:///FILE or postgresql://"),
    ("DATABASE_URL", "postgresql://h1:5432,h2:many/kept", "sqlite:///FILE or postgresql://"),
    ("DATABASE_URL", "postgresql://h1:5432,h2:5433", "sqlite:///FILE or postgresql://"),
    ("DATABASE_URL", "sqlite://", "sqlite:///FILE or postgresql://"),
    ("DATABASE_URL", "sqlite:///:memory:", "sqlite:///FILE or postgresql://"),
    ("DATABASE_URL", "sqlite:////nowhere/kept.db", "a folder that exists"),
    ("DATABASE_URL", "kept.db", "sqlite:///FILE or postgresql://"),
    ("DATA_DIR", "/dev/null", "a folder this user may write to"),
    ("DATA_DIR", "/dev/null/kept", "a folder this user may write to"),
    ("DATA_DIR", "/proc/kept", "a folder this user may write to"),
    ("APP_DIR", "/nowhere/dist", "make build"),
    ("LOG_LEVEL", "loud", "debug, info, warning, error"),
    ("SIGNUP", "everybody", "invite, open, closed"),
    ("TRUSTED_PROXIES", "yes", "0 to 9"),
    ("TRUSTED_HOSTS", "https://kept.lan", "host names"),
    ("TRUSTED_HOSTS", "*", "host names"),
    ("WEB_CONCURRENCY", "0", "1 to 64"),
    ("NUDGE_WORKERS", "17", "0 to 16"),
    ("VAPID_SUBJECT", "me@example.org", "mailto:YOU@YOUR.DOMAIN"),
    ("VAPID_SUBJECT", "http://example.org", "mailto:YOU@YOUR.DOMAIN"),
    ("VAPID_SUBJECT", "mailto:example.org", "mailto:YOU@YOUR.DOMAIN"),
    ("PUSH_HOSTS", "https://push.example.org", "host names without scheme"),
    ("PUSH_HOSTS", "push.example.org:8443", "host names without scheme"),
    ("PUSH_HOSTS", "10.0.0.1", "host names without scheme"),
    ("PUSH_HOSTS", "localhost", "host names without scheme"),
    ("PUSH_LOOPBACK", "yes", "0, 1"),
]


def test_it_works_with_nothing_set(tmp_path: Path) -> None:
    settings = Settings.from_environment({"DATA_DIR": str(tmp_path / "data")})

    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.public_url == "http://localhost:8000"
    assert settings.database_url == f"sqlite:///{tmp_path}/data/kept.db"
    assert settings.app_dir == ROOT / "pwa" / "dist"
    assert settings.trusted_hosts == {"localhost", "127.0.0.1", "::1"}
    assert settings.signup == "invite"
    assert (settings.trusted_proxies, settings.log_level, settings.processes) == (0, "warning", 1)


def test_it_takes_an_empty_variable_as_not_set(make_settings: MakeSettings) -> None:
    empty = dict.fromkeys(["HOST", "PORT", "DATABASE_URL", "PUBLIC_URL", "LOG_LEVEL", "TRUSTED_HOSTS"], "")

    assert make_settings(**empty) == make_settings()


@pytest.mark.parametrize(("variable", "value", "hint"), WRONG)
def test_it_refuses_a_wrong_value_with_a_hint(
    make_settings: MakeSettings, variable: str, value: str, hint: str
) -> None:
    with pytest.raises(SettingsError) as raised:
        make_settings(**{variable: value})

    assert str(raised.value).startswith(f"{variable} is ")
    assert value[:40] in str(raised.value)
    assert hint in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATABASE_URL", "mysql://kept:secret@localhost/kept"),
        ("DATABASE_URL", "postgresql//kept:secret@localhost"),
        ("DATABASE_URL", "postgresql://kept:secret@localhost:port/kept"),
        ("PUBLIC_URL", "https://kept:secret@kept.example.org"),
    ],
)
def test_it_never_shows_a_password(make_settings: MakeSettings, variable: str, value: str) -> None:
    with pytest.raises(SettingsError) as raised:
        make_settings(**{variable: value})

    assert "secret" not in str(raised.value)


def test_it_keeps_the_password_out_of_its_own_text(make_settings: MakeSettings) -> None:
    settings = make_settings(DATABASE_URL="postgresql://kept:secret@localhost/kept")

    assert "secret" in settings.database_url
    assert "secret" not in repr(settings)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_it_takes_every_spelling_of_postgresql(make_settings: MakeSettings, scheme: str) -> None:
    settings = make_settings(DATABASE_URL=f"{scheme}://kept@db/kept")

    assert settings.database_url == "postgresql+psycopg://kept@db/kept"
    assert settings.processes == 2


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://Kept.Example.org/", "https://kept.example.org"),
        ("https://kept.example.org:8443", "https://kept.example.org:8443"),
        ("https://b\u00fccher.example", "https://xn--bcher-kva.example"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_it_brings_the_public_url_into_one_form(make_settings: MakeSettings, given: str, kept: str) -> None:
    assert make_settings(PUBLIC_URL=given).public_url == kept


@pytest.mark.parametrize("public_url", ["http://192.168.1.5:8000", "http://kept.lan"])
def test_it_notes_that_installing_needs_https(make_settings: MakeSettings, public_url: str) -> None:
    note = make_settings(PUBLIC_URL=public_url).note

    assert note is not None
    assert note.startswith(f"PUBLIC_URL is {public_url}: browsers install the app")
    assert "https" in note
    assert "Caddy" in note


def test_it_notes_that_other_devices_are_refused(make_settings: MakeSettings) -> None:
    note = make_settings(HOST="192.168.1.5").note

    assert note is not None
    assert note.endswith("set PUBLIC_URL to the address they open.")


@pytest.mark.parametrize(
    "public_url", ["https://kept.lan", "http://localhost:8000", "http://kept.localhost", "http://127.0.0.2"]
)
def test_it_has_nothing_to_note_where_all_will_work(make_settings: MakeSettings, public_url: str) -> None:
    assert make_settings(PUBLIC_URL=public_url).note is None


def test_it_finds_its_data_in_a_folder_of_any_name(make_settings: MakeSettings, tmp_path: Path) -> None:
    folder = tmp_path / "our data, 100 % #1?"

    settings = make_settings(DATA_DIR=str(folder))

    assert make_url(settings.database_url).database == str(folder / "kept.db")


def test_it_makes_a_data_folder_for_its_owner_only(make_settings: MakeSettings, tmp_path: Path) -> None:
    settings = make_settings(DATA_DIR=str(tmp_path / "a" / "b"))

    assert settings.data_dir.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "subject",
    [
        "mailto:me@localhost",
        "mailto:me@kept.invalid",
        "mailto:me@nas.local",
        "https://localhost",
        "https://127.0.0.1/me",
    ],
)
def test_b14_a_contact_that_apple_refuses_stops_a_public_server(
    make_settings: MakeSettings, subject: str
) -> None:
    with pytest.raises(SettingsError, match=r"Apple refuses \(403\)"):
        make_settings(PUBLIC_URL="https://kept.example.org", VAPID_SUBJECT=subject)

    assert make_settings(VAPID_SUBJECT=subject).vapid_subject == subject


def test_the_contact_is_the_address_of_the_server_unless_another_is_named(
    make_settings: MakeSettings,
) -> None:
    public = {"PUBLIC_URL": "https://kept.example.org"}

    assert make_settings(**public).vapid_subject == "https://kept.example.org"
    assert make_settings(**public, VAPID_SUBJECT="mailto:a@b.org").vapid_subject == "mailto:a@b.org"


@pytest.mark.parametrize("public", [{"PUBLIC_URL": "https://kept.example.org"}, {"HOST": "0.0.0.0"}])  # noqa: S104 - the address under test
def test_push_services_of_this_machine_are_for_tests_alone(
    make_settings: MakeSettings, public: dict[str, str]
) -> None:
    with pytest.raises(SettingsError, match="only for tests"):
        make_settings(**public, PUSH_LOOPBACK="1")

    assert make_settings(PUSH_LOOPBACK="1").push_loopback


@pytest.mark.parametrize(
    "several",
    [
        "postgresql://kept:word@h1:5433,h2/kept?target_session_attrs=read-write",
        "postgresql://kept:word@/kept?host=h1:5433&host=h2&target_session_attrs=read-write",
        "postgresql://kept:word@/kept?host=h1,h2&port=5433,5432&target_session_attrs=read-write",
    ],
)
def test_a_database_may_have_several_hosts(make_settings: MakeSettings, several: str) -> None:
    url = make_settings(DATABASE_URL=several).sqlalchemy_url
    _, parameters = url.get_dialect()().create_connect_args(url)

    assert parameters == {
        "user": "kept",
        "password": "word",
        "dbname": "kept",
        "host": "h1,h2",
        "port": "5433,5432",
        "target_session_attrs": "read-write",
    }
