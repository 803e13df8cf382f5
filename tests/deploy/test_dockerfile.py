"""The Dockerfile, where no container engine is at hand: read by a linter, and replayed step by step."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.factories.kept_process import KeptProcess, running_kept
from tools.node import find_npm

ROOT = Path(__file__).parents[2]
DOCKERFILE = ROOT / "Dockerfile"
# Steps that would change the machine itself and not the image.
LEFT_OUT = ("useradd", "install --directory --owner")


@dataclass
class Stage:
    """One stage of the build, in a folder that stands for its root."""

    root: Path
    workdir: Path = field(init=False)
    env: dict[str, str] = field(default_factory=dict)
    command: list[str] = field(default_factory=list)
    user: str = "root"

    def __post_init__(self) -> None:
        self.workdir = self.root

    def path(self, text: str) -> Path:
        """The place in this folder of a path in the image."""
        return self.root / text[1:] if text.startswith("/") else (self.workdir / text).resolve()


@dataclass
class Replay:
    """Runs the instructions of a Dockerfile in folders of their own."""

    context: Path
    folder: Path
    stages: dict[str, Stage] = field(default_factory=dict)

    def run(self, text: str) -> Stage:
        """Replay every instruction; returns the last stage."""
        stage = None
        for line in instructions(text):
            name, _, rest = line.partition(" ")
            if name == "FROM":
                label = rest.split(" AS ")[-1]
                stage = self.stages[label] = Stage(self.folder / f"stage-{len(self.stages)}")
                stage.root.mkdir()
                continue
            assert stage is not None, "A Dockerfile begins with FROM"
            self.step(stage, name, rest)
        assert stage is not None
        return stage

    def step(self, stage: Stage, name: str, rest: str) -> None:
        """Replay one instruction."""
        if name == "WORKDIR":
            stage.workdir = stage.path(rest)
            stage.workdir.mkdir(parents=True, exist_ok=True)
        elif name == "COPY":
            self.copy(stage, rest.split())
        elif name == "RUN":
            run_steps(stage, rest)
        elif name == "ENV":
            stage.env |= dict(pair.split("=", 1) for pair in shlex.split(rest))
        elif name == "CMD":
            stage.command = json.loads(rest)
        elif name == "USER":
            stage.user = rest
        else:
            assert name in {"VOLUME", "EXPOSE", "HEALTHCHECK"}, f"This replay does not know {name}"

    def copy(self, stage: Stage, words: list[str]) -> None:
        """Copy files of the build context, or of an earlier stage."""
        source_stage = None
        if words[0].startswith("--from="):
            source_stage = self.stages[words.pop(0).removeprefix("--from=")]
        *sources, target_text = words
        target = stage.path(target_text)
        for text in sources:
            source = source_stage.path(text) if source_stage else self.context / text
            into = target / source.name if source.is_file() and target_text.endswith("/") else target
            into.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, into, symlinks=True, dirs_exist_ok=True)
            else:
                shutil.copy2(source, into)


def instructions(text: str) -> list[str]:
    """The instructions of a Dockerfile, each on one line."""
    without_comments = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    joined = re.sub(r"\\\n\s*", " ", without_comments)
    return [line.strip() for line in joined.splitlines() if line.strip()]


def run_steps(stage: Stage, command: str) -> None:
    """Run the commands of one RUN, with the image's /kept inside the stage's folder."""
    for step in command.split(" && "):
        if step.strip().startswith(LEFT_OUT):
            continue
        here = step.replace("/kept/", f"{stage.root}/kept/")
        # The image's own Node and Python are the machine's here.
        here = re.sub(r"^\s*npm ", "npm ", here)
        here = re.sub(r"^\s*python ", f"{sys.executable} ", here)
        subprocess.run(["sh", "-c", here], cwd=stage.workdir, env=environment(), check=True)


def environment() -> dict[str, str]:
    """The machine's environment, in which a Node can be found."""
    if shutil.which("npm"):
        return dict(os.environ)
    npm, search_path = find_npm()
    shim = Path(npm[0]).parent / "npm"
    shim.write_text(f'#!/bin/sh\nexec {shlex.join(npm)} "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    return {**os.environ, "PATH": search_path}


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `docker build` would be given: the tracked files that .dockerignore lets through."""
    folder = tmp_path_factory.mktemp("context")
    allowed = {
        line[1:].strip()
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    }
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listing.stdout.split("\0")):
        if name.split("/")[0] in allowed and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def image(context: Path, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    replay = Replay(context, tmp_path_factory.mktemp("image"))
    return replay.run(DOCKERFILE.read_text(encoding="utf-8"))


def test_it_is_in_good_style() -> None:
    linter = Path(sys.executable).with_name("hadolint")
    result = subprocess.run([linter, DOCKERFILE], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (0, "")


def test_it_serves_the_whole_product_from_a_clean_directory(image: Stage, tmp_path: Path) -> None:
    kept = image.workdir / ".venv" / "bin" / image.command[0]
    own_app = {"APP_DIR": "", "PATH": f"{kept.parent}:{os.environ['PATH']}"}
    command = (str(kept), *image.command[1:])
    (tmp_path / "data").mkdir()  # the server makes its database itself
    with running_kept(tmp_path, command=command, **own_app) as server:
        assert_whole(server)


def assert_whole(server: KeptProcess) -> None:
    assert server.get("/healthz").status == 200
    page = server.get("/")
    assert b'id="app"' in page.body
    assert len(json.loads(server.get("/api/practices").body)["practices"]) > 16


def test_it_does_not_run_as_root(image: Stage) -> None:
    assert image.user.isdigit()
    assert int(image.user) > 0


def test_it_leaves_the_build_tools_behind(image: Stage) -> None:
    assert not (image.workdir / "pwa" / "node_modules").exists()
    assert not (image.workdir / "pwa" / "src").exists()
