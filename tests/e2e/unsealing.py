"""What somebody can read who has a copy of the server's database and a password, as docs/protocol.md says."""

import base64
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import pbkdf2_hmac
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SEALED = re.compile(r"v1\.([0-9a-f]{16})\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]+")


class Text(NamedTuple):
    """An encrypted value, and the place it is encrypted for."""

    place: str
    sealed: str


@dataclass(frozen=True)
class DataKey:
    id: str
    secret: bytes

    def opens(self, text: Text) -> bool:
        try:
            self.read(text)
        except InvalidTag:
            return False
        return True

    def read(self, text: Text) -> object:
        """What the text says; raises InvalidTag where it is under another key."""
        _, _, nonce, ciphertext = text.sealed.split(".")
        padded = AESGCM(self.secret).decrypt(_bytes(nonce), _bytes(ciphertext), text.place.encode())
        value: object = json.loads(padded.rstrip(b"\0")[:-1])
        return value


def data_key(database: Path, password: str) -> DataKey | None:
    """The data key of the one account in this database, as this password gives it."""
    ((account, salt, rounds, wrap),) = _rows(database, "SELECT id, kdf_salt, kdf_rounds, wrap FROM account")
    normal = unicodedata.normalize("NFKC", password).encode()
    master = pbkdf2_hmac("sha256", normal, salt, rounds, 32)
    wrapping = HKDF(SHA256(), 32, None, b"kept/wrap/v1").derive(master)
    key_id = wrap.split(".")[1]
    kept = Text(f"kept/v1|{account}|wrap|password|data_key", wrap)
    wrapper = DataKey(key_id, wrapping)
    return DataKey(key_id, _bytes(str(wrapper.read(kept)))) if wrapper.opens(kept) else None


def texts_of(database: Path) -> list[Text]:
    """All that is written down in this database, by people and for them."""
    return [*_of_records(database), *_of_facts(database), *_of_sessions(database)]


def key_ids_in(database: Path) -> set[str]:
    """The ids of all keys that anything anywhere in this database is encrypted under."""
    tables = [name for (name,) in _rows(database, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = (row for table in tables for row in _rows(database, f"SELECT * FROM {table}"))  # noqa: S608 - its own tables
    return {found for row in rows for cell in row for found in SEALED.findall(str(cell))}


def _of_records(database: Path) -> Iterator[Text]:
    for account, kind, record_id, fields in _rows(
        database, "SELECT account_id, type, id, fields FROM record"
    ):
        for field, (value, _) in json.loads(fields).items():
            if isinstance(value, str) and SEALED.fullmatch(value):
                yield Text(f"kept/v1|{account}|{kind}|{record_id}|{field}", value)


def _of_facts(database: Path) -> Iterator[Text]:
    query = "SELECT account_id, type, id, more FROM fact WHERE more IS NOT NULL"
    for account, kind, fact_id, more in _rows(database, query):
        note = json.loads(more).get("note")
        if note is not None:
            yield Text(f"kept/v1|{account}|{kind}|{fact_id}|note", note)


def _of_sessions(database: Path) -> Iterator[Text]:
    query = "SELECT account_id, id, device_name FROM session WHERE device_name IS NOT NULL"
    for account, session, name in _rows(database, query):
        yield Text(f"kept/v1|{account}|session|{session}|device_name", name)


def _rows(database: Path, query: str) -> list[tuple]:  # type: ignore[type-arg]  # whatever the query says
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
