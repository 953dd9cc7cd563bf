"""Documents: the same text is noticed whatever it is called, and coded ones are not removed by accident."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed, NotFound, UndoBlocked
from annotator.model.ids import DocumentId
from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import acts, annotate
from annotator.operations.documents import documents
from tests.operations.desks import TEXT, Table, make_table


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def test_the_same_text_is_not_added_again_under_another_name(table: Table) -> None:
    drafts = [DocumentDraft("Copy", TEXT), DocumentDraft("New", "a"), DocumentDraft("Newer", "a")]
    added, repeated = documents.add_drafts(table.project, drafts)
    assert [document.title for document in added] == ["New"]
    assert repeated == [("Copy", "Readout"), ("Newer", "New")]
    assert table.project.documents.count() == 3


def test_documents_keep_metadata_source_pages_and_order(table: Table) -> None:
    draft = DocumentDraft("Paged", "one\ntwo", {"date": "2023-04-06", "n": [1, None]}, "a.pdf", (), (4,))
    (added,), _ = documents.add_drafts(table.project, [draft])
    found = table.project.documents.get(added.id)
    assert found == added
    assert (found.position, found.source, found.metadata) == (2, "a.pdf", {"date": "2023-04-06", "n": [1, None]})
    assert table.project.documents.pages(added.id) == (4,)
    assert table.project.documents.pages("gone") == ()


def test_adding_nothing_new_leaves_no_step(table: Table) -> None:
    steps = table.project.journal.count()
    documents.add_drafts(table.project, [DocumentDraft("Copy", TEXT)])
    assert table.project.journal.count() == steps


def test_a_text_that_no_file_can_hold_stops_all_of_them(table: Table) -> None:
    with pytest.raises(NotAllowed, match="surrogate"):
        documents.add_drafts(table.project, [DocumentDraft("Fine", "fine"), DocumentDraft("Bad", "\ud800")])
    with pytest.raises(NotAllowed, match="number"):
        documents.add_drafts(table.project, [DocumentDraft("Bad", "bad", {"n": float("nan")})])
    assert table.project.documents.count() == 2


def test_title_and_metadata_can_be_changed_and_taken_back(table: Table) -> None:
    document = table.documents[0]
    documents.rename(table.project, document, "  The\n call ")
    documents.set_metadata(table.project, document, {"b": 1, "a": "é"})
    info = table.project.documents.info(document)
    assert (info.title, info.metadata) == ("The call", {"b": 1, "a": "é"})
    table.project.undo()
    table.project.undo()
    assert table.project.documents.info(document).title == "Readout"
    with pytest.raises(NotAllowed, match="title"):
        documents.rename(table.project, document, " ")


def test_what_is_not_there_is_neither_renamed_nor_removed(table: Table) -> None:
    gone = DocumentId("gone")
    with pytest.raises(NotFound):
        documents.rename(table.project, gone, "x")
    with pytest.raises(NotFound):
        documents.set_metadata(table.project, gone, {})
    with pytest.raises(NotFound):
        documents.remove(table.project, [table.documents[1], gone])
    assert table.project.documents.count() == 2


def test_a_coded_document_is_removed_only_with_its_codings_and_comes_back_whole(table: Table) -> None:
    for name in ("Ana", "Ben"):
        act, party = table.code(name, "appeal", "urged China"), table.code(name, "actor", "France")
        acts.fill_slot(table.project, act.id, "speaker", acts.SlotFiller(span=party.id))
        annotate.mark_done(table.project, table.layers[name].id, table.documents[0])
    adjudicate.settle(table.project, "unanimous", list(table.layers.values()))
    before = table.spans(), table.project.links.count(), table.project.decisions.of_document(table.documents[0])
    with pytest.raises(NotAllowed, match="“Readout” has 6 spans"):
        documents.remove(table.project, table.documents)
    assert table.project.documents.count() == 2
    documents.remove(table.project, table.documents, with_codings=True)
    assert (table.project.documents.count(), table.project.spans.count(), table.project.links.count()) == (0, 0, 0)
    assert table.project.check() == []
    table.project.undo()
    assert before == (
        table.spans(), table.project.links.count(), table.project.decisions.of_document(table.documents[0])
    )  # fmt: skip


PEOPLE = st.sampled_from(["Ana", "Ben"])
details = st.fixed_dictionaries({"date": st.sampled_from(["2026-01-02", ""]), "own": st.sampled_from("xyz")})
steps = st.lists(st.tuples(PEOPLE, st.one_of(details, st.just("undo"))), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=steps)
def test_an_undo_never_takes_back_the_details_that_another_person_gave_since(
    tmp_path_factory: pytest.TempPathFactory, taken: list[tuple[str, dict[str, str] | str]]
) -> None:
    table = make_table(tmp_path_factory.mktemp("details"))
    document = table.documents[0]

    def now() -> object:
        return dict(table.project.documents.info(document).metadata)

    given_by: list[tuple[str, object, object]] = []
    for name, step in taken:
        table.sit(name)
        before = now()
        if not isinstance(step, str):
            documents.set_metadata(table.project, document, step)
            assert now() == step
            if step != before:
                given_by.append((name, before, step))
            continue
        own = [number for number, (who, _, _) in enumerate(given_by) if who == name]
        if own and given_by[own[-1]][2] == before:
            assert table.project.undo() is not None
            assert now() == given_by.pop(own[-1])[1]
        elif own:
            with pytest.raises(UndoBlocked):
                table.project.undo()
            assert now() == before, "what somebody else gave since stays"
    assert table.project.check() == []
