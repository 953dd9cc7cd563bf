"""A copy is taken back behind a take-in, and before it: its tables are made anew of the parts that are left."""

from pathlib import Path

from annotator.operations.coding import annotate
from annotator.store.project import Project
from tests.store.check.test_written_apart import worked_on_apart
from tests.store.taking.copies import tables


def test_a_project_is_as_it_was_after_and_before_what_others_did_came(tmp_path: Path) -> None:
    project = worked_on_apart(tmp_path)
    then = {project.journal.latest(): tables(project)}
    taken = project.journal.latest()
    for note in ("more", "most"):
        annotate.set_note(project, project.spans.of_document(project.documents.all()[0].id)[0].id, note)
        then[project.journal.latest()] = tables(project)
    for step, kept in then.items():
        copy = tmp_path / f"{step}.annot"
        project.write_as_of(copy, step)
        with Project.open(copy) as earlier:
            assert tables(earlier) == kept and earlier.check() == []
    before = tmp_path / "before.annot"
    project.write_as_of(before, taken - 1)
    with Project.open(before) as earlier:
        assert earlier.check() == [] and tables(earlier) != then[taken]
        assert not earlier._connection.execute("SELECT 1 FROM takings").fetchone()
    project.close()
