"""What goes out of a copy is what the other one lacks, texts and source files once."""

from pathlib import Path

from annotator.model.document import DocumentDraft
from annotator.model.verbs.team import TakeIn
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.team.outgoing import FilesBeside, acts_of, ends_of, of_others
from annotator.store.project import Project
from annotator.sync.activity import timed_acts
from annotator.sync.delivery import Delivery, IncomingStrand, Vector
from tests.operations.desks import make_table
from tests.store.taking.copies import copy_of, take


def everything(channel: str) -> bool:
    return True


def lacking(project: Project, has: Vector) -> list[IncomingStrand]:
    return list(project.strands.as_delivery(everything, has).strands())


def test_texts_go_to_a_copy_that_has_nothing_of_the_document_and_no_second_time(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    project = table.project
    texts = {one.text_sha256: one.text for one in map(project.documents.get, table.documents)}
    first = lacking(project, {})
    assert dict(FilesBeside(project, everything, first, {}).texts()) == texts
    assert acts_of(first) == sum(project.strands.vector().values()) and ends_of(first) == project.strands.vector()
    has = project.strands.vector()
    table.code("Ana", "appeal", "France")
    later = lacking(project, has)
    assert acts_of(later) == 1 and dict(FilesBeside(project, everything, later, has).texts()) == {}
    assert of_others(project) == {}


def test_acts_of_coding_are_told_with_their_times_and_only_those_that_are_new(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    project, before = table.project, table.project.strands.vector()
    spans = [table.code("Ana", "appeal", quote) for quote in ("France", "China")]
    annotate.mark_done(project, table.layers["Ana"].id, table.documents[0])
    found = list(timed_acts(lacking(project, {})))
    assert [(one.document, one.done) for one in found] == [(table.documents[0], 0)] * len(spans) + [
        (table.documents[0], 1)
    ]
    assert list(timed_acts(lacking(project, {}), since=before)) == found
    middle = project.strands.vector()
    table.code("Ana", "actor", "France")
    assert len(list(timed_acts(lacking(project, {}), since=middle))) == 1
    other = copy_of(project, tmp_path / "other.annot")
    with other:
        other.person = table.coders["Ben"].id
        annotate.add_span(other, table.documents[0], table.layers["Ben"].id, [(0, 6)], "actor")
        take(project, other)
    now = list(timed_acts(lacking(project, {}), since=middle))
    assert len(now) == 2, "a single act that came from another copy stands by itself, compressed"


def test_the_text_of_an_import_that_was_undone_goes_too_since_its_parts_do(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    project, has = table.project, table.project.strands.vector()
    with copy_of(project, tmp_path / "other.annot") as other:
        documents.add_drafts(project, [DocumentDraft("Undone", "Nobody has this text.")])
        project.undo()
        strands = lacking(project, has)
        beside = FilesBeside(project, everything, strands, has)
        texts = dict(beside.texts())
        assert list(texts.values()) == ["Nobody has this text."]
        other.taking.take_in(Delivery(project.origin, "", lambda: strands, text=texts.get), TakeIn())
        assert other.handed.waiting() == {} and other.strands.vector() == project.strands.vector()
