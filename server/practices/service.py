"""The library: read once, checked whole, kept as the bytes that are sent."""

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson
from marshmallow import ValidationError

from server.practices.errors import CatalogueError
from server.practices.schemas import CatalogueSchema

CATALOGUE_FILE = Path(__file__).with_name("catalogue.toml")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The library as it is sent: the JSON text and a tag that changes with it."""

    body: bytes
    etag: str


@cache
def load_catalogue(path: Path = CATALOGUE_FILE) -> Catalogue:
    """Read and check the library, once in a process; raises CatalogueError with the place that is wrong."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CatalogueError(f"{path.name}: {error}") from error
    catalogue = {
        "themes": tables.pop("theme", []),
        "practices": tables.pop("practice", []),
        **tables,
    }
    _check(path.name, catalogue)
    body = orjson.dumps(catalogue)
    return Catalogue(body=body, etag=sha256(body).hexdigest()[:32])


def _check(name: str, catalogue: dict[str, Any]) -> None:
    try:
        CatalogueSchema().load(catalogue)
    except ValidationError as error:
        raise CatalogueError(f"{name}: {_first_place(error.messages, catalogue)}") from error
    theme_slugs = [theme["slug"] for theme in catalogue["themes"]]
    practice_slugs = [practice["slug"] for practice in catalogue["practices"]]
    for slug in (*_repeated(theme_slugs), *_repeated(practice_slugs)):
        raise CatalogueError(f"{name}: the slug {slug} is used twice")
    for practice in catalogue["practices"]:
        if practice["theme"] not in theme_slugs:
            raise CatalogueError(f"{name}: {practice['slug']} names the unknown theme {practice['theme']}")


def _first_place(messages: object, value: object) -> str:
    """Walk down to the first complaint: `practices 3 (eye-contact) why: Longer than maximum length 160.`."""
    path: list[str] = []
    while isinstance(messages, dict):
        key, messages = next(iter(messages.items()))
        value = _inner(value, key)
        path.append(_step(key, value))
    return f"{' '.join(path)}: {messages[0] if isinstance(messages, list) else messages}"


def _inner(value: object, key: object) -> object:
    if isinstance(value, dict):
        return value.get(key)
    return value[key] if isinstance(value, list) and isinstance(key, int) else None


def _step(key: object, value: object) -> str:
    slug = value.get("slug") if isinstance(value, dict) else None
    counted = str(key + 1) if isinstance(key, int) else str(key)
    return f"{counted} ({slug})" if slug else counted


def _repeated(slugs: list[str]) -> list[str]:
    return [slug for slug in dict.fromkeys(slugs) if slugs.count(slug) > 1]
