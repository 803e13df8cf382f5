"""The tables in docs/ that are made from contract/: each stands between two comments that name its file."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from server.contract.commands import COMMANDS
from server.contract.files import read_table
from server.contract.things import FACTS, RECORDS, Field

DOCS = Path(__file__).resolve().parent.parent / "docs"


def pages() -> Iterator[tuple[Path, str]]:
    """Give each page with its tables as they are to be."""
    protocol = {"things": _things(), "commands": _commands()}
    for name, tables in {"protocol.md": protocol, "glossary.md": {"words": _words()}}.items():
        text = (DOCS / name).read_text(encoding="utf-8")
        for table, rows in tables.items():
            text = _with_table(text, table, rows)
        yield DOCS / name, text


def _with_table(page: str, table: str, rows: Iterator[tuple[str, ...]]) -> str:
    begin = f"<!-- Made from contract/{table}.toml by `make contract`: change it there. -->\n"
    end = f"<!-- End of contract/{table}.toml. -->\n"
    before, rest = page.split(begin)
    heading, *lines = ("|" + "".join(f" {cell} |" if cell else " |" for cell in row) + "\n" for row in rows)
    line_below = "|" + "---|" * (heading.count("|") - 1) + "\n"
    return "".join([before, begin, heading, line_below, *lines, end, rest.split(end)[1]])


def _things() -> Iterator[tuple[str, ...]]:
    yield "type", "encrypted fields", "plain fields"
    for name, record in RECORDS.items():
        lists = {f"`{key}:<{_key(its)}>`": its for key, its in record.lists.items()}
        yield name, *_by_secrecy({**record.fields, **lists})
    for name, fact in FACTS.items():
        yield f"{name} (fact)", *_by_secrecy(fact.fields)


def _key(items: Field) -> str:
    return "date" if items.key == "local_date" else "id"


def _by_secrecy(fields: Mapping[str, Field]) -> Iterator[str]:
    for is_plain in (False, True):
        yield ", ".join(name for name, field in fields.items() if (field.plain is not None) is is_plain)


def _commands() -> Iterator[tuple[str, ...]]:
    yield "path", "body", "answer"
    for kind in COMMANDS.values():
        yield f"`/{kind.path}`" + (" →" if kind.step_up else ""), ", ".join(kind.body), kind.answer


def _words() -> Iterator[tuple[str, ...]]:
    yield "code", "wire", "on the screen", "meaning"
    for word in read_table("words")["words"]:
        names = (", ".join(f"`{name}`" for name in word[place]) for place in ("code", "wire"))
        yield *names, ", ".join(word["screen"]), word["meaning"]
