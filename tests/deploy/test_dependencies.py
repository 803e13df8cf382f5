"""What is installed: every package that is imported is declared, and no package runs a program of its own."""

import ast
import json
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [*(ROOT / "server").rglob("*.py"), ROOT / "gunicorn.conf.py", ROOT / "wsgi.py"]


def imported_modules() -> set[str]:
    trees = [ast.parse(source.read_text(encoding="utf-8")) for source in SOURCES]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"server"}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_imported_package_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {plain(re.split(r"[\[<>=; ]", line)[0]) for line in project["dependencies"]}
    found = packages_distributions()

    undeclared = {
        module
        for module in imported_modules()
        if not declared & {plain(name) for name in found.get(module, [])}
    }

    assert undeclared == set()


def test_every_package_is_locked_with_a_hash() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-node.lock"):
        lock = (ROOT / name).read_text(encoding="utf-8")
        packages = re.findall(r"^[a-z0-9].*?(?=^\S|\Z)", lock, re.MULTILINE | re.DOTALL)
        assert packages
        assert [package for package in packages if "--hash=sha256:" not in package] == []


@pytest.mark.parametrize("folder", ["pwa", "tests/provider"])
def test_no_package_of_the_app_runs_a_program_when_it_is_installed(folder: str) -> None:
    assert "ignore-scripts=true" in (ROOT / folder / ".npmrc").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("folder", ["pwa", "tests/provider"])
def test_every_package_of_node_is_locked_with_its_integrity(folder: str) -> None:
    lock = json.loads((ROOT / folder / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}

    assert len(packages) > 10
    assert [name for name, package in packages.items() if "integrity" not in package] == []
