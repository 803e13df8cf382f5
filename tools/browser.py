"""Make sure that the tests find a Chromium that can draw Arabic and emoji, and a Firefox for real pushes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
FIREFOX = "firefox-esr"
PACKAGES = ("chromium", FIREFOX, "fonts-noto-color-emoji", "fonts-noto-core")


def main() -> int:
    """Install what is missing; the exit code says whether there is a Chromium now."""
    if any(shutil.which(name) for name in NAMES) and shutil.which(FIREFOX):
        return 0
    if shutil.which("apt-get") is not None:
        install_packages(*PACKAGES)
    else:
        # Elsewhere Playwright brings its own.
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if any(shutil.which(name) for name in NAMES) or playwright_has_one():
        return 0
    print("The tests need Chromium, and it could not be installed. Please install it by hand.")
    return 1


def install_packages(*names: str) -> None:
    """Ask Debian's package manager, as root or through sudo."""
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    wait = ["-o", "DPkg::Lock::Timeout=300", "-q"]
    subprocess.run([*prefix, "apt-get", *wait, "update"], check=False, stdout=subprocess.DEVNULL)
    install = [*prefix, "apt-get", *wait, "install", "-y", "--no-install-recommends", *names]
    subprocess.run(install, check=False, stdout=subprocess.DEVNULL)


def playwright_has_one() -> bool:
    """Tell whether Playwright's own folder holds a Chromium."""
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache" / "ms-playwright"))
    return any(folder.glob("chromium-*"))


if __name__ == "__main__":
    sys.exit(main())
