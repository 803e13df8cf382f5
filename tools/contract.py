"""Write the app's tables and those in docs/ from contract/; with `--check`, fail where they differ."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from server.contract.addresses import ADDRESSES
from server.contract.commands import COMMANDS
from server.contract.limits import LIMITS
from server.contract.things import FACTS, FORMS, RECORDS, Field, Form
from tools.contract_docs import pages

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "pwa" / "src" / "contract"
LINE_CHARACTERS = 100


def main() -> int:
    """Write each file, or with `--check` only tell which ones would change."""
    makers = {
        "limits": _limits,
        "forms": _forms,
        "things": _things,
        "addresses": _addresses,
        "commands": _commands,
    }
    tables = {APP / f"{name}.ts": _head(name) + "".join(make()) for name, make in makers.items()}
    texts = tables | dict(pages())
    differing = [path for path, text in texts.items() if _stored(path) != text]
    if "--check" in sys.argv:
        for path in differing:
            print(f"{path.relative_to(ROOT)} differs from contract/: run `make contract`", file=sys.stderr)
        return 1 if differing else 0
    for path in differing:
        path.parent.mkdir(exist_ok=True)
        path.write_text(texts[path], encoding="utf-8")
    return 0


def _stored(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _head(name: str) -> str:
    return f"// Made from contract/{name}.toml by `make contract`: change it there.\n"


def _limits() -> Iterator[str]:
    for name, limit in LIMITS.items():
        yield f"export const {name} = {f'{limit:_}' if isinstance(limit, int) else json.dumps(limit)};\n"


def _forms() -> Iterator[str]:
    """All but encrypted ones, of which the app sees none."""
    yield 'import type { Form } from "./form";\n\n'
    for name, form in FORMS.items():
        if isinstance(form, Mapping) and "pattern" in form:
            pattern = form["pattern"].replace("/", "\\/")
            yield f"export const {name.upper()} = /^(?:{pattern})$/;\n"
    yield "\nexport const FORMS = {\n"
    for name, form in FORMS.items():
        if "encrypted" not in form:
            yield f"  {name}: {_form(name, form)},\n"
    yield "} as const satisfies Readonly<Record<string, Form>>;\n\n"
    yield "/** Its name, with a question mark where null is one too. */\n"
    yield "export type FormName = keyof typeof FORMS | `${keyof typeof FORMS}?`;\n"


def _form(name: str, form: Form) -> str:
    if "pattern" in form:
        return f"{{ pattern: {name.upper()} }}"
    return json.dumps(_resolved(form))


def _resolved(form: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
    """Put numbers and dates in the place of the names of limits."""
    if isinstance(form, Mapping):
        return {name: _resolved(value) for name, value in form.items()}
    if isinstance(form, list):
        return [_resolved(value) for value in form]
    return LIMITS.get(form, form) if isinstance(form, str) else form


def _things() -> Iterator[str]:
    yield 'import type { FormName } from "./forms";\n\n'
    for name, is_exported in (("EXPORTED_TYPES", True), ("UNEXPORTED_TYPES", False)):
        yield _const(name, [kind for kind, thing in RECORDS.items() if thing.exported is is_exported])
    yield "export type RecordType = (typeof EXPORTED_TYPES | typeof UNEXPORTED_TYPES)[number];\n"
    yield "\n/** What leaves the device in clear; a list ends with a colon. */\n"
    yield _table("PLAIN_FIELDS", lambda field: field.plain is not None, [*RECORDS, *FACTS])
    yield "\n/** Of types that streaks are computed from: what changes without computing them again. */\n"
    yield _table("UNCOUNTED_FIELDS", lambda field: not field.counts, filter(_counts, RECORDS))
    yield "\n/** What the app expects of each value, decrypted; of a list, of each item. */\n"
    yield _forms_of("FIELD_FORMS", RECORDS, lambda field: field.plain or field.decrypted)
    yield "\n/** Each preference: its field, its form, and what it is until somebody chooses. */\n"
    yield "export const PREFERENCES = {\n"
    for name, field in RECORDS["preference"].fields.items():
        camel = re.sub(r"_(.)", lambda match: match[1].upper(), name)
        form, default = json.dumps(field.plain or field.decrypted), json.dumps(field.default)
        yield f'  {camel}: {{ field: "{name}", form: {form}, default: {default} }},\n'
    yield "} as const;\n"
    yield "\n/** What the key of each item of a list is. */\n"
    yield _forms_of("KEY_FORMS", RECORDS, lambda field: field.key)
    yield "\n/** The members of each type of fact. */\n"
    yield _forms_of("FACT_FORMS", FACTS, lambda field: field.plain or field.decrypted)
    yield "\n/** Those that a fact may lack. */\n"
    yield _table("OPTIONAL_MEMBERS", lambda field: field.optional, FACTS)
    yield "\n/** The one member of a fact that leaves it encrypted. */\n"
    (words,) = {name for fact in FACTS for name, field in _fields(fact).items() if field.encrypted}
    yield f"export const FACT_WORDS = {json.dumps(words)};\n"


def _addresses() -> Iterator[str]:
    yield "export const ADDRESSES = {\n"
    for address, screen in ADDRESSES.items():
        yield f'  "{address}": "{screen}",\n'
    yield "} as const;\n\nexport type ScreenName = (typeof ADDRESSES)[keyof typeof ADDRESSES];\n"


def _commands() -> Iterator[str]:
    yield "/** What a device asks of the server about sharing. */\nexport type Command ="
    for name, kind in COMMANDS.items():
        members = {"type": json.dumps(name), **{field: _type(form) for field, form in kind.body.items()}}
        yield "".join(
            ["\n  | {", *(f"\n      readonly {key}: {of};" for key, of in members.items()), "\n    }"]
        )
    yield ';\n\nexport type CommandType = Command["type"];\n\n/** Below /api/sharing/. */\n'
    yield "export const COMMAND_PATHS = {\n"
    yield from (f'  "{name}": "{kind.path}",\n' for name, kind in COMMANDS.items())
    yield "} as const satisfies Readonly<Record<CommandType, string>>;\n"
    yield "\n/** Those that wait on the device until they are answered, by who sends them again. */\n"
    for waits in ("sync", "person"):
        types = " | ".join(f'"{name}"' for name, kind in COMMANDS.items() if kind.waits == waits)
        yield f"export type SentBy{waits.title()} = Extract<Command, {{ type: {types} }}>;\n"
    yield "\n/** By command, what is sent where nobody knows whether it was done. */\n"
    opposites = (f' readonly {name}: "{kind.opposite}";' for name, kind in COMMANDS.items() if kind.opposite)
    yield f"export interface Opposites {{{''.join(opposites)} }}\n"


def _type(form: Form) -> str:
    """Return the type of a form's values in TypeScript."""
    if isinstance(form, str):
        return _type(FORMS[form.removesuffix("?")]) + (" | null" if form.endswith("?") else "")
    words = " | ".join(json.dumps(word) for word in form.get("one_of", ()))
    return words or ("boolean" if "boolean" in form else "string")


def _fields(thing: str) -> Mapping[str, Field]:
    if thing in FACTS:
        return FACTS[thing].fields
    lists = RECORDS[thing].lists
    return {**RECORDS[thing].fields, **{f"{name}:": field for name, field in lists.items()}}


def _counts(thing: str) -> bool:
    return any(field.counts for field in _fields(thing).values())


def _const(name: str, words: Iterable[str]) -> str:
    return _array(f"export const {name} = ", words, " as const;")


def _table(name: str, is_in: Callable[[Field], bool], things: Iterable[str]) -> str:
    rows = [
        _array(f"  {thing}: ", [field for field, its in _fields(thing).items() if is_in(its)], ",")
        for thing in things
    ]
    return f"export const {name}: Readonly<Record<string, readonly string[]>> = {{\n{''.join(rows)}}};\n"


def _forms_of(name: str, things: Iterable[str], form_of: Callable[[Field], Form | None]) -> str:
    lines = [f"export const {name}: Readonly<Record<string, Readonly<Record<string, FormName>>>> = {{\n"]
    for thing in things:
        lines.append(f"  {thing}: {{\n")
        forms = {field: form_of(its) for field, its in _fields(thing).items()}
        lines += [f"    {json.dumps(field)}: {json.dumps(form)},\n" for field, form in forms.items() if form]
        lines.append("  },\n")
    return "".join([*lines, "};\n"])


def _array(before: str, words: Iterable[str], after: str) -> str:
    """Write an array on one line where it fits."""
    items = [json.dumps(word) for word in words]
    line = f"{before}[{', '.join(items)}]{after}\n"
    if len(line) <= LINE_CHARACTERS + 1:
        return line
    indent = " " * (len(before) - len(before.lstrip()))
    return f"{before}[\n" + "".join(f"{indent}  {item},\n" for item in items) + f"{indent}]{after}\n"


if __name__ == "__main__":
    sys.exit(main())
