"""The keys of encrypted files, in memory alone: a passphrase becomes one, and is itself kept nowhere.

A key is made as SQLCipher makes it (PBKDF2 with HMAC-SHA-512, 256,000 rounds; zetetic.net/sqlcipher/design), so that
whatever reads its files reads ours with the passphrase. It is made once a file and not once a connection, since that is
what takes the time: some 0.1 s. A copy has its original's salt, and so its key.
"""

import hashlib
import os
import threading
import unicodedata
from dataclasses import dataclass, field

from annotator.model.errors import NotAllowed

SALT_BYTES = 16
"""An encrypted file begins with its salt."""
_ROUNDS = 256_000
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class FileKey:
    """What opens the files with one salt."""

    salt: bytes
    _secret: bytes = field(repr=False)

    @property
    def literal(self) -> str:
        """The key as SQLCipher takes it, never to be shown."""
        return f"x'{self._secret.hex()}{self.salt.hex()}'"


_known: dict[bytes, FileKey] = {}
_lock = threading.Lock()


def make_key(passphrase: str, salt: bytes = b"") -> FileKey:
    """Return the key that a passphrase makes with a salt, or (for a new file) with one that nothing has.

    Raises `NotAllowed` for none at all.
    """
    if not passphrase.strip():
        raise NotAllowed("A passphrase cannot be empty.")
    # What one types as one letter or as two, by keyboard and system, is the same passphrase.
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    salt = salt or os.urandom(SALT_BYTES)
    return FileKey(salt, hashlib.pbkdf2_hmac("sha512", typed, salt, _ROUNDS, _KEY_BYTES))


def keep(key: FileKey) -> None:
    """Know a key until the program ends or forgets it."""
    with _lock:
        _known[key.salt] = key


def known(salt: bytes) -> FileKey | None:
    """Return the key of the files with a salt; None where nobody has said the passphrase."""
    with _lock:
        return _known.get(salt)


def forget(salt: bytes | None = None) -> None:
    """Know the key of a salt, or (None) no key, no more."""
    with _lock:
        if salt is None:
            _known.clear()
        else:
            _known.pop(salt, None)
