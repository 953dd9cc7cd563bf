"""A database made a hub, by a superuser and by an administrator who is none."""

from collections.abc import Sequence
from typing import Any

import psycopg
import pytest

from annotator.hub import administration
from annotator.model.errors import UserError
from tests.postgres import Postgres


class PlainServer:
    """A connection with what `administration` needs of it."""

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self.connection = connection

    def run(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        cursor = self.connection.execute(sql.encode(), parameters)
        return cursor.fetchall() if cursor.description else []

    def script(self, text: str) -> None:
        with self.connection.transaction():
            self.connection.execute(text.encode())


@pytest.mark.parametrize("is_superuser", [True, False])
def test_a_database_becomes_a_hub_and_again_is_no_harm(
    postgres: Postgres, hub_database: str, is_superuser: bool
) -> None:
    password = postgres.superuser_password if is_superuser else postgres.administrator_password
    login = postgres.superuser if is_superuser else postgres.administrator
    with postgres.connect(hub_database, login, password) as connection:
        server = PlainServer(connection)
        first, again = administration.init(server), administration.init(server)
        assert (first.was, first.version, again.was) == (0, administration.VERSION, administration.VERSION)


def test_a_schema_of_another_program_is_left_alone(postgres: Postgres, hub_database: str) -> None:
    with postgres.connect_as_superuser(hub_database) as connection:
        connection.execute("CREATE SCHEMA hub")
        with pytest.raises(UserError, match="another program"):
            administration.init(PlainServer(connection))
