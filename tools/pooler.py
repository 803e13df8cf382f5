"""Make sure that the tests find PgBouncer, a pooler of connections to PostgreSQL."""

import shutil
import sys

from tools.browser import install_packages

NAME = "pgbouncer"
PATH = "/usr/sbin:/usr/local/sbin"


def find_pooler() -> str | None:
    """Return the program, or None."""
    return shutil.which(NAME) or shutil.which(NAME, path=PATH)


def main() -> int:
    """Install it where Debian's package manager is; without it the tests that need it say why they skip."""
    if find_pooler() is None and shutil.which("apt-get") is not None:
        install_packages(NAME)
    if find_pooler() is None:
        print("PgBouncer could not be installed: the tests behind a pooler will be skipped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
