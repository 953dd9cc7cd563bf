"""A gap is recorded wherever something went, and nowhere else; the guards are there again."""

from pathlib import Path

from annotator.operations.documents import documents
from annotator.store.chain.gaps import OF_STEPS
from annotator.store.check.schema_check import schema_problems
from annotator.store.erasing.finding import ToErase, find
from annotator.store.erasing.rewriting import take_out
from tests.projects import make_desk


def test_each_gap_is_where_something_stood(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, ("one", "two"))
    kept = desk.code("one")
    added = desk.project.journal.latest() - 1
    desk.code("two", document=1)
    documents.rename(desk.project, desk.documents[1].id, "Other")
    documents.rename(desk.project, desk.documents[0].id, "First")
    coded = added + 2
    connection = desk.project._connection
    found = find(connection, ToErase(frozenset([desk.documents[1].id])))
    gaps = take_out(connection, found)
    assert {gap.place: gap.gone for gap in gaps if gap.strand == OF_STEPS} == {added: 1, coded: 1, coded + 1: 1}
    assert {gap.erasure for gap in gaps} == {coded + 3}
    assert sum(gap.gone for gap in gaps if gap.strand != OF_STEPS) == 3
    assert all(gap.hash != gap.now for gap in gaps)
    assert list(schema_problems(connection)) == []
    assert [row for (row,) in connection.execute("SELECT row FROM tips WHERE table_name = 'spans'")] == [kept.id]
    assert desk.project.documents.count() == 1


def test_gaps_can_be_of_an_erasure_that_comes_after_others(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, ("one", "two"))
    found = find(desk.project._connection, ToErase(frozenset([desk.documents[1].id])))
    assert {gap.erasure for gap in take_out(desk.project._connection, found, after=1)} == {
        desk.project.journal.latest() + 2
    }
