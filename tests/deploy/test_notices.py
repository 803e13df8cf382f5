"""What the app carries of others is named, each with its licence."""

import json
from pathlib import Path

from tools.notices import NOTICES, PWA, bundled, render


def test_the_notices_are_those_of_the_packages_in_the_app() -> None:
    """`python -m tools.notices` writes the file again."""
    assert NOTICES.read_text(encoding="utf-8") == render()


def test_every_dependency_of_the_app_is_among_them() -> None:
    package = json.loads((PWA / "package.json").read_text(encoding="utf-8"))

    names = {Path(folder).relative_to("node_modules").as_posix() for folder, _ in bundled()}

    assert names >= {*package["dependencies"], "lucide-static"}


def test_each_licence_has_its_copyright_line() -> None:
    sections = NOTICES.read_text(encoding="utf-8").split("=" * 80)[1:]

    assert len(sections) == len(bundled())
    assert [section.split("\n")[1] for section in sections if "copyright" not in section.lower()] == []
