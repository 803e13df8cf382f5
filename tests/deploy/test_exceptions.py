"""Whatever is excepted from a rule of ruff, mypy or ESLint says why, on the same line."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("server", "tests", "tools", "bench", "typings", "migrations", "pwa/src", "pwa/tools")
SUFFIXES = {".py", ".pyi", ".ts", ".tsx"}
EXCEPTION = re.compile(r"# (?:noqa|type: ignore)\b.*|eslint-disable.*|@ts-expect-error.*")
WITH_REASON = re.compile(
    r"# noqa: [A-Z0-9, ]+ - \w.*|# type: ignore\[[a-z, -]+\]  ?# \w.*|eslint-disable[a-z-]* \S+ -- \w.*"
    r"|@ts-expect-error -- \w.*"
)


def test_each_exception_has_its_reason() -> None:
    files = {file for folder in FOLDERS for file in (ROOT / folder).rglob("*") if file.suffix in SUFFIXES}
    found = [
        (str(file.relative_to(ROOT)), exception)
        for file in sorted(files - {Path(__file__)})
        for exception in EXCEPTION.findall(file.read_text(encoding="utf-8"))
    ]

    assert len(found) > 50
    assert [each for each in found if not WITH_REASON.fullmatch(each[1])] == []
