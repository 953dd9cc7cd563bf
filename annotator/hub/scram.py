"""What a PostgreSQL server keeps instead of a password, made here: no statement and no log has the password.

    SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>        each in Base64

RFC 5802 and 7677; the preparation of passwords is RFC 4013, with PostgreSQL's own rules (`src/common/saslprep.c`):
letters of ASCII stay as they are, and a password that cannot be prepared counts by its bytes.
"""

import base64
import hashlib
import hmac
import secrets
import stringprep
import unicodedata

from annotator.model.errors import NotAllowed

ITERATIONS = 4096
"""PostgreSQL's default, and the least that RFC 7677 allows: what is made here by the program is random enough."""
SALT_BYTES = 16
SHORTEST = 10
"""Characters of a password that somebody chooses: less is guessed by whoever gets hold of the server's list."""
_PROHIBITED = (
    *(stringprep.in_table_c12, stringprep.in_table_c21_c22, stringprep.in_table_c3, stringprep.in_table_c4),
    *(stringprep.in_table_c5, stringprep.in_table_c6, stringprep.in_table_c7, stringprep.in_table_c8),
    *(stringprep.in_table_c9, stringprep.in_table_a1),
)


def verifier(password: str, salt: bytes | None = None, iterations: int = ITERATIONS) -> str:
    """Return what a server checks a password by, and cannot learn it from. `salt`: random unless one is given.

    Raises `NotAllowed` for a password that is empty or that no client can send.
    """
    if not can_be_sent(password):
        raise NotAllowed("A password cannot be empty or hold a NUL or half a surrogate pair; take another one.")
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    salted = hashlib.pbkdf2_hmac("sha256", prepared(password), salt, iterations)
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    return f"SCRAM-SHA-256${iterations}:{_base64(salt)}${_base64(stored)}:{_base64(server)}"


def can_be_sent(password: str) -> bool:
    """Whether a client can sign in with a password: what it would be cut off at, or not be written by, is in none."""
    return bool(password) and not any(char == "\0" or "\ud800" <= char <= "\udfff" for char in password)


def prepared(password: str) -> bytes:
    """Return the bytes that a password counts by, as clients of PostgreSQL make them.

    They look for what is prohibited before they normalise, where the RFC does so after it.
    """
    raw = password.encode()
    if password.isascii():
        return raw
    mapped = "".join(" " if stringprep.in_table_c12(char) else char for char in password if not _is_nothing(char))
    if not mapped or any(is_in(char) for char in mapped for is_in in _PROHIBITED) or not _runs_one_way(mapped):
        return raw
    return unicodedata.normalize("NFKC", mapped).encode()


def _is_nothing(char: str) -> bool:
    return stringprep.in_table_b1(char) and not stringprep.in_table_c12(char)


def _runs_one_way(text: str) -> bool:
    """Whether a text from right to left begins and ends so, and has nothing from left to right in it (RFC 3454, 6)."""
    right = [stringprep.in_table_d1(char) for char in text]
    if not any(right):
        return True
    return right[0] and right[-1] and not any(map(stringprep.in_table_d2, text))


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
