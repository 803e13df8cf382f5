"""Write the app's types of the API from the server's document; with `--check`, fail where they differ."""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from server.app import create_app
from server.config import Settings
from tools.node import find_npm

ROOT = Path(__file__).resolve().parent.parent
TYPES = ROOT / "pwa" / "src" / "api" / "schema.d.ts"
GENERATOR = ROOT / "pwa" / "node_modules" / "openapi-typescript" / "bin" / "cli.js"
# What has a default may be left out of a request.
OPTIONS = ("--default-non-nullable=false",)
HEAD = "// Made from the server's /api/openapi.json by `make contract`: change the schemas of the server.\n"


def main() -> int:
    """Write the types, or with `--check` only tell whether they would change."""
    text = HEAD + types_of(document())
    if TYPES.exists() and TYPES.read_text(encoding="utf-8") == text:
        return 0
    if "--check" in sys.argv:
        print(f"{TYPES.relative_to(ROOT)} differs from the server: run `make contract`", file=sys.stderr)
        return 1
    TYPES.write_text(text, encoding="utf-8")
    return 0


def document() -> str:
    """Return what /api/openapi.json answers, without a server that runs."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings.from_environment({"DATA_DIR": folder, "APP_DIR": folder}))
        return app.test_client().get("/api/openapi.json").text


def types_of(openapi: str) -> str:
    """Return the TypeScript that openapi-typescript makes of a document."""
    _, search_path = find_npm()
    node = shutil.which("node", path=search_path) or "node"
    command = [node, str(GENERATOR), *OPTIONS]
    return subprocess.run(command, input=openapi, cwd=ROOT, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main())
