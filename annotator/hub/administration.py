"""A database made a hub, or brought up to date, by the administrator of the server; a login for somebody who leads.

The scripts are those of `resources/hub`: the numbered ones once each, in their order, all others each time, so that
what somebody changed by hand, or a restored backup lacks, is as it should be again. All in one transaction.
"""

from dataclasses import dataclass

from annotator.hub.database_server import DatabaseServer
from annotator.hub.server_safety import closed_databases, warnings
from annotator.model.errors import UserError
from annotator.model.program_version import newer
from annotator.model.wording import counted
from annotator.resources import resource

VERSION = 1
"""Of the schema that this program makes."""
ROLES = ("hub_door", "hub_keeper", "hub_eraser", "hub_member", "hub_lead")
_OLDEST_SERVER = 130000
_BEFORE = ("roles",)
_AFTER = ("rights", "calls", "content_calls", "login_calls", "lead_calls", "erasing_calls", "callers", "catalogs")
"""The scripts before and after the numbered ones."""
_NAMED = 3
"""How many of the things that stay open a sentence names."""


@dataclass(frozen=True, slots=True)
class HubReport:
    """What came of it. `version`, `was`: of the schema, now and before, 0 where there was none.

    `not_revoked`: of the server's own tables, functions and the like, what stays open to all who sign in; `closed`:
    other databases that were open to them until now; `warnings`: sentences, what the administrator should change.
    """

    version: int
    was: int
    not_revoked: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it, as the administrator reads it."""
        return (self._done(), *self._closed(), *self._open(), *self.warnings)

    def _done(self) -> str:
        if not self.was:
            return "The database is a hub now."
        if self.was < self.version:
            return f"The hub is of version {self.version} now; it was of version {self.was}."
        return "The database was a hub already; its rights are as they should be."

    def _closed(self) -> list[str]:
        return [
            f"The database “{name}” was open to all who may sign in, and is open to superusers and its owner now."
            for name in self.closed
        ]

    def _open(self) -> list[str]:
        if not self.not_revoked:
            return []
        few = ", ".join(self.not_revoked[:_NAMED]) + (" …" if len(self.not_revoked) > _NAMED else "")
        how_many = counted(len(self.not_revoked), "thing stays", "things stay")
        return [
            f"{how_many} open by which members can guess how much others do ({few}): a superuser closes them by running"
            " the same once more."
        ]


def init(server: DatabaseServer, closes_databases: bool = False) -> HubReport:
    """Make the database a hub, or bring the hub in it up to date; again is no harm. Raises `UserError`.

    `closes_databases`: the server's own ones, too, which others may use; else it is only told that they are open.
    """
    _check_server(server)
    was = _version(server)
    _check_roles(server)
    numbered = [str(number) for number in range(was + 1, VERSION + 1)]
    server.script("\n".join(_script(name) for name in (*_BEFORE, *numbered, *_AFTER)))
    closed = closed_databases(server) if closes_databases else ()
    still_open = tuple(name for (name,) in server.run("SELECT name FROM hub.open_to_all() ORDER BY kind DESC, name"))
    return HubReport(VERSION, was, still_open, closed, warnings(server))


def make_lead(server: DatabaseServer, login: str, verifier: str) -> None:
    """Let a login share a project: a new one, or one that was made so, which has another password then.

    `verifier`: of its password, as SCRAM-SHA-256 has it. A name that is taken, or none, the server refuses.
    """
    server.run("SELECT hub.make_lead(%s, %s)", [login, verifier])


def _script(name: str) -> str:
    return resource(f"hub/{name}.sql").read_text(encoding="utf-8")


def _check_server(server: DatabaseServer) -> None:
    [(number, text)] = server.run(
        "SELECT current_setting('server_version_num')::int, current_setting('server_version')"
    )
    if number < _OLDEST_SERVER:
        raise UserError(f"The server is PostgreSQL {text}; a hub needs version 13 or later.")


def _version(server: DatabaseServer) -> int:
    """Return the number of the schema that is there, 0 for none; raises `UserError` where nothing can be done."""
    query = "SELECT nspowner::regrole::text, pg_has_role(nspowner, 'USAGE') FROM pg_catalog.pg_namespace"
    schemas = server.run(f"{query} WHERE nspname = 'hub'")
    if not schemas:
        return 0
    [(owner, is_ours)] = schemas
    if not is_ours:
        raise UserError(f"The schema “hub” of the database belongs to “{owner}”; sign in as that, or as a superuser.")
    if server.run("SELECT to_regprocedure('hub.version()') IS NULL OR to_regclass('hub_tables.strands') IS NULL")[0][0]:
        raise UserError("The database has a schema “hub” that is another program's; make a database for the hub alone.")
    [(version,)] = server.run("SELECT hub.version()")
    if version > VERSION:
        what = f"The hub is of version {version}, and this program knows {VERSION} at most"
        [(says,)] = server.run("SELECT to_regprocedure('hub.needs()') IS NOT NULL")
        needs = newer(server.run("SELECT hub.needs()")[0][0]) if says else ""
        raise UserError(f"{what}; {f'get annotator {needs} or a newer one' if needs else 'update the program'}.")
    return int(version)


def _check_roles(server: DatabaseServer) -> None:
    """Raise `UserError` where the login may not make roles, or the roles of a hub are somebody else's."""
    query = (
        "SELECT rolsuper, rolcreaterole, (SELECT pg_has_role(datdba, 'USAGE') FROM pg_catalog.pg_database"
        " WHERE datname = current_database()) FROM pg_catalog.pg_roles WHERE rolname = current_user"
    )
    [(is_superuser, makes_roles, owns)] = server.run(query)
    if not is_superuser and not (makes_roles and owns):
        raise UserError(
            "A hub is made by a superuser, or by the owner of the database who may make roles (CREATEROLE)."
        )
    query = "SELECT rolname, rolcanlogin OR rolsuper OR rolbypassrls FROM pg_catalog.pg_roles WHERE rolname = ANY (%s)"
    for name, is_foreign in server.run(query, [list(ROLES)]):
        if is_foreign:
            raise UserError(f"The server has a role “{name}” that is another program's; the hub needs that name.")
    query = (
        "SELECT count(*) FROM pg_catalog.pg_roles WHERE rolname = ANY (%s)"
        " AND current_setting('server_version_num')::int >= 160000"
        " AND NOT pg_has_role(current_user, oid, 'USAGE WITH ADMIN OPTION')"
    )
    if not is_superuser and server.run(query, [list(ROLES)]) != [(0,)]:
        raise UserError("Another administrator has made the roles of a hub on this server; sign in as a superuser.")
