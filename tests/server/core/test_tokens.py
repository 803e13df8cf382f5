import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.tokens import digest, from_text, mint_secret, to_text


@given(st.binary(max_size=80))
def test_bytes_survive_the_way_there_and_back(data: bytes) -> None:
    assert from_text(to_text(data)) == data


@pytest.mark.parametrize("text", ["a", "_wA=", "_wB", "+/8", "a b", "é", "_w\n"])
def test_there_is_one_way_to_write_them(text: str) -> None:
    with pytest.raises(ValueError, match="base64url"):
        from_text(text)


def test_a_secret_is_new_every_time_and_its_digest_is_not_it() -> None:
    secret = mint_secret()

    assert len({mint_secret() for _ in range(100)} | {secret}) == 101
    assert digest(secret) != secret
