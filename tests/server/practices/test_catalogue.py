"""The catalogue: what it must hold, and what stops the start."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from server.practices.errors import CatalogueError
from server.practices.service import load_catalogue
from tests.factories.catalogue import PRACTICE, THEME

SOURCES = {"000_fdb0f900c3dbe6e4.txt", "001_d67d8f7bd2b859df.txt", "002_1d556df1ec073e60.txt"}

PRACTICES = {
    "listening": {
        *("eye-contact", "phone-away", "no-interrupting", "reflect-back"),
        *("clarifying-question", "summarise", "validate-a-feeling"),
    },
    "presence": {"body-language-pause", "open-posture", "calm-voice", "notice-discomfort", "smile-and-nod"},
    "appreciation": {
        *("one-appreciation", "name-a-strength", "small-kindness", "acknowledge-effort"),
        *("acknowledge-a-view", "speak-well-of-the-absent"),
    },
    "check-ins": {
        *("daily-check-in", "weekly-check-in", "ask-what-is-needed", "share-the-day", "honest-and-kind"),
    },
    "follow-through": {"one-small-promise", "keep-in-the-loop", "small-steps", "renegotiate-early"},
    "repair": {
        *("i-statement", "solution-before-blame", "take-a-pause", "make-amends"),
        *("benefit-of-the-doubt", "curiosity"),
    },
    "boundaries": {
        *("voice-a-boundary", "honour-a-boundary", "ask-before", "ask-for-space"),
        *("protect-time", "renegotiate-a-boundary"),
    },
    "vulnerability": {
        *("one-small-feeling", "one-step-further", "old-wound", "mistake-as-lesson"),
        *("receive-feedback", "give-feedback", "self-compassion", "breathe"),
    },
}

BROKEN = [
    ("[[theme]]\nslug listening" + THEME + PRACTICE, "at line 2"),
    ("", "themes"),
    (THEME, "practices: Shorter than minimum length 1."),
    (
        THEME + PRACTICE.replace('"Eye contact"', '"' + "x" * 33 + '"'),
        "practices 1 (eye-contact) name: Length must be between 1 and 32.",
    ),
    (
        THEME + PRACTICE.replace('"It says', '"' + "x" * 160),
        "practices 1 (eye-contact) why: Length must be between 1 and 160.",
    ),
    (THEME + PRACTICE.replace('"Look up.", ', ""), "practices 1 (eye-contact) how: Length must be"),
    (
        THEME + PRACTICE.replace('"Look up."', '"' + "x" * 111 + '"'),
        "practices 1 (eye-contact) how 1: Length must be between 1 and 110.",
    ),
    (
        THEME + PRACTICE.replace('"A glance"', '"' + "x" * 61 + '"'),
        "practices 1 (eye-contact) ladder tiny: Length must be between 1 and 60.",
    ),
    (THEME + PRACTICE.replace('"come home", ', ""), "practices 1 (eye-contact) cues: Length must be 3."),
    (THEME + PRACTICE.replace("question = ", "riddle = "), "practices 1 (eye-contact)"),
    (
        THEME + PRACTICE.replace(', per = "week"', ""),
        "plan rule _schema: A rule of this kind has per and times.",
    ),
    (THEME + PRACTICE.replace("times = 2", "times = 2, days = 3"), "A rule of this kind has per and times."),
    (THEME + PRACTICE.replace("times = 2", 'times = "2"'), "plan rule times: Not a valid integer."),
    (THEME + PRACTICE.replace("000_fdb0", "fdb0"), "sources 1: Not the file name of a source."),
    (THEME + PRACTICE.replace("eye-contact", "Eye contact"), "slug: Not a slug"),
    (
        THEME + PRACTICE.replace('theme = "listening"', 'theme = "hearing"'),
        "eye-contact names the unknown theme hearing",
    ),
    (THEME + PRACTICE + PRACTICE, "the slug eye-contact is used twice"),
    (THEME + THEME + PRACTICE, "the slug listening is used twice"),
    ("[moments]\n" + THEME + PRACTICE, "moments: Unknown field."),
]


@pytest.fixture(scope="module")
def catalogue() -> dict[str, list[dict[str, Any]]]:
    parsed: dict[str, list[dict[str, Any]]] = json.loads(load_catalogue().body)
    return parsed


def test_it_holds_every_practice_that_the_sources_teach(
    catalogue: dict[str, list[dict[str, Any]]],
) -> None:
    slugs = {
        theme["slug"]: [
            practice["slug"] for practice in catalogue["practices"] if practice["theme"] == theme["slug"]
        ]
        for theme in catalogue["themes"]
    }

    assert {theme: set(held) for theme, held in slugs.items()} == PRACTICES
    assert sum(map(len, slugs.values())) == 47


def test_it_tells_every_practice_in_words_of_its_own(catalogue: dict[str, list[dict[str, Any]]]) -> None:
    told = [
        text
        for practice in catalogue["practices"]
        for text in (
            *(practice["name"], practice["why"], practice["question"]),
            *(*practice["how"], *practice["cues"], *practice["ladder"].values()),
        )
    ]

    assert [text for text, times in Counter(told).items() if times > 1] == []
    assert all(practice["question"].endswith("?") for practice in catalogue["practices"])
    assert [text for text in told if "!" in text] == []


def test_it_names_the_sources_of_every_practice(catalogue: dict[str, list[dict[str, Any]]]) -> None:
    assert all(practice["sources"] for practice in catalogue["practices"])
    assert {source for practice in catalogue["practices"] for source in practice["sources"]} <= SOURCES


def test_it_reads_a_file(tmp_path: Path) -> None:
    (tmp_path / "small.toml").write_text(THEME + PRACTICE, encoding="utf-8")

    catalogue = json.loads(load_catalogue(tmp_path / "small.toml").body)

    assert [practice["slug"] for practice in catalogue["practices"]] == ["eye-contact"]


def test_it_changes_its_tag_with_its_content(tmp_path: Path) -> None:
    (tmp_path / "old.toml").write_text(THEME + PRACTICE, encoding="utf-8")
    (tmp_path / "new.toml").write_text(THEME + PRACTICE.replace("Look up", "Look on"), encoding="utf-8")

    assert load_catalogue(tmp_path / "old.toml").etag != load_catalogue(tmp_path / "new.toml").etag


@pytest.mark.parametrize(("text", "place"), BROKEN)
def test_it_stops_the_start_with_the_place_that_is_wrong(tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "broken.toml").write_text(text, encoding="utf-8")

    with pytest.raises(CatalogueError) as raised:
        load_catalogue(tmp_path / "broken.toml")

    assert str(raised.value).startswith("broken.toml: ")
    assert place in str(raised.value)


def test_it_stops_the_start_when_there_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"none\.toml"):
        load_catalogue(tmp_path / "none.toml")
