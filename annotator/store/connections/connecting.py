"""The one place where the store connects to a file, so that all connections to it are made alike.

Whether a file is encrypted is seen by how it begins, and its key is known once somebody has said the passphrase.
"""

import sqlite3
import time
import weakref
from collections.abc import Callable
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Any

from annotator.model.errors import BadProject, Locked
from annotator.paths import uri_of
from annotator.store.connections import heads, keys
from annotator.store.connections.heads import FileHead
from annotator.store.connections.keys import FileKey

INSTALL = "pip install 'diplomatic-annotator[encryption]'"

_WAIT_S = 10.0
"""So long a connection waits for another program's lock."""
_TRIES, _PAUSE_S = 3, 0.1


class Access(StrEnum):
    """What a connection may do, as SQLite's URI has it. `FROZEN`: read what nobody writes, and leave no trace there."""

    WRITE = ""
    READ = "mode=ro"
    FROZEN = "mode=ro&immutable=1"


class _Plain(sqlite3.Connection):
    """A connection that says when it is closed; so does the encrypted one."""

    release: Callable[[], object] | None = None
    compare_schema: Callable[[], object] | None = None
    """Raises where the schema is none of the program's: see `schema_check.watch_schema`."""

    def close(self) -> None:
        super().close()
        if self.release is not None:
            self.release()


def connect(
    path: Path, access: Access = Access.WRITE, any_thread: bool = False, key: FileKey | None = None
) -> sqlite3.Connection:
    """Connect to a file, which `WRITE` makes where there is none; transactions are begun by hand.

    `any_thread`: whoever has it sees to it that no two threads use it at once; `key`: of a file that is not there yet
    (None: a plain one), or of one whose key may be forgotten meanwhile. Raises what SQLite raises, `Locked` for an
    encrypted file whose passphrase is not known, and `BadProject` where the extra is not installed that opens it.
    """
    head = _head(path)
    key = _key_of(path, head, key) if head.start or head.is_encrypted else key
    name = uri_of(path.absolute(), access) if access else str(path)
    how: dict[str, Any]
    how = {"uri": bool(access), "timeout": _WAIT_S, "isolation_level": None, "check_same_thread": not any_thread}
    connection: Any
    connection = sqlite3.connect(name, factory=_Plain, **how) if key is None else _encrypted(path.name, name, key, how)
    if key is not None:
        connection.folder = path.absolute().parent
    trust_no_schema(connection)
    connection.execute("PRAGMA recursive_triggers = ON")  # a row that is replaced goes, for journal and guards too
    if (id := heads.file_id(path)) is not None:
        heads.hold(id, head if key is None or head.salt else FileHead(key.salt, key.salt))
        connection.release = weakref.finalize(connection, heads.let_go, id)
    return connection  # type: ignore[no-any-return]  # of either library


def trust_no_schema(connection: sqlite3.Connection) -> None:
    """Let nothing that stands in a file call functions or virtual tables that do more than compute, nor break the file.

    See “Defense Against The Dark Arts” of SQLite's documentation. What only a call in C can switch on, Python has from
    3.12 on: no SQL then writes into the schema or behind an index of words, whoever asks for it.
    """
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    defend(connection, True)


def defend(connection: sqlite3.Connection, is_on: bool) -> None:
    """Switch off and on that no SQL may write into the schema: what changes it as SQLite describes has to."""
    if (configure := getattr(connection, "setconfig", None)) is not None:
        configure(getattr(sqlite3, "SQLITE_DBCONFIG_DEFENSIVE"), is_on)  # noqa: B009 - not in Python 3.11


def key_of(path: Path) -> FileKey | None:
    """Return the key of a file, None for a plain one or none; raises `Locked` where it is not known."""
    return _key_of(path, _head(path))


def is_encrypted(path: Path) -> bool:
    """Whether a file looks like an encrypted one; not where it cannot be read."""
    return _head(path).is_encrypted


def is_locked(path: Path) -> bool:
    """Whether a file is encrypted, and nobody has said its passphrase yet."""
    salt = _head(path).salt
    return bool(salt) and keys.known(salt) is None


def is_in_use(path: Path) -> bool:
    """Whether anybody has a file open, or left a log beside it."""
    real = path.resolve()
    return heads.is_held(path) or any(real.with_name(real.name + ending).exists() for ending in ("-wal", "-journal"))


def unlock(path: Path, passphrase: str) -> None:
    """Know the key of an encrypted file from now on; raises `Locked` where the passphrase does not fit it."""
    head = _head(path)
    if not head.is_encrypted:
        return
    key = keys.make_key(passphrase, head.salt)
    if not (key == keys.known(head.salt) or _fits(path, key)):
        raise Locked("The passphrase does not fit, or the file is damaged.")
    keys.keep(key)


def new_key(path: Path, passphrase: str) -> FileKey:
    """Return the key of a file that is to be made, and know it from now on.

    Raises `NotAllowed` for no passphrase, and `BadProject` without the extra.
    """
    require_library(path.name)
    key = keys.make_key(passphrase)
    keys.keep(key)
    return key


def copy_under(old: Path, new: Path, key: FileKey | None) -> None:
    """Write what a closed file holds to a new one, under a key or (None) as a plain one; raises what SQLite raises.

    The library of encrypted files opens both. It shares no locks with the one of plain files, so that nothing else of
    this process may have the old one open.
    """
    require_library(old.name)
    from annotator.store.connections.encrypted import connect as connect_encrypted  # noqa: PLC0415 - see there

    name = uri_of(old.absolute(), Access.FROZEN)
    with closing(connect_encrypted(name, key_of(old), uri=True, isolation_level=None)) as connection:
        connection.folder = new.absolute().parent
        connection.execute(f'ATTACH ? AS made KEY "{key.literal if key else ""}"', [str(new)])
        connection.execute("SELECT sqlcipher_export('made')").fetchone()
        for pragma in ("application_id", "user_version"):
            (value,) = connection.execute(f"PRAGMA main.{pragma}").fetchone()
            connection.execute(f"PRAGMA made.{pragma} = {value}")
        connection.execute("DETACH made")


def forget(path: Path) -> None:
    """Know the key of a file no more, unless a copy of it is open: whoever opens it next is asked."""
    salt = _head(path).salt
    if (key := keys.known(salt)) is not None:
        forget_key(key)


def forget_key(key: FileKey) -> None:
    """Know a key no more, unless a file that it opens is open; whatever has become of the others."""
    if not heads.holds_salt(key.salt):
        keys.forget(key.salt)


def in_memory() -> sqlite3.Connection:
    """Connect to a database that is in no file."""
    return sqlite3.connect(":memory:", isolation_level=None)


def private(beside: sqlite3.Connection | None = None) -> sqlite3.Connection:
    """Connect to a database of this connection alone, in a file that has no name once it outgrows the cache.

    `beside`: what its content comes from; where that is encrypted, it stays in memory.
    """
    return sqlite3.connect(":memory:" if getattr(beside, "is_encrypted", False) else "", isolation_level=None)


def require_library(name: str) -> None:
    """Raise `BadProject` where the extra is not installed without which `name` cannot be encrypted or read."""
    try:
        # Only where there is such a file: the extra need not be there.
        from annotator.store.connections import encrypted  # noqa: F401, PLC0415
    except ImportError as error:
        raise BadProject(f"{name} needs the extra for encrypted projects; install it ({INSTALL}).") from error


def _encrypted(file: str, name: str, key: FileKey | None, how: dict[str, Any]) -> sqlite3.Connection:
    require_library(file)
    from annotator.store.connections.encrypted import connect as connect_encrypted  # noqa: PLC0415 - see above

    return connect_encrypted(name, key, **how)


def _fits(path: Path, key: FileKey) -> bool:
    """Whether a key decrypts the first page, which another program may be writing just now; nothing is changed."""
    access = Access.READ if heads.is_held(path) else Access.FROZEN
    name = uri_of(path.absolute(), access)
    is_in_use = path.with_name(f"{path.name}-wal").exists()
    for attempt in reversed(range(_TRIES if is_in_use else 1)):
        try:
            with closing(_encrypted(path.name, name, key, {"uri": True, "isolation_level": None})) as connection:
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
                return True
        except sqlite3.DatabaseError:
            time.sleep(_PAUSE_S if attempt else 0)
    return False


def _key_of(path: Path, head: FileHead, held: FileKey | None = None) -> FileKey | None:
    if not head.is_encrypted:
        return None
    if held is not None and held.salt == head.salt:
        return held
    if (key := keys.known(head.salt)) is None:
        raise Locked(f"{path.name} is encrypted; its passphrase is needed to open it.")
    return key


def _head(path: Path) -> FileHead:
    try:
        return heads.head_of(path)
    except OSError:
        return FileHead()  # SQLite says what is the matter with it
