"""What the measurements share: a copy of the built app, the real product, and phones with a past."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Playwright

from bench.life import Life, Lived, Visited, live
from bench.phone import Phone, copy_profile, switched_on
from tests.factories.kept_process import ROOT, SERVE, KeptProcess, running_kept

BUILT_APP = ROOT / "pwa" / "dist"
DEMO_DATA = (sys.executable, "-m", "tools.demo_data")


@dataclass(frozen=True, slots=True)
class Product:
    """The running product."""

    process: KeptProcess
    url: str


class Lab:
    """A folder for one run; what is dear to make is made once."""

    def __init__(self, folder: Path, app: Path) -> None:
        self._folder = folder
        self._app = app
        self._lived: dict[Life, Lived] = {}
        self.is_full = False
        """Whether to take the time for what a default run scales down."""

    @contextmanager
    def product(self, **variables: str) -> Iterator[Product]:
        """Run `kept serve` with the copy of the built app and an empty database."""
        with self.product_by(SERVE, **variables) as product:
            yield product

    @contextmanager
    def product_by(self, command: Sequence[str], **variables: str) -> Iterator[Product]:
        """Do so by another command than that of this checkout."""
        folder = self.new_folder("product")
        if command != SERVE:
            (folder / "data").mkdir()  # an older one refuses a database that is up to date for this one
        with running_kept(folder, command=command, APP_DIR=str(self._app), **variables) as process:
            yield Product(process, f"http://localhost:{process.port}")

    @contextmanager
    def new_phone(self, playwright: Playwright) -> Iterator[Phone]:
        """Switch on a phone that has never been anywhere."""
        with switched_on(playwright, self.new_folder("profile")) as phone:
            yield phone

    @contextmanager
    def phone_of(self, playwright: Playwright, visited: Visited) -> Iterator[Phone]:
        """Switch on a copy of a phone with a past; the server of its app is gone."""
        profile = copy_profile(visited.profile, self.new_folder("copy") / "profile")
        with switched_on(playwright, profile) as phone:
            yield phone
        shutil.rmtree(profile)

    def lived(self, playwright: Playwright, life: Life) -> Lived:
        """Give the phone of somebody who has lived with Kept for so long; its server is gone."""
        if life not in self._lived:
            profile = self.new_folder("lived")
            with self.product() as product, switched_on(playwright, profile) as phone:
                import_seconds, first_start_ms = live(phone, product.url, life, self.demo_file(life))
            self._lived[life] = Lived(profile, product.url, import_seconds, first_start_ms)
        return self._lived[life]

    def demo_file(self, life: Life) -> Path:
        """Write the export file of this life, or give the one that is written already."""
        path = self._folder / f"{life.habits}x{life.days}.json"
        if not path.exists():
            size = ("--habits", str(life.habits), "--days", str(life.days))
            command = (*DEMO_DATA, *size, "--out", str(path))
            subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        return path

    def new_folder(self, name: str) -> Path:
        """Make an empty folder that goes with the lab."""
        return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self._folder))


@contextmanager
def open_lab() -> Iterator[Lab]:
    """Make a lab with what is built now; a later build does not change what it measures."""
    if not (BUILT_APP / "sw.js").is_file():
        sys.exit("The app is not built yet: run make build.")
    with tempfile.TemporaryDirectory(prefix="kept-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        app = shutil.copytree(BUILT_APP, folder / "app")
        yield Lab(folder, app)
