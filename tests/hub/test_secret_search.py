"""A secret that is somewhere is found there: else it would say nothing that none is."""

import zlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.hub.secret_search import forms, found, found_in_files

SECRETS = st.text(st.characters(exclude_categories=["Cs"]), min_size=6, max_size=20)


@given(SECRETS, st.binary(max_size=50), st.binary(max_size=50))
def test_a_secret_is_found_in_each_of_its_forms_and_within_what_is_compressed(
    secret: str, before: bytes, after: bytes
) -> None:
    for name, written in forms(secret).items():
        assert f"secret 1 stands there {name}" in found(["Zq7-nowhere", secret], before + written + after)
        packed = before + zlib.compress(after + written + before, 6) + after
        assert f"secret 0 stands there {name}" in found([secret], packed)
    assert secret not in " ".join(found([secret], secret)) or secret in "secret 0 stands there as it is"


def test_a_secret_is_found_in_files_and_their_names_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    assert found_in_files(["Zq7-Wv9"], tmp_path) == []
    (tmp_path / "deep" / "er" / "a file").write_bytes(zlib.compress(b"x" * 99 + b"Zq7-Wv9"))
    (tmp_path / "deep" / "Zq7-Wv9").mkdir()
    assert {each.split(": ")[0].rpartition("/")[2] for each in found_in_files(["Zq7-Wv9"], tmp_path)} == {
        *("a file", "Zq7-Wv9")
    }
