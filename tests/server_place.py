"""What of this machine serves to run a server of the tests' own: programs, a user, a folder, a port, processes."""

import os
import random
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

HOST = "127.0.0.1"
USER = "postgres"
"""Whom the server runs as when root runs the tests: it refuses to run as root."""
_WORKER, _WORKERS = (os.environ.get(f"PYTEST_XDIST_WORKER{end}", "") for end in ("", "_COUNT"))
_PORTS = range(20_000 + int(_WORKER[2:] or 0), 32_000, int(_WORKERS or 1))
"""Below those that the system gives to whoever connects, so that nobody takes ours while the server is stopped; each of
the workers of a run has its own."""


def what_lacks() -> str | None:
    """Return why no server can be started here, as the reason of a skipped test; None where one can."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed: pip install 'diplomatic-annotator[hub]'"
    if programs() is None:
        return "the programs of a PostgreSQL server are not installed (initdb, postgres): apt-get install postgresql"
    if shutil.which("openssl") is None:
        return "the command openssl is not installed, which makes the server's certificate"
    if os.geteuid() == 0 and not _is_user(USER):
        return f"root runs the tests, and there is no user {USER} to run a PostgreSQL server as"
    return None


def programs() -> Path | None:
    """Return the folder with the server's programs: that in the path, else Debian's of the newest version."""
    found = shutil.which("initdb")
    listed = [Path(found).resolve().parent] if found else []
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    listed += sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)
    listed += [Path("/usr/local/bin")]
    return next((at for at in listed if (at / "initdb").exists() and (at / "postgres").exists()), None)


def place() -> Path:
    """Return a folder for temporary files that another user can enter as well."""
    for at in (Path(tempfile.gettempdir()).resolve(), Path("/dev/shm"), Path("/tmp")):
        if at.is_dir() and all(each.stat().st_mode & 0o001 for each in (at, *at.parents)):
            return at
    raise AssertionError("no folder for temporary files that every user can enter")


def free_port() -> int:
    for port in random.SystemRandom().sample(_PORTS, 200):
        with socket.socket() as tried, suppress(OSError):
            tried.bind((HOST, port))
            return port
    raise AssertionError("no port is free")


def children(parent: int) -> Iterator[int]:
    """Yield the numbers of a process's children; none where the system has no /proc: they end after their parent."""
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            # "12 (a name) S 1 …": a name may have spaces and parentheses.
            if (
                int((entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])
                == parent
            ):
                yield int(entry.name)


def _is_user(name: str) -> bool:
    import pwd

    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
