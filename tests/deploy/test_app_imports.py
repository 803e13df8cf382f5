"""The app's files import each other in no circle, those that hand on nothing but types included."""

import re
from graphlib import TopologicalSorter
from pathlib import Path

SOURCES = Path(__file__).parents[2] / "pwa" / "src"
IMPORT = re.compile(r"""(?:from|import\()\s*["'](\.[^"']+)["']|^import\s+["'](\.[^"']+)["']""", re.MULTILINE)


def imported_by(file: Path) -> set[Path]:
    """The files that one file names, whatever it wants of them; a dynamic import is no circle at run time."""
    text = re.sub(r"import\([^)]*\)", "", file.read_text(encoding="utf-8"))
    found = ((file.parent / (a or b)).resolve() for a, b in IMPORT.findall(text))
    return {path for name in found for path in candidates(name) if path.is_file()}


def candidates(name: Path) -> list[Path]:
    endings = (".ts", ".tsx", "/index.ts", "/index.tsx")
    return [name, *(Path(f"{name}{ending}") for ending in endings)]


def test_there_is_no_circle() -> None:
    files = [file for file in SOURCES.rglob("*.ts*") if ".test." not in file.name]
    graph = {file: imported_by(file) for file in files}

    assert len(graph) > 400
    assert sum(map(len, graph.values())) > 1000
    TopologicalSorter(graph).prepare()  # raises CycleError with the circle
