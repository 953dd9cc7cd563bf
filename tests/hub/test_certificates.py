"""Certificates are taken from a file, and nothing else of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.hub.certificates import BadCertificate, read, tidied
from annotator.model.errors import BadFile
from tests.hub.addresses import CERTIFICATE

KEY = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----\n"
AROUND = st.text(st.characters(codec="ascii", exclude_characters="-"), max_size=30)


@given(AROUND, AROUND, st.sampled_from(["\n", "\r\n"]))
def test_of_a_text_the_certificates_are_taken_alone(before: str, after: str, line: str) -> None:
    text = f"{before}\n{CERTIFICATE}{after}\n{CERTIFICATE}".replace("\n", line)
    assert tidied(text) == CERTIFICATE * 2 and tidied(CERTIFICATE) == CERTIFICATE


@given(AROUND, AROUND)
def test_a_private_key_is_never_taken_along(before: str, after: str) -> None:
    with pytest.raises(BadCertificate, match="it holds a private key") as raised:
        tidied(f"{before}{CERTIFICATE}{after}{KEY}")
    assert "MHcCAQEE" not in str(raised.value)


@pytest.mark.parametrize("cut", range(0, len(CERTIFICATE) - 1, 37))
def test_a_certificate_that_was_cut_off_or_changed_is_none(cut: int, tmp_path: Path) -> None:
    file = tmp_path / "authority.crt"
    body = CERTIFICATE.replace("\n", " ").strip()
    for text in (CERTIFICATE[:cut], f"{CERTIFICATE[:cut]}{'é' * 9}{CERTIFICATE[cut + 9 :]}", body):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(BadFile, match=r"authority\.crt: it is no certificate; give the one of the server"):
            read(file)


def test_a_file_is_read_or_named_where_it_cannot_be(tmp_path: Path) -> None:
    file = tmp_path / "authority.crt"
    file.write_text(f"Tests\n{CERTIFICATE}", encoding="ascii")
    assert read(file) == CERTIFICATE
    with pytest.raises(BadFile, match=r"gone.*cannot be read; check the name"):
        read(tmp_path / "gone")
    with pytest.raises(BadFile, match="cannot be read"):
        read(tmp_path)
