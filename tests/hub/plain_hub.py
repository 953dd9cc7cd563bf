"""A hub in a database of the tests' server, spoken to as any program could: by SQL, with nothing of ours between."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import Any, NamedTuple

import psycopg

from annotator.hub import administration
from annotator.hub.calls import CALLS
from tests.postgres import Postgres

PROJECT = "project-1"
Rows = list[tuple[Any, ...]]


def verifier(password: str) -> str:
    """Return what a server keeps of a password (RFC 5802) of ASCII letters and digits, which need no preparation."""
    salt = secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode("ascii"), salt, 4096)
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    texts = [base64.b64encode(each).decode("ascii") for each in (salt, stored, server)]
    return f"SCRAM-SHA-256$4096:{texts[0]}${texts[1]}:{texts[2]}"


def digest(*names: object) -> bytes:
    """Return 32 bytes that stand for a hash."""
    return hashlib.sha256(repr(names).encode()).digest()


class PlainServer:
    """A connection with what `administration` needs."""

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self.connection = connection

    def run(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        return _rows(self.connection.execute(sql.encode(), parameters))

    def script(self, text: str) -> None:
        with self.connection.transaction():
            self.connection.execute(text.encode())


class Run(NamedTuple):
    """A run of a strand; a part is told by its number alone, and by `word` where there are several of that number."""

    channel: str
    person: str
    first: int
    last: int
    sitting: str = "sitting-1"
    word: str = ""

    def hash_at(self, counter: int) -> bytes:
        return digest(self.channel, self.sitting, self.word if counter else "", counter)

    @property
    def body(self) -> bytes:
        return f"{self.word}{self.first}-{self.last} of {self.channel}".encode()


class Asking:
    """One login's connection."""

    def __init__(self, connection: "psycopg.Connection[Any]", login: str) -> None:
        self.connection, self.login = connection, login

    def run(self, sql: str, parameters: Sequence[object] | None = None) -> Rows:
        """Return the rows of a statement; raises psycopg.Error."""
        return _rows(self.connection.execute(sql.encode(), parameters))

    def ask(self, call: str, *arguments: object) -> Rows:
        """Call a function of the hub."""
        return self.run(call_of(call), arguments)

    def state(self, call: str, *arguments: object) -> str:
        """Return the SQLSTATE with which the hub refuses a call, "" where it does not."""
        try:
            self.ask(call, *arguments)
        except psycopg.Error as error:
            return error.sqlstate or "lost"
        return ""

    def push(self, *runs: Run, project: str = PROJECT) -> Rows:
        return self.ask("push", *pushed(*runs, project=project))

    def put(self, channel: str, body: bytes, project: str = PROJECT) -> bytes:
        """Put a text; return its SHA-256."""
        sha256 = hashlib.sha256(body).digest()
        self.ask("put_contents", project, [channel], [sha256], ["text"], ["name"], [body])
        return sha256

    def channels(self, project: str = PROJECT) -> dict[str, int]:
        """Return the channels of which something is in sight, with where their strands end, together."""
        found: dict[str, int] = {}
        for channel, _, _, _, top, *_ in self.ask("grown", project, None):
            found[channel] = found.get(channel, 0) + top
        return found


def call_of(call: str) -> str:
    """Return the statement that calls a function of the hub."""
    return f"SELECT * FROM hub.{call}({', '.join(f'%s::{type}' for type in CALLS[call])})"


def pushed(*runs: Run, project: str = PROJECT) -> tuple[object, ...]:
    """Return the arguments of push for these runs."""
    return (
        project,
        [run.channel for run in runs],
        [run.sitting for run in runs],
        [run.person for run in runs],
        [1 for _ in runs],
        [run.first for run in runs],
        [run.last for run in runs],
        [run.hash_at(run.first - 1) for run in runs],
        [run.body for run in runs],
        [False for _ in runs],
        [run.hash_at(run.last) for run in runs],
    )


class PlainHub:
    """A database that is a hub. `is_superuser`: whoever makes it; else an administrator who is none."""

    def __init__(self, postgres: Postgres, database: str, is_superuser: bool = True, tag: str = "") -> None:
        self.postgres, self.database, self.tag = postgres, database, tag
        login = postgres.superuser if is_superuser else postgres.administrator
        password = postgres.superuser_password if is_superuser else postgres.administrator_password
        self._passwords = {login: password}
        self._open: list[psycopg.Connection[Any]] = []
        self.owner = self.sign_in(login)
        self.report = administration.init(PlainServer(self.owner.connection), closes_databases=True)

    def sign_in(self, login: str) -> Asking:
        """Return another connection of a login; raises psycopg.OperationalError."""
        connection = self.postgres.connect(self.database, login, self._passwords[login])
        self._open.append(connection)
        return Asking(connection, login)

    def login_of(self, name: str) -> str:
        return f"k_{name}{self.tag}"

    def lead(self, name: str = "lea", project: str = PROJECT) -> Asking:
        """Return somebody whom the administrator lets lead, and who shares a project."""
        lead = self.allowed_to_share(name)
        lead.ask("share", project, "Treaties", name, name.title())
        return lead

    def allowed_to_share(self, name: str) -> Asking:
        login, self._passwords[self.login_of(name)] = self.login_of(name), name
        administration.make_lead(PlainServer(self.owner.connection), login, verifier(name))
        return self.sign_in(login)

    def invited(self, lead: Asking, name: str, role: str = "coder", project: str = PROJECT) -> Asking:
        """Return somebody who is invited and has not joined; their id as a coder is `name`."""
        login, self._passwords[self.login_of(name)] = self.login_of(name), name
        lead.ask("invite", project, login, verifier(name), name, name.title(), role, 3)
        return self.sign_in(login)

    def joined(self, lead: Asking, name: str, role: str = "coder", project: str = PROJECT) -> Asking:
        """Return a member."""
        member = self.invited(lead, name, role, project)
        member.ask("join", project, verifier(name))
        return member

    def close(self) -> None:
        for connection in self._open:
            connection.close()


def _rows(cursor: "psycopg.Cursor[Any]") -> Rows:
    return cursor.fetchall() if cursor.description else []
