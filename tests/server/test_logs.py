"""The logs: what a person wrote, or who they are, is not in them."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.core.logs import ALLOWED_FIELDS, configure_logs, logger
from tests.factories.kept_process import KeptProcess, running_kept
from tests.factories.people import sign_up_body

CANARY = "canary-7f3a"

OWN = "Host: localhost\r\nSec-Fetch-Site: same-origin\r\n"

REQUESTS = [
    f"GET /{CANARY}?{CANARY}=1 HTTP/1.1\r\nHost: localhost\r\nUser-Agent: {CANARY}\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: a={CANARY}\r\nReferer: http://{CANARY}/\r\n\r\n",
    f"GET /practices/{CANARY} HTTP/1.1\r\nHost: localhost\r\n\r\n",
    f"POST /api/practices HTTP/1.1\r\n{OWN}Content-Length: 11\r\n\r\n{CANARY}",
    f"GET / HTTP/1.1\r\nHost: {CANARY}.example\r\n\r\n",
    f"GET /{CANARY} HTTP/9.9\r\nHost: localhost\r\n\r\n",
    f"{CANARY.upper()} {CANARY}\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: localhost\r\n{CANARY}\r\n\r\n",
    f"GET /{CANARY * 1000} HTTP/1.1\r\nHost: localhost\r\n\r\n",
    f"POST /healthz HTTP/1.1\r\n{OWN}Transfer-Encoding: chunked\r\n\r\n{CANARY}\r\n",
]


@pytest.fixture
def talkative_kept(tmp_path: Path) -> Iterator[KeptProcess]:
    with running_kept(tmp_path, LOG_LEVEL="debug") as kept:
        yield kept


def test_it_writes_nothing_about_a_person(talkative_kept: KeptProcess) -> None:
    for request in REQUESTS:
        assert talkative_kept.send_raw(request.encode()).status >= 200
    assert talkative_kept.stop() == 0

    log = talkative_kept.log()
    assert '"event": "request"' in log
    assert CANARY not in log.lower()
    assert "127.0.0.1" not in log


def test_it_writes_nothing_about_an_account(talkative_kept: KeptProcess) -> None:
    body = sign_up_body(CANARY)
    sign_in = {"username": CANARY, "auth_secret": body["auth_secret"]}
    answer = talkative_kept.post("/api/accounts", body)
    token = answer.headers["Set-Cookie"].partition("=")[2].partition(";")[0]
    for path, sent in (("sessions", sign_in), ("kdf", {"username": CANARY}), ("kdf", sign_in)):
        assert talkative_kept.post(f"/api/{path}", sent).status in {200, 201, 422}
    assert talkative_kept.stop() == 0

    log = talkative_kept.log()
    assert '"route": "/api/accounts"' in log
    for secret in (CANARY, token, body["account"], body["auth_secret"], body["kdf"]["salt"], "127.0.0.1"):
        assert secret not in log


def test_it_writes_only_the_fields_of_the_list(talkative_kept: KeptProcess) -> None:
    talkative_kept.get(f"/practices/{CANARY}")
    talkative_kept.stop()

    lines = [json.loads(line) for line in talkative_kept.log().splitlines() if line.startswith("{")]

    assert lines[-1] | {"duration_ms": 0} == {
        "event": "request",
        "level": "info",
        "method": "GET",
        "route": "/practices/<slug>",
        "status": 503,
        "duration_ms": 0,
    }
    assert {name for line in lines for name in line} <= set(ALLOWED_FIELDS)


def test_it_drops_other_fields(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("info")

    logger.info("request", path=f"/{CANARY}", status=200)

    assert json.loads(capsys.readouterr().err) == {"event": "request", "level": "info", "status": 200}


def test_it_drops_what_libraries_say(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("info")

    logging.getLogger("library").warning("about %s", CANARY)

    line = capsys.readouterr().err
    assert json.loads(line)["event"] == "library"
    assert CANARY not in line
