"""Accounts are tested on both kinds of database."""

import pytest
from argon2 import PasswordHasher

from server.config import Settings


@pytest.fixture
def settings(settings_on_each: Settings) -> Settings:
    return settings_on_each


@pytest.fixture
def count_hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hashes that were checked since, one for each."""
    verify, checked = PasswordHasher.verify, list[str]()

    def count(hasher: PasswordHasher, stored: str, secret: bytes) -> bool:
        checked.append(stored)
        return verify(hasher, stored, secret)

    monkeypatch.setattr(PasswordHasher, "verify", count)
    return checked
