"""A hub beside another on one server, and put from a backup into another database."""

import os
import subprocess
from typing import Any

import psycopg
import pytest

from annotator.hub import administration
from tests.hub.plain_hub import PROJECT, Asking, PlainHub, PlainServer, Run, pushed, verifier
from tests.postgres import Postgres
from tests.server_place import programs


def test_hubs_of_one_server_do_not_know_each_other(postgres: Postgres, plain_hub: PlainHub) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    other = PlainHub(postgres, postgres.new_database(), tag="_2")
    try:
        ben = other.joined(other.lead(), "ben")
        for login, password, database in (
            (ana.login, "ana", other.database),
            (lead.login, "lea", other.database),
            (ben.login, "ben", plain_hub.database),
        ):
            with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
                postgres.connect(database, login, password)
        assert ben.push(Run("coder/ben", "ben", 1, 1)) == [] and lead.channels() == {}
    finally:
        other.close()


def _program(hub: PlainHub, name: str, *arguments: str) -> bytes:
    folder = programs()
    assert folder is not None
    server = hub.postgres
    known = {
        **{"PGHOST": server.host, "PGPORT": str(server.port), "PGUSER": server.superuser},
        **{"PGPASSWORD": server.superuser_password, "PGSSLMODE": "prefer", "PATH": os.defpath, "LC_ALL": "C"},
    }
    done = subprocess.run([folder / name, *arguments], env=known, capture_output=True, check=False, timeout=500)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_backup_put_into_another_database_keeps_all_and_who_sees_what(plain_hub: PlainHub, tmp_path: Any) -> None:
    lead = plain_hub.lead()
    ana = plain_hub.joined(lead, "ana")
    ana.push(Run("coder/ana", "ana", 1, 3))
    lead.push(Run("gold", "lea", 1, 2))
    sha256 = lead.put("shared", b"A text.")
    _program(plain_hub, "pg_dump", "--format=custom", f"--file={tmp_path}/hub.dump", plain_hub.database)
    database = plain_hub.postgres.new_database()
    _program(plain_hub, "pg_restore", "--exit-on-error", f"--dbname={database}", f"{tmp_path}/hub.dump")
    with plain_hub.postgres.connect_as_superuser(database) as connection:
        server = PlainServer(connection)
        # Of tables and functions the rights are in the backup; of the database itself, its languages and the schemas
        # that are the server's they are not, so that the manual says to run “hub init” once more.
        kinds = {kind for (kind,) in server.run("SELECT kind FROM hub.open_to_all()")}
        assert kinds <= {"DATABASE", "LANGUAGE", "SCHEMA"}
        report = administration.init(server)
        assert (report.was, report.not_revoked) == (administration.VERSION, ())
        assert administration.init(server).not_revoked == ()
    with (
        plain_hub.postgres.connect(database, "k_ana", "ana") as one,
        plain_hub.postgres.connect(database, "k_lea", "lea") as two,
    ):
        ana, lead = Asking(one, "k_ana"), Asking(two, "k_lea")
        assert ana.channels() == {"coder/ana": 3} and lead.channels() == {"coder/ana": 3, "gold": 2}
        assert ana.ask("contents", PROJECT, [sha256])[0][3] == b"A text."
        assert (
            ana.push(Run("coder/ana", "ana", 4, 4)) == []
            and ana.state("push", *pushed(Run("gold", "ana", 1, 1))) == "AN403"
        )
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            one.execute("SELECT count(*) FROM hub_tables.runs")
        assert lead.state("invite", PROJECT, "k_ben", verifier("x"), "ben", "Ben", "coder", 3) == ""
