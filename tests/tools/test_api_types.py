"""The app's types of the API are those of the server's document."""

import json
import sys

import pytest

from tools import api_types


def test_they_are_up_to_date(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["api_types", "--check"])

    assert (api_types.main(), capsys.readouterr().err) == (0, "")


def test_a_change_of_the_server_is_noticed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = json.loads(api_types.document())
    changed["components"]["schemas"]["Mode"]["properties"]["mode"]["enum"].append("by_letter")
    monkeypatch.setattr(api_types, "document", lambda: json.dumps(changed))
    monkeypatch.setattr(sys, "argv", ["api_types", "--check"])

    assert api_types.main() == 1
    assert "schema.d.ts differs from the server: run `make contract`" in capsys.readouterr().err
