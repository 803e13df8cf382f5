"""Starting `kept serve`: a wrong setting stops it with one line, a right one says where to go."""

import re
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.kept_process import SERVE, KeptProcess, environment, running_kept

WRONG = {
    "PORT": ("abc", "whole number from 1 to 65535"),
    "HOST": ("192.0.2.1", "Use 127.0.0.1, or 0.0.0.0 for all"),
    "PUBLIC_URL": ("kept.example.org", "such as https://kept.example.org"),
    "DATABASE_URL": ("mysql://localhost/kept", "sqlite:///FILE or postgresql://"),
    "DATA_DIR": ("/dev/null", "a folder this user may write to"),
    "LOG_LEVEL": ("loud", "debug, info, warning, error"),
    "TRUSTED_PROXIES": ("some", "whole number from 0 to 9"),
}


@pytest.fixture(scope="module")
def refusals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, subprocess.CompletedProcess[str]]:
    """Every wrong start, made side by side."""
    folder = tmp_path_factory.mktemp("wrong")
    started = {
        variable: subprocess.Popen(
            SERVE,
            env={**environment(folder / variable), variable: value},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for variable, (value, _) in WRONG.items()
    }
    ended = {}
    for variable, process in started.items():
        output, errors = process.communicate(timeout=60)
        ended[variable] = subprocess.CompletedProcess(process.args, process.returncode, output, errors)
    return ended


@pytest.mark.parametrize("variable", WRONG)
def test_it_stops_with_one_line_that_helps(
    refusals: dict[str, subprocess.CompletedProcess[str]], variable: str
) -> None:
    value, hint = WRONG[variable]
    refusal = refusals[variable]

    assert refusal.returncode == 2
    assert refusal.stdout == ""
    assert re.fullmatch(rf"kept: {variable} is '{re.escape(value)}': .*\n", refusal.stderr)
    assert hint in refusal.stderr


def refused_start(data_dir: Path, **variables: str) -> str:
    run = subprocess.run(
        SERVE,
        env=environment(data_dir, **variables),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 2
    return run.stderr


def test_it_says_that_the_port_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])

        line = refused_start(tmp_path / "data", PORT=port)

    assert line == f"kept: PORT is '{port}': already in use. Choose another, such as PORT=8001\n"


def test_it_says_that_the_database_does_not_answer(tmp_path: Path) -> None:
    line = refused_start(tmp_path / "data", DATABASE_URL="postgresql://kept:secret@127.0.0.1:1/kept")

    assert line.startswith("kept: DATABASE_URL (127.0.0.1, kept): no database answers there.")
    assert line.count("\n") == 1


def test_it_says_that_the_file_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "kept.db").write_bytes(b"not a database" * 100)
    (tmp_path / "kept.db").chmod(0o600)  # else a note says so first

    line = refused_start(tmp_path)

    assert "no database answers there" in line
    assert line.count("\n") == 1


@pytest.fixture
def on_the_lan(tmp_path: Path) -> Iterator[KeptProcess]:
    with running_kept(tmp_path, PUBLIC_URL="http://192.168.1.5:8000") as kept:
        yield kept


def test_it_says_where_to_open_it_and_that_installing_needs_https(on_the_lan: KeptProcess) -> None:
    lines = on_the_lan.log().splitlines()
    note = next(line for line in lines if line.startswith("Note: "))
    place = lines[-1]

    assert note.startswith("Note: PUBLIC_URL is http://192.168.1.5:8000: browsers install the app")
    assert place == "Kept is running. Open http://192.168.1.5:8000"


def test_it_stops_when_it_is_asked_to(on_the_lan: KeptProcess) -> None:
    assert on_the_lan.stop() == 0
    assert on_the_lan.processes_left() == []


def test_a_start_costs_one_interpreter_and_loads_no_migrations(tmp_path: Path) -> None:
    """Measured against a start of two, each loading all: 0.49 of the processor time."""
    loads = []
    (tmp_path / "data").mkdir()  # so that the first start makes the database
    for _ in range(2):
        # Each interpreter lists what it loads, under a heading of its own.
        with running_kept(tmp_path, PYTHONPROFILEIMPORTTIME="1", NUDGE_WORKERS="0") as kept:
            loads.append(kept.log())
    first, second = loads

    assert re.search(r"\|\s+alembic\b", first)
    assert second.count("| imported package") == 1
    assert not re.search(r"\|\s+alembic\b", second)
    assert re.search(r"\|\s+server\.app\b", second)
