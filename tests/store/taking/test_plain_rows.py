"""What is shown as it was said, and would be by settling, is told from the rest without looking at it row by row."""

from pathlib import Path

from annotator.model.verbs.verb import Told
from annotator.operations.documents import documents
from annotator.store.chain.table_rules import RULES
from annotator.store.schema.tables import Table
from annotator.store.taking.plain_rows import PlainRows
from tests.projects import make_desk

SMALL = {Table.CODERS, Table.LAYERS}


def test_only_what_has_a_reason_is_looked_at(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    coded = desk.code("urged China")
    run = desk.project._connection.execute
    every: dict[str, set[str]] = {table: {id for (id,) in run(f"SELECT id FROM {table}")} for table in RULES}
    plain = PlainRows(desk.project._connection)
    assert plain.others(every).keys() == SMALL
    assert plain.others({Table.SPANS: {"unknown"}}) == {Table.SPANS: {"unknown"}}
    with desk.project.transact(Told(sentence="Merged")):
        values = [f"labels/{coded.label}", coded.label, '{"merged_into": "actor"}', ""]
        run("INSERT INTO removals (id, kind, target, content, time) VALUES (?, 'labels', ?, ?, ?)", values)
    assert plain.others(every)[Table.SPANS] == {coded.id}
    documents.remove(desk.project, [desk.documents[0].id], with_codings=True)
    assert plain.others({Table.DOCUMENTS: {desk.documents[0].id}}) == {Table.DOCUMENTS: {desk.documents[0].id}}
