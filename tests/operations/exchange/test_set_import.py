"""Sets and types of fields come into a project; of the same names it keeps its own."""

from dataclasses import replace
from pathlib import Path

from annotator.model.document_field import FieldKind, TypedField
from annotator.model.document_set import DocumentSet
from annotator.model.ids import CoderId, DocumentId, FieldId, SearchId, SetId, new_id
from annotator.model.kept_search import KeptSearch
from annotator.model.verbs.verb import Told
from annotator.operations.documents import fields, sets
from annotator.operations.exchange.set_import import take_fields, take_searches, take_sets
from annotator.operations.passages import kept
from tests.operations.desks import make_table


def test_new_sets_come_in_under_the_ids_of_documents_here_and_others_are_counted(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    project, (one, two) = table.project, table.documents
    mine = sets.make_set(project, "Readouts", "words>1")
    theirs = [
        DocumentSet(SetId(new_id()), "READOUTS", 1, "kind:readout"),
        DocumentSet(SetId(new_id()), "Round", 0, documents=(DocumentId("x"), DocumentId("y"), DocumentId("gone"))),
        DocumentSet(mine.id, "Readouts", 2, "words>1"),
    ]
    with project.transact(Told(sentence="Take in")):
        assert take_sets(project, theirs, {DocumentId("x"): two, DocumentId("y"): one}) == 1
        assert take_sets(project, theirs, {DocumentId("x"): two, DocumentId("y"): one}) == 1
    assert [(found.name, found.position) for found in project.document_sets.all()] == [("Readouts", 0), ("Round", 1)]
    assert project.document_sets.all()[1].documents == (two, one)


def test_types_come_in_for_fields_that_have_none(tmp_path: Path) -> None:
    project = make_table(tmp_path).project
    fields.define_field(project, "date", FieldKind.DATE)
    theirs = [
        TypedField(FieldId(new_id()), "Date", FieldKind.TEXT),
        TypedField(FieldId(new_id()), "kind", FieldKind.CHOICE, ("a",), 3),
    ]
    with project.transact(Told(sentence="Take in")):
        assert take_fields(project, theirs) == 1
    assert [(one.name, one.kind) for one in project.document_fields.all()] == [("date", "date"), ("kind", "choice")]


def test_searches_come_in_for_the_coders_that_they_have_here_and_others_are_counted(tmp_path: Path) -> None:
    project = make_table(tmp_path).project
    ana = project.coders.all()[0].id
    mine = kept.keep(project, "Appeals", "label:appeal")
    theirs = [
        KeptSearch(SearchId(new_id()), "APPEALS", "appeal*", 0),
        KeptSearch(SearchId(new_id()), "Appeals", "appeal*", 0, CoderId("x")),
        KeptSearch(SearchId(new_id()), "Wars", "war*", 1, CoderId("nobody here")),
        mine,
    ]
    for _ in range(2):
        with project.transact(Told(sentence="Take in")):
            assert take_searches(project, theirs, {CoderId("x"): ana}) == 1
        assert project.kept_searches.all() == [mine, replace(theirs[1], coder=ana)]
