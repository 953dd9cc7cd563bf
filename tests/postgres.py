"""A PostgreSQL server of the tests' own: in a temporary folder, on 127.0.0.1, with TLS and passwords by SCRAM alone.

It has nothing to do with a server of the system: programs are used, no cluster, no service, no setting of it.
"""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.certificates import make_certificates
from tests.server_place import HOST, USER, children, free_port, place, programs

if TYPE_CHECKING:
    import psycopg

SUPERUSER, ADMINISTRATOR = "postgres", "administrator"
_START_S, _STOP_S, _TICK_S = 60.0, 60.0, 0.01
_ACCESS = "hostssl all all 127.0.0.1/32 scram-sha-256\n"
_SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "dynamic_shared_memory_type": "mmap",
    "ssl": "on",
    "password_encryption": "scram-sha-256",
    "max_connections": "120",
    "logging_collector": "off",
    "log_timezone": "UTC",
    "timezone": "UTC",
}


@contextmanager
def unhurried() -> Iterator[None]:
    """Let our side wait for any server as long as a machine may take that is busy: seconds say nothing there."""
    from annotator.hub import server

    before = server.CONNECT_S, server.ANSWER_S
    server.CONNECT_S = server.ANSWER_S = 300.0
    try:
        yield
    finally:
        server.CONNECT_S, server.ANSWER_S = before


class Postgres:
    """A running server: `port`, `certificate` (PEM of its authority), `administrator_password`, `superuser_password`.

    The administrator makes databases and roles, and is no superuser, as at a managed PostgreSQL. `settings` are the
    server's own, on top of ours; `fsync=False` is quicker, and loses nothing when processes are killed.
    """

    host = HOST
    administrator = ADMINISTRATOR
    superuser = SUPERUSER

    def __init__(self, *, fsync: bool = True, settings: Mapping[str, str] | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="postgres-", dir=place()))
        self.administrator_password, self.superuser_password = secrets.token_urlsafe(18), secrets.token_urlsafe(18)
        self.port = free_port()
        self._settings = {**_SETTINGS, "fsync": "on" if fsync else "off", **(settings or {})}
        self._process: subprocess.Popen[bytes] | None = None
        self._watch: subprocess.Popen[bytes] | None = None
        try:
            self._make()
            self.start()
            self.execute_as_superuser(
                f"CREATE ROLE {ADMINISTRATOR} LOGIN CREATEROLE CREATEDB PASSWORD '{self.administrator_password}'"
            )
        except BaseException:
            self.close()
            raise
        self._first_roles = self._roles()

    @property
    def certificate_file(self) -> Path:
        """The authority's certificate as a file, for `sslrootcert`."""
        return self.folder / "authority.crt"

    @property
    def log(self) -> str:
        """What the server wrote."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def url(self, database: str, login: str = "") -> str:
        """Return the address of a database, without a password."""
        return f"postgresql://{f'{login}@' if login else ''}{self.host}:{self.port}/{database}"

    def connect(self, database: str, login: str, password: str, **others: Any) -> "psycopg.Connection[Any]":
        """Return a connection as a client makes it: encrypted, the server's name checked; statements stand alone.

        Raises psycopg.OperationalError.
        """
        import psycopg

        asked: dict[str, Any] = {
            **{"host": self.host, "port": self.port, "dbname": database, "user": login, "password": password},
            **{"sslmode": "verify-full", "sslrootcert": str(self.certificate_file), "connect_timeout": 60},
            "autocommit": True,
        }
        return psycopg.connect(**{**asked, **others})

    def connect_as_superuser(self, database: str = "postgres") -> "psycopg.Connection[Any]":
        return self.connect(database, SUPERUSER, self.superuser_password)

    def execute_as_superuser(self, sql: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run statements of no parameters; return the rows of the last, none where it gives none."""
        with self.connect_as_superuser(database) as connection:
            cursor = connection.execute(sql.encode())
            while cursor.nextset():
                pass
            return cursor.fetchall() if cursor.description else []

    def new_database(self) -> str:
        """Return the name of a new, empty database that the administrator owns."""
        name = f"test_{secrets.token_hex(6)}"
        with self.connect_as_superuser() as connection:
            # Since version 15 all of it would go through the log otherwise, which takes twice the time.
            copied = " STRATEGY file_copy" if connection.info.server_version >= 150_000 else ""
            connection.execute(f"CREATE DATABASE {name} OWNER {ADMINISTRATOR} TEMPLATE template0{copied}".encode())
        return name

    def dump(self, database: str) -> Path:
        """Back a database up as its administrator does, by pg_dump; return the file."""
        path = self.folder / f"{database} {secrets.token_hex(4)}.dump"
        path.write_bytes(self._client("pg_dump", "--format=custom", database))
        return path

    def restore(self, dump: Path, database: str) -> None:
        """Put a database back as it was when it was backed up, by pg_restore into a new one of its name."""
        self.execute_as_superuser(f"DROP DATABASE {database} WITH (FORCE)")
        self.execute_as_superuser(f"CREATE DATABASE {database} OWNER {ADMINISTRATOR} TEMPLATE template0")
        self._client("pg_restore", "--exit-on-error", f"--dbname={database}", str(dump))

    def _client(self, program: str, *arguments: str) -> bytes:
        """Run one of PostgreSQL's client programs as the superuser; return what it prints."""
        signed_in = {
            **{"PGHOST": self.host, "PGPORT": str(self.port), "PGUSER": SUPERUSER, "PGSSLMODE": "verify-full"},
            **{"PGPASSWORD": self.superuser_password, "PGSSLROOTCERT": str(self.certificate_file)},
        }
        done = subprocess.run(
            [self._program(program), *arguments],
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", **signed_in},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return done.stdout

    def clear(self) -> None:
        """Drop all databases and roles that were made since the first start: roles are of the whole server."""
        if not self.is_running:
            self.start()
        self.thaw()
        with self.connect_as_superuser() as connection:
            for (name,) in connection.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'"
            ).fetchall():
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
            connection.execute("GRANT CONNECT ON DATABASE postgres, template1 TO PUBLIC")  # which a hub takes away
            # All at once, since one may have let another into a third.
            if made := ", ".join(f'"{name}"' for name in sorted(self._roles() - self._first_roles)):
                connection.execute(f"DROP OWNED BY {made}; DROP ROLE {made}".encode())

    def start(self) -> None:
        """Start the server, and wait until it takes connections; after kill() it repairs itself first."""
        assert not self.is_running
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._program("postgres"), "-D", str(self._data)],
                **self._as_user(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        # Where this process ends without a word, nothing is left behind: the pipe closes, the server is told to end.
        self._watch = subprocess.Popen(
            ["sh", "-c", 'read -r _; kill -QUIT "$0"', str(self._process.pid)], stdin=subprocess.PIPE
        )
        until = time.monotonic() + _START_S
        while not self._is_ready():
            assert self.is_running and time.monotonic() < until, f"PostgreSQL does not start:\n{self.log[-2000:]}"
            time.sleep(_TICK_S)

    def stop(self) -> None:
        """End the server as its service does: connections are cut, everything is written."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End the server and the processes that it started from one moment to the next."""
        if self._process is None or not self.is_running:
            return
        # While it is stopped it takes no leave of its children, so that none of their numbers is given to another.
        self._process.send_signal(signal.SIGSTOP)
        self._signal_children(signal.SIGKILL)
        self._end(signal.SIGKILL)

    def freeze(self) -> None:
        """Let the server hang: connections stay, and new ones are taken by the system, but nothing answers."""
        if self._process is not None and self.is_running:
            self._process.send_signal(signal.SIGSTOP)
            self._signal_children(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let the server go on after freeze()."""
        if self._process is not None and self.is_running:
            self._signal_children(signal.SIGCONT)
            self._process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        """End the server at once, and remove its folder."""
        self.thaw()
        self._end(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _make(self) -> None:
        self.certificate = make_certificates(self.folder)
        password = self.folder / "password"
        password.write_text(self.superuser_password, encoding="ascii")
        if os.geteuid() == 0:
            for path in (self.folder, *self.folder.iterdir()):
                shutil.chown(path, USER, USER)
        made = subprocess.run(
            [
                *(self._program("initdb"), "--no-sync", "--locale=C", "--encoding=UTF8"),
                *("--auth=scram-sha-256", f"--username={SUPERUSER}", f"--pwfile={password}", f"--pgdata={self._data}"),
            ],
            **self._as_user(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert made.returncode == 0, made.stderr
        password.unlink()
        names = {"ssl_cert_file": self.folder / "server.crt", "ssl_key_file": self.folder / "server.key"}
        lines = [f"{name} = '{value}'\n" for name, value in {**self._settings, "port": self.port, **names}.items()]
        (self._data / "postgresql.conf").write_text("".join(lines), encoding="utf-8")
        (self._data / "pg_hba.conf").write_text(_ACCESS, encoding="ascii")

    def _program(self, name: str) -> str:
        folder = programs()
        assert folder is not None
        return str(folder / name)

    def _as_user(self) -> dict[str, Any]:
        """Return what subprocess is told: whom to run as, nothing of our environment, a folder that is entered."""
        kept = {"env": {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}, "cwd": self.folder}
        return {**kept, "user": USER, "group": USER, "extra_groups": []} if os.geteuid() == 0 else {**kept}

    def _is_ready(self) -> bool:
        """Say whether the server wrote that it takes connections: the eighth line of its file, below its number."""
        try:
            lines = (self._data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return False
        return (
            self._process is not None
            and lines[:1] == [str(self._process.pid)]
            and [line.strip() for line in lines[7:8]] == ["ready"]
        )

    def cpu_ms(self) -> float:
        """Return the processor time of the processes that serve now, in ms; needs Linux's schedstat."""
        assert self._process is not None
        stats = (Path(f"/proc/{child}/schedstat").read_text(encoding="ascii") for child in children(self._process.pid))
        return sum(int(stat.split()[0]) for stat in stats) / 1e6

    def _signal_children(self, number: int) -> None:
        assert self._process is not None
        for child in children(self._process.pid):
            with suppress(ProcessLookupError):
                os.kill(child, number)

    def _end(self, number: int) -> None:
        if self._watch is not None:
            self._watch.kill()
            self._watch.communicate()
            self._watch = None
        if self._process is None:
            return
        if self.is_running:
            self._process.send_signal(number)
        try:
            self._process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _roles(self) -> set[str]:
        return {name for (name,) in self.execute_as_superuser("SELECT rolname FROM pg_roles")}
