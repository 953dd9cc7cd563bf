"""Whose a strand is, and of which project, is known by the hash of its first part."""

from pathlib import Path

from annotator.store.connections.connecting import connect
from annotator.store.recovery.schema_mending import drop_code
from annotator.store.recovery.strand_heads import put_heads
from tests.projects import make_desk


def test_persons_are_put_back_and_what_no_hash_proves_stays(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    desk.project.close()
    connection = connect(desk.project.path)
    drop_code(connection)
    before = connection.execute("SELECT * FROM strands").fetchall()
    connection.execute("UPDATE strands SET person = 'x'")
    put_heads(connection)
    assert connection.execute("SELECT * FROM strands").fetchall() == before
    connection.execute("UPDATE strands SET person = 'x'")
    connection.execute("UPDATE journal SET origin = 'x'")
    put_heads(connection)
    assert {person for *_, person, _ in connection.execute("SELECT * FROM strands")} == {"x"}
    connection.close()
