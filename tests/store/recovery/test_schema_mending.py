"""Tables, indexes and triggers are put back as they were; what is foreign goes."""

from pathlib import Path

from annotator.store.check.schema_check import schema_problems, shape_of
from annotator.store.connections.connecting import connect
from annotator.store.recovery.schema_mending import drop_code, mend_schema, put_triggers
from tests.projects import make_desk


def test_what_is_missing_or_otherwise_is_put_back_and_what_is_of_others_goes(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.project.close()
    connection = connect(desk.project.path)
    before = shape_of(connection)
    for statement in (
        *("DROP INDEX spans_by_document", "CREATE INDEX spans_by_document ON spans (note)", "DROP TABLE tips"),
        *("CREATE INDEX mine ON spans (note)", "CREATE TABLE theirs (a)", "DROP TRIGGER texts_update"),
        "CREATE TRIGGER mine AFTER INSERT ON spans BEGIN DELETE FROM links; END",
    ):
        connection.execute(statement)
    drop_code(connection)
    mend_schema(connection)
    put_triggers(connection)
    assert shape_of(connection) == before
    assert list(schema_problems(connection)) == []
    connection.close()
