"""Documented is what there is: settings, commands, addresses, practices and moments."""

import json
import re
from pathlib import Path

from flask import Flask

from server import commands
from server import config as settings
from server.practices.service import load_catalogue

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROTOCOL = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
LIBRARY = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
FOR_TESTS = {"PUSH_LOOPBACK"}


def test_each_setting_is_in_the_readme_and_in_its_own_table() -> None:
    source = Path(settings.__file__).read_text(encoding="utf-8")
    _, table, program = source.split('"""', 2)
    read = set(re.findall(r'"([A-Z]+(?:_[A-Z]+)*)"', program))
    rows = "".join(re.findall(r"^\| (`[A-Z].*?) \|", README, re.MULTILINE))

    assert len(read) > 15
    assert set(re.findall(r"^([A-Z_]+) ", table, re.MULTILINE)) == read
    assert set(re.findall(r"`([A-Z_]+)`", rows)) == read - FOR_TESTS


def test_each_command_is_in_the_readme() -> None:
    assert set(re.findall(r"^\| `kept ([a-z-]+)", README, re.MULTILINE)) == set(commands.main.commands)


def test_each_address_is_documented(app: Flask) -> None:
    files = {
        f"shell.{name}" for name in ("page", "root_file", "service_worker", "robots", "asset", "folder_file")
    }
    rules = {rule.rule for rule in app.url_map.iter_rules() if rule.endpoint not in files}
    named = README + PROTOCOL

    assert len(rules) > 40
    for rule in rules:
        pattern = re.sub(r"<[^<>]+>", "{[a-z]+}", rule)
        in_table_of_sharing = f"`{pattern.removeprefix('/api/sharing')}`"
        assert re.search(rf"{pattern}(?![/\w])|{in_table_of_sharing}", named), rule


def test_each_practice_is_in_the_library() -> None:
    practices = LIBRARY.partition("## Practices")[2].partition("## Moments")[0]
    catalogue = json.loads(load_catalogue().body)

    assert re.findall(r"^- `([a-z-]+)`: ", practices, re.MULTILINE) == [
        practice["slug"] for practice in catalogue["practices"]
    ]


def test_each_moment_is_in_the_library() -> None:
    source = (ROOT / "pwa" / "src" / "model" / "moments.ts").read_text(encoding="utf-8")
    moments = LIBRARY.partition("## Moments")[2]

    assert re.findall(r"^- `([a-z-]+)`: ", moments, re.MULTILINE) == re.findall(
        r'^ +slug: "(.+)"', source, re.MULTILINE
    )
