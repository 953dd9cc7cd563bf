"""A verifier is what PostgreSQL's own client makes of a password, and lets that client in."""

import base64
import re
import stringprep

import psycopg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from psycopg.pq import PGconn

from annotator.hub.passwords import new_password
from annotator.hub.scram import ITERATIONS, prepared, verifier
from annotator.model.errors import NotAllowed
from tests.examples import examples
from tests.postgres import Postgres

CHARS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
MAPPED = "\u00a0\u00ad\u200b\u3000\ufe00é\u0301ⅨＡﬁªᵖ"
"""What becomes a blank, nothing, or other letters."""
BIDI = "אאאﷺ\u0627\u06ddab1 "
ODD = "\ue000\ufdd0\ufffd\u2028\u202e\u0340\U000e0041\U0001f511\u0378\x07"
"""What cannot be prepared: private, no characters, of another line or direction, or not yet in Unicode 3.2."""
TEXTS = (
    st.text(CHARS, min_size=1, max_size=12)
    | st.text(st.sampled_from(MAPPED + BIDI), min_size=1, max_size=6)
    | st.text(st.sampled_from(MAPPED + BIDI + ODD) | CHARS, min_size=1, max_size=4)
)


def of_the_client(password: str) -> str:
    connection = PGconn.connect_start(b"host=127.0.0.1 port=1")  # encrypting needs no server
    try:
        return connection.encrypt_password(password.encode(), b"ana", b"scram-sha-256").decode()
    finally:
        connection.finish()


@given(TEXTS)
@example("\u00ad")
@example("\u200b")
@example("١é")
@example("a\u0627")
@example("\u0627\u0031")
@settings(max_examples=examples(200))
def test_a_verifier_is_that_of_postgresqls_own_client(password: str) -> None:
    theirs = of_the_client(password)
    matched = re.fullmatch(r"SCRAM-SHA-256\$(\d+):([^$]+)\$[^:$]+:[^:$]+", theirs)
    assert matched is not None
    assert verifier(password, base64.b64decode(matched[2]), int(matched[1])) == theirs


def test_the_numbers_are_those_of_the_rfc() -> None:
    """RFC 7677, section 3: the password is “pencil”, and of its keys the proof and the signature that it prints."""
    import hashlib
    import hmac

    salt = base64.b64decode("W22ZaJ0SNY7soEsUEjb6gQ==")
    stored, server = (base64.b64decode(key) for key in verifier("pencil", salt, 4096).split("$")[2].split(":"))
    said = (
        b"n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
        b"s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"
    )
    signature = hmac.digest(stored, said, "sha256")
    proof = base64.b64decode("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")
    client_key = bytes(one ^ other for one, other in zip(proof, signature, strict=True))
    assert hashlib.sha256(client_key).digest() == stored
    assert base64.b64encode(hmac.digest(server, said, "sha256")) == b"6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="


def test_preparing_is_that_of_the_rfc() -> None:
    """RFC 4013, section 3; what it refuses counts by its bytes."""
    assert [prepared(text) for text in ("I\u00adX", "user", "USER", "\u00aa", "\u2168")] == [
        *(b"IX", b"user", b"USER", b"a", b"IX"),
    ]
    assert prepared("\u0007") == b"\x07" and prepared("\u06271") == "\u06271".encode()


def test_two_verifiers_of_one_password_have_nothing_in_common_and_none_says_it() -> None:
    password = new_password()
    one, other = verifier(password), verifier(password)
    assert one.startswith(f"SCRAM-SHA-256${ITERATIONS}:") and password not in one
    assert not {*re.split("[:$]", one)[2:]} & {*re.split("[:$]", other)[2:]}


@pytest.mark.parametrize("password", ["", "a\0b", "é\ud800", "\udc80"])
def test_what_no_client_can_send_is_refused(password: str) -> None:
    with pytest.raises(NotAllowed, match="A password cannot be empty or hold a NUL"):
        verifier(password)


@pytest.mark.parametrize(
    "password",
    [
        pytest.param(
            new_password(), id="a new one"
        ),  # it is another in each process, and cases are called alike in all
        "Ünter Uns",
        "pass\u00a0word\u00ad",
        "ﬁⅨ",
        "\u06271",
        "🔑 key",
        "'; DROP ROLE x; --",
        " lead ",
        "\x07",
    ],
    ids=ascii,
)
def test_whoever_knows_the_password_is_let_in_and_nobody_else(
    postgres: Postgres, hub_database: str, password: str
) -> None:
    assert not any(map(stringprep.in_table_c5, password))
    postgres.execute_as_superuser(f"CREATE ROLE ana LOGIN PASSWORD '{verifier(password)}'")
    with postgres.connect(hub_database, "ana", password) as connection:
        assert connection.execute("SELECT session_user::text").fetchone() == ("ana",)
    with pytest.raises(psycopg.OperationalError):
        postgres.connect(hub_database, "ana", f"{password}.")
