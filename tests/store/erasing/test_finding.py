"""What goes with a document or a person is found; what only looks like it is not."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.decision import Decision, Rule
from annotator.model.ids import DecisionId, new_id
from annotator.model.removal import Removal, RemovedKind
from annotator.model.verbs.verb import Told
from annotator.operations.codebook import codebook
from annotator.operations.coding import acts
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.erasing.finding import ToErase, find, in_bin, named, names_file, without_names
from annotator.store.schema.tables import Table
from tests.projects import TEXT, make_desk

WORDS = st.text("abÄ中'", min_size=1, max_size=4)


def test_a_document_goes_with_its_spans_and_their_slots_those_that_are_gone_too(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, (TEXT, "China urged France."))
    act = desk.code("urged", document=1)
    party = desk.code("China", "actor", document=1)
    link = acts.fill_slot(desk.project, act.id, "speaker", acts.SlotFiller(span=party.id))
    other = desk.code("urged")
    desk.project.undo()
    document = desk.documents[1].id
    documents.remove(desk.project, [document], with_codings=True)
    found = find(desk.project._connection, ToErase(frozenset([document])))
    assert found.rows[Table.DOCUMENTS] == {document}
    assert found.rows[Table.SPANS] == {act.id, party.id}
    assert found.rows[Table.LINKS] == {link.id}
    assert other.id not in found.rows[Table.SPANS]
    assert found.titles == {"Document 2"}
    assert found.texts == {desk.documents[1].text_sha256}


def test_a_file_that_never_held_it_has_nothing(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    assert find(desk.project._connection, ToErase(frozenset(["x"]), frozenset(["y"]))).is_nothing


def test_a_text_stays_where_another_document_has_it_and_goes_with_one_that_is_gone(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, ("one", "two"))
    with desk.project.transact(Told(sentence="Give it the same text")):
        desk.project.documents.update(desk.documents[1].id, {"text_sha256": desk.documents[0].text_sha256})
    wanted = ToErase(frozenset([desk.documents[0].id]))
    found = find(desk.project._connection, wanted)
    assert found.shared == {"Document 2"} and not found.texts
    with desk.project.transact(Told(sentence="Delete it")):
        desk.project.documents.delete([desk.documents[1].id])
    found = find(desk.project._connection, wanted)
    assert found.rows[Table.DOCUMENTS] == {desk.documents[0].id, desk.documents[1].id}
    assert found.texts >= {desk.documents[0].text_sha256} and not found.shared


def test_all_that_lies_in_the_bin_is_found_and_a_decision_that_stays_loses_its_notes(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, (TEXT, "another"))
    _, layer = people.add_coder(desk.project, "Ben")
    kept, gone = desk.code("urged"), desk.code("China", layer=layer)
    decision = Decision(DecisionId(new_id()), kept.document, Rule.TAKEN, (kept, replace(gone, note="secret")))
    with desk.project.transact(Told(sentence="Remove a layer")):
        desk.project.decisions.add([decision])
        desk.project.removals.add([Removal(RemovedKind.LAYER, layer.id, None, "2026-01-02T03:04:05Z")])
    documents.remove(desk.project, [desk.documents[1].id])
    wanted = in_bin(desk.project._connection)
    assert wanted.documents == {desk.documents[1].id}
    found = find(desk.project._connection, wanted)
    assert found.rows[Table.LAYERS] == {layer.id}
    assert found.rows[Table.SPANS] == {gone.id}
    assert len(found.rows[Table.REMOVALS]) == 2
    assert found.decisions == {decision.id}


def test_examples_that_stand_in_an_erased_text_alone_go(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, ("He urged them to leave.", "He urged nobody."))
    book = desk.project.codebook
    examples = ("urged them", "He urged", "He … leave", "of somebody's own making")
    label = book.labels[0].model_copy(update={"examples": examples})
    codebook.save(desk.project, book.model_copy(update={"labels": (label, *book.labels[1:])}))
    found = find(desk.project._connection, ToErase(frozenset([desk.documents[0].id])))
    assert found.examples == {"urged them", "He … leave"}
    assert found.versions == {desk.project.codebooks.current().id}


def test_a_person_is_called_by_the_pseudonym_and_what_was_called_after_them(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    again = people.add_layer(desk.project, desk.ana.id, "Ana again")
    free = people.add_layer(desk.project, desk.ana.id, "second pass")
    people.rename_coder(desk.project, desk.ana.id, "Bea")
    people.add_coder(desk.project, desk.ana.pseudonym)
    found = find(desk.project._connection, ToErase(coders=frozenset([desk.ana.id])))
    assert found.names == {desk.ana.id: {"Ana", "Bea"}}
    name = f"{desk.ana.pseudonym} (2)"
    assert found.renamed == {
        (Table.CODERS, desk.ana.id): name,
        (Table.LAYERS, desk.layer.id): name,
        (Table.LAYERS, again.id): f"{name} again",
    }
    assert free.id not in {id for _, id in found.renamed}


@given(WORDS, st.sampled_from(["", " ", "_", "-", ".x", " 2"]))
def test_a_name_is_found_as_a_word_of_its_own(name: str, after: str) -> None:
    assert named([name], f"Layer {name}{after}")
    assert without_names(f"({name}{after})", [name], "?") == f"(?{after})"
    assert not named([name], f"Q{name}") and not named([name], f"{name}Q")


def test_no_name_is_found_nowhere() -> None:
    assert not named([], "Ana") and not named([""], "Ana")


@pytest.mark.parametrize("file", ["note.docx", "NOTE.txt", "a source.pdf"])
def test_a_file_is_known_by_the_title_or_the_source_of_its_document(file: str) -> None:
    assert names_file(["Note", "folder/a source.pdf"], file)
    assert not names_file(["Note 2"], file)
