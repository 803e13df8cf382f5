"""Write pwa/public/notices.txt: the licences of the packages that are part of the built app.

Usage: python -m tools.notices, after `python -m tools.node ci`. The packages of the server carry their own
licences wherever pip installs them.
"""

import json
import sys
from pathlib import Path

PWA = Path(__file__).resolve().parent.parent / "pwa"
NOTICES = PWA / "public" / "notices.txt"
# What only the build needs is not in the app, but for the pictures that it copies into it.
COPIED = {"node_modules/lucide-static"}
HEAD = """Kept is made with the work of others. These packages are part of the app, each under its licence.
sql.js contains SQLite, which is in the public domain (https://www.sqlite.org/copyright.html).
"""


def main() -> int:
    """Write the file."""
    NOTICES.write_text(render(), encoding="utf-8")
    return 0


def render() -> str:
    """Return the text of the file, for the packages that are installed."""
    return HEAD + "".join(_section(folder, version) for folder, version in bundled())


def bundled() -> list[tuple[str, str]]:
    """List the folder and version of each package that is in the app, in order."""
    packages = json.loads((PWA / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return sorted(
        (folder, about["version"])
        for folder, about in packages.items()
        if folder and (folder in COPIED or not {"dev", "peer", "optional", "devOptional"} & about.keys())
    )


def _section(folder: str, version: str) -> str:
    name = folder.rpartition("node_modules/")[2]
    (licence,) = (PWA / folder).glob("LICEN[CS]E*")
    text = licence.read_text(encoding="utf-8").replace("\r\n", "\n").strip()
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return f"\n{'=' * 80}\n{name} {version}\n\n{lines}\n"


if __name__ == "__main__":
    sys.exit(main())
