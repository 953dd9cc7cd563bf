"""A row is read and written where it stands, also while what it hangs on is in the recycle bin."""

from dataclasses import replace
from pathlib import Path

from annotator.model.verbs.verb import Told
from annotator.operations.documents import documents
from annotator.store.project import Project
from annotator.store.recovery.any_rows import AnyRows
from annotator.store.recovery.rescuing import rescue
from annotator.store.schema.tables import Table
from tests.projects import TEXT, make_desk


def test_a_row_that_is_not_shown_is_changed_where_it_is(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, [TEXT, f"{TEXT} Once more."])
    span = desk.code("urged China")
    project = desk.project
    documents.remove(project, [desk.documents[0].id], with_codings=True)
    rows = AnyRows(project._connection)
    row = rows.get(Table.SPANS, span.id)
    assert row is not None and span.id in list(rows.ids(Table.SPANS)) and not project.spans.get_many([span.id])
    with project.transact(Told(sentence="Change what is not shown")) as step:
        rows.change(Table.SPANS, span.id, {"note": "x"})
        rows.settle(step.number)
    assert project.check() == []
    project.undo()
    project.undo()
    assert project.spans.get_many([span.id]) == [replace(span)]


def test_what_is_in_the_recycle_bin_is_rescued_with_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, [TEXT, f"{TEXT} Once more."])
    desk.code("urged China")
    documents.remove(desk.project, [desk.documents[0].id], with_codings=True)
    desk.project.close()
    data = desk.project.path.read_bytes()
    desk.project.path.write_bytes(bytes(4096) + data[4096:])
    outcome = rescue(desk.project.path, tmp_path / "new.annot")
    assert outcome.problems == [] and outcome.there[Table.DOCUMENTS] == 1
    with Project.open(tmp_path / "new.annot") as project:
        project.person = desk.ana.id
        project.undo()
        assert len(project.documents.all()) == 2
