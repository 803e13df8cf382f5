"""GET /api/openapi.json: the document, and that the server does what it says."""

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from tests.factories.clocks import SteppingClock
from tests.factories.couple import LABEL, couple, invite, sharer
from tests.factories.devices import Device
from tests.factories.document import Document, path_of
from tests.factories.kept_process import KeptProcess
from tests.factories.people import Person
from tests.factories.things import NOW_MS, entry, habit, record, sealed, stamp

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
METHODS = {"get", "post", "put", "patch", "delete"}
OWN_PAGE = "Sec-Fetch-Site: same-origin"


def test_it_does_what_the_document_says(kept: KeptProcess, tmp_path: Path) -> None:
    document = f"http://127.0.0.1:{kept.port}/api/openapi.json"

    run = subprocess.run(
        [SCHEMATHESIS, "--no-color", "run", document, "--max-examples", "25", "-H", OWN_PAGE],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )

    assert run.returncode == 0, run.stdout


def test_it_documents_every_route_of_the_api(app: Flask) -> None:
    rules = {path_of(rule.rule) for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")}

    assert Document(app).paths.keys() == (rules - {"/api/openapi.json"}) | {"/healthz"}


def test_it_documents_the_errors_of_every_route(app: Flask) -> None:
    document = Document(app)

    for path in document.paths.values():
        for operation in (path[method] for method in METHODS & path.keys()):
            assert operation["responses"]["default"] == {"$ref": "#/components/responses/DEFAULT_ERROR"}
    assert document.components["schemas"]["Error"]["required"] == ["code", "fields", "message"]


def test_it_is_the_same_each_time(app: Flask) -> None:
    first, second = (app.test_client().get("/api/openapi.json").data for _ in range(2))

    assert first == second


@pytest.fixture
def document(app: Flask) -> Document:
    return Document(app)


def test_a_sync_answers_as_documented(document: Document, app: Flask, alice: Person) -> None:
    phone, laptop = Device(alice.client, alice.account), Device(alice.client, alice.account)
    phone.sync(habit("tea"), habit("walk"), entry(note=sealed()), entry(withdrawn=True))
    merged = record("habit", "tea", stamp(NOW_MS + 1), position=2)
    ahead = record("habit", "walk", stamp(NOW_MS * 2), position=2)

    offered = laptop.ask(merged, ahead, {}, {"type": "habit"}, record("habit", "NO", position=1))
    pulled = laptop.ask()
    refused = laptop.ask(account="0" * 32)

    results = offered.get_json()["results"]
    assert {result["status"] for result in results} == {"applied", "clock_ahead", "rejected"}
    assert "record" in results[0]
    assert len(pulled.get_json()["records"]) == 4
    assert [document.faults(answer) for answer in (offered, pulled, refused)] == [[], [], []]


def test_what_is_shown_is_answered_as_documented(
    document: Document, alice: Person, bob: Person, clock: SteppingClock
) -> None:
    ann, ben = sharer(alice, clock, "tea"), sharer(bob, clock, "tea")
    ann.write(record("promise", "call", text=sealed(), due_on="2027-01-01"))
    pair = couple(ann, ben)
    for level in ("total", "streak", "live"):
        ann.choose(pair, level=level)
    ann.choose(pair, kind="promise", subject="call", level=None)
    ann.step_up()
    ann.done("together", pair=pair, habit="tea", label=LABEL, unit="day")
    ann.done("appreciate", pair=pair, gesture="smile")
    invite(ann, "another secret")

    own, seen = ann.client.get("/api/sharing"), ben.device.ask()

    (partner,) = seen.get_json()["shared"]["partners"]
    assert [len(partner[name]) for name in ("items", "together", "appreciations")] == [4, 1, 1]
    assert len(own.get_json()["pairs"][0]["shares"]) == 4
    assert len(own.get_json()["invites"]) == 1
    assert [document.faults(answer) for answer in (own, seen)] == [[], []]
