"""What others did goes with what it was done to: from their parts, from what is contested or shown otherwise."""

from contextlib import closing
from pathlib import Path

from annotator.model.document import DocumentDraft
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.erasing.finding import ToErase
from annotator.store.project import Project
from tests.projects import make_desk
from tests.store.erasing.erased import erase_in, held_in
from tests.store.taking.copies import copy_of, take

SECRETS = ("zanzibar-text", "zanzibar-here", "zanzibar-there", "zanzibar-late")


def test_an_erased_document_is_nowhere_whoever_coded_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project = desk.project
    kept = desk.code("urged China")
    (gone,), _ = documents.add_drafts(project, [DocumentDraft("Secret", "A text with zanzibar-text in it.")])
    span = annotate.add_span(project, gone.id, desk.layer.id, [(0, 6)], kept.label)
    other = copy_of(project, tmp_path / "other.annot")
    other.person = desk.ana.id
    annotate.set_note(project, span.id, "zanzibar-here")
    annotate.set_note(other, span.id, "zanzibar-there")
    annotate.set_note(other, kept.id, "stays")
    late = annotate.add_span(other, gone.id, desk.layer.id, [(7, 11)], kept.label)
    annotate.set_note(other, late.id, "zanzibar-late")
    with closing(other):
        take(project, other)
    run = project._connection.execute
    assert run("SELECT count(*) FROM contested").fetchone()[0] and project.check() == []
    path = project.path
    project.close()
    erase_in(path, ToErase(documents=frozenset([gone.id])))
    assert held_in(path, SECRETS) == set()
    with Project.open(path) as again:
        assert again.check() == []
        assert again.spans.get(kept.id).note == "stays"
        for table in ("contested", "settled", "forks", "kept", "waiting"):
            assert gone.id not in str(again._connection.execute(f"SELECT * FROM {table}").fetchall())


def test_an_erased_name_is_nowhere_also_where_two_copies_had_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project = desk.project
    other = copy_of(project, tmp_path / "other.annot")
    ids = [people.add_coder(copy, "Zanzibaria")[0].id for copy in (project, other)]
    with closing(other):
        take(project, other)
    assert {one.name for one in project.coders.all()} >= {"Zanzibaria", "Zanzibaria (2)"}
    path = project.path
    project.close()
    erase_in(path, ToErase(coders=frozenset(ids)))
    assert held_in(path, ["Zanzibaria"]) == set()
    with Project.open(path) as again:
        assert again.check() == []
