"""What the first visit downloads before Today is there; `make bench` measures the same in a browser."""

import gzip
import re
from pathlib import Path

BUDGET_BYTES = 45_000
ADDRESS = re.compile(r'<(?:script|link rel="stylesheet")[^>]*?(?:src|href)="/([^"]+)"')


def test_it_stays_within_its_budget(built_app: Path) -> None:
    page = built_app / "index.html"
    linked = ADDRESS.findall(page.read_text(encoding="utf-8"))

    # The style sheet is in the page itself.
    assert {Path(name).suffix for name in linked} == {".js"}
    sizes = {name: len(gzip.compress((built_app / name).read_bytes())) for name in ["index.html", *linked]}
    assert sum(sizes.values()) <= BUDGET_BYTES, sizes
