"""Codings that come from elsewhere keep the version of the codebook under which they were made."""

import json
from pathlib import Path

import pytest

from annotator.model.codebook import Codebook
from annotator.model.document import DocumentDraft
from annotator.model.ids import LabelId
from annotator.operations.codebook import codebook as codebooks
from annotator.operations.codebook import stale
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.people import people
from tests.operations.desks import BOOK, TEXT, Table, make_table, new_project


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def defined(book: Codebook, label: str, definition: str) -> Codebook:
    return book.with_labels(
        one.model_copy(update={"definition": definition}) if one.id == label else one for one in book.labels
    )


def from_elsewhere(folder: Path, book: Codebook, *labels: str) -> ImportSource:
    """Return what Zoë coded in a project of her own, with a codebook of her own, on the first document."""
    project = new_project(folder / "elsewhere.annot", book)
    documents.add_drafts(project, [DocumentDraft("Readout", TEXT)])
    zoe, layer = people.add_coder(project, "Zoë")
    project.person = zoe.id
    for place, label in enumerate(labels):
        annotate.add_span(project, project.documents.all()[0].id, layer.id, [(7 * place, 7 * place + 6)], label)
    exporting.export(project, folder / "zoe.jsonl", layer="Zoë")
    return ImportSource(folder / "zoe.jsonl")


def test_version_1_of_another_codebook_does_not_become_ours_and_its_codings_are_stale(
    table: Table, tmp_path: Path
) -> None:
    other = defined(BOOK, "actor", "Whoever is named, peoples too.")
    project, ours = table.project, table.project.codebooks.current()
    source = from_elsewhere(tmp_path, other, "actor", "warning")
    importing.import_sources(project, [source])
    versions = project.codebooks.all()
    theirs = next(one for one in versions if one.codebook == other)
    assert sorted(project.codebooks.names().values()) == ["1", "1b", "2"]
    assert {span.codebook_version for span in table.spans()} == {theirs.id}
    current = project.codebooks.current()
    assert (current.codebook, set(current.parents)) == (BOOK, {ours.id, theirs.id})
    assert project.codebooks.heads() == [current]
    found = stale.codings(project, table.spans()[0].layer)
    assert [one.span.label for one in found] == ["actor"], "the definition of the other label is the same"


def test_it_comes_in_once_however_often_it_is_delivered(table: Table, tmp_path: Path) -> None:
    source = from_elsewhere(tmp_path, defined(BOOK, "actor", "Peoples too."), "actor")
    importing.import_sources(table.project, [source])
    versions, steps = table.project.codebooks.all(), table.project.journal.count()
    for is_update in (True, False):
        importing.import_sources(table.project, [source], is_update=is_update)
    assert (table.project.codebooks.all(), table.project.journal.count()) == (versions, steps)


def test_the_same_codebook_is_the_same_version_in_two_projects(table: Table, tmp_path: Path) -> None:
    importing.import_sources(table.project, [from_elsewhere(tmp_path, BOOK, "actor")])
    (version,) = table.project.codebooks.all()
    assert {span.codebook_version for span in table.spans()} == {version.id}


def test_a_version_whose_labels_are_called_otherwise_here_comes_in_under_their_names(
    table: Table, tmp_path: Path
) -> None:
    party = next(one for one in BOOK.labels if one.id == "actor").model_copy(
        update={"id": LabelId("party"), "definition": "A party."}
    )
    source = from_elsewhere(tmp_path, BOOK.with_labels([party]), "party")
    importing.import_sources(table.project, [source])
    (span,) = table.spans()
    (book,) = table.project.codebooks.get_many([span.codebook_version]).values()
    assert span.label == "actor" and [label.id for label in book.labels] == ["actor"]
    assert stale.codings(table.project, span.layer)[0].changes
    versions = table.project.codebooks.all()
    importing.import_sources(table.project, [source])
    assert table.project.codebooks.all() == versions


def test_a_codebook_that_was_changed_here_since_is_not_widened_by_its_own_past(table: Table, tmp_path: Path) -> None:
    table.code("Ana", "appeal", "urged China")
    exporting.export(table.project, tmp_path / "ana.jsonl", layer="Ana")
    narrowed = BOOK.with_labels(
        one.model_copy(update={"attributes": one.attributes[:1]}) if one.id == "appeal" else one for one in BOOK.labels
    )
    codebooks.save(table.project, narrowed)
    report = importing.import_sources(table.project, [ImportSource(tmp_path / "ana.jsonl")])
    assert (report.notices, table.project.codebook) == (
        ["ana.jsonl: 1 span is in the project already."],
        narrowed,
    )


def test_codings_of_a_copy_keep_the_version_that_was_in_force_there(table: Table, tmp_path: Path) -> None:
    first = table.project.codebooks.current().id
    table.code("Ana", "actor", "France")
    exporting.export(table.project, tmp_path / "ana.jsonl", layer="Ana")
    table.project.person = None
    codebooks.save(table.project, defined(BOOK, "actor", "Peoples too."))
    other = new_project(tmp_path / "third.annot", BOOK.with_labels(BOOK.labels[:3]))
    documents.add_drafts(other, [DocumentDraft("Another", "another text")])
    exporting.export(table.project, tmp_path / "later.jsonl", layer="Ana")
    importing.import_sources(other, [ImportSource(tmp_path / "later.jsonl")])
    (span,) = other.spans.of_document(other.documents.all()[1].id)
    assert (span.codebook_version, first in other.codebooks.numbers()) == (first, True)
    assert stale.codings(other, span.layer) == [], "under that one the label meant what it means here"


def without_ids(source: ImportSource) -> None:
    """Take the ids of versions out of an export, as those of older programs are."""
    path = source.path.with_suffix(".project.json")
    said = json.loads(path.read_text(encoding="utf-8"))
    said.pop("codebook_version_id", None)
    for part in ("codebook_versions", "coded_under"):
        for version in said.get(part, ()):
            version.pop("id", None)
            version.pop("parents", None)
    path.write_text(json.dumps(said), encoding="utf-8")
    lines = [json.loads(line) for line in source.path.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        line.pop("codebook_version_id", None)
        for span in line["spans"]:
            span.pop("codebook_version_id", None)
    source.path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def test_a_file_without_ids_is_known_by_content_and_never_by_number(table: Table, tmp_path: Path) -> None:
    other = defined(BOOK, "actor", "Peoples too.")
    source = from_elsewhere(tmp_path, other, "actor")
    without_ids(source)
    importing.import_sources(table.project, [source])
    (span,) = table.spans()
    assert table.project.codebooks.get_many([span.codebook_version])[span.codebook_version] == other
    versions = table.project.codebooks.all()
    importing.import_sources(table.project, [source])
    assert table.project.codebooks.all() == versions


def test_the_whole_history_of_a_codebook_comes_along(table: Table, tmp_path: Path) -> None:
    elsewhere = new_project(tmp_path / "elsewhere.annot", BOOK)
    documents.add_drafts(elsewhere, [DocumentDraft("Readout", TEXT)])
    for definition in ("First.", "Second.", "Third."):
        codebooks.save(elsewhere, defined(BOOK, "actor", definition))
    exporting.export(elsewhere, tmp_path / "all.jsonl", layer="all")
    importing.import_sources(table.project, [ImportSource(tmp_path / "all.jsonl")])
    here = {one.codebook.to_json() for one in table.project.codebooks.all()}
    assert {one.codebook.to_json() for one in elsewhere.codebooks.all()} <= here
    assert len(table.project.codebooks.heads()) == 1
