"""A database made a hub, or brought up to date, by the administrator of the server; a login for somebody who leads.

The scripts are those of `resources/hub`: the numbered ones once each, in their order, all others each time, so that
what somebody changed by hand, or a restored backup lacks, is as it should be again. All in one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from annotator.model.errors import UserError
from annotator.resources import resource

VERSION = 1
"""Of the schema that this program makes."""
_OLDEST_SERVER = 130000
_BEFORE, _AFTER = ("roles",), ("rights", "calls", "lead_calls", "erasing_calls", "callers")
"""The scripts before and after the numbered ones."""


class DatabaseServer(Protocol):
    """What is needed of a connection; each call is a transaction of its own."""

    def run(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run a statement, with “%s” where a parameter goes and “%%” for a percent sign; return its rows."""
        ...

    def script(self, text: str) -> None:
        """Run a script of statements as it stands, all or none of it."""
        ...


@dataclass(frozen=True, slots=True)
class HubReport:
    """What came of it. `version`, `was`: of the schema, now and before, 0 where there was none."""

    version: int
    was: int


def init(server: DatabaseServer) -> HubReport:
    """Make the database a hub, or bring the hub in it up to date; again is no harm. Raises `UserError`."""
    was = _version(server)
    numbered = [str(number) for number in range(was + 1, VERSION + 1)]
    server.script("\n".join(_script(name) for name in (*_BEFORE, *numbered, *_AFTER)))
    return HubReport(VERSION, was)


def make_lead(server: DatabaseServer, login: str, verifier: str) -> None:
    """Let a login share a project: a new one, or one that was made so, which has another password then.

    `verifier`: of its password, as SCRAM-SHA-256 has it. Whose name is taken, or no name, the server refuses.
    """
    server.run("SELECT hub.make_lead(%s, %s)", [login, verifier])


def _script(name: str) -> str:
    return resource(f"hub/{name}.sql").read_text(encoding="utf-8")


def _version(server: DatabaseServer) -> int:
    """Return the number of the schema that is there, 0 for none; raises `UserError` where nothing can be done."""
    [(number, text)] = server.run(
        "SELECT current_setting('server_version_num')::int, current_setting('server_version')"
    )
    if number < _OLDEST_SERVER:
        raise UserError(f"The server is PostgreSQL {text}; a hub needs version 13 or later.")
    if not server.run("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'hub'"):
        return 0
    if server.run("SELECT to_regprocedure('hub.version()') IS NULL OR to_regclass('hub.strands') IS NULL")[0][0]:
        raise UserError("The database has a schema “hub” that is another program's; make a database for the hub alone.")
    [(version,)] = server.run("SELECT hub.version()")
    if version > VERSION:
        what = f"The hub is of version {version}, and this program knows {VERSION} at most"
        raise UserError(f"{what}; update the program.")
    return int(version)
