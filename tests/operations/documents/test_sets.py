"""Sets of documents: what is in them follows their filter or their list, whatever happens to the documents."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFilter, NotAllowed, NotFound
from annotator.model.ids import DocumentId
from annotator.operations.coding import annotate
from annotator.operations.documents import documents, editing, filtering, sets
from annotator.operations.documents.listing import document_rows
from annotator.operations.recycle_bin import listing, putting_back
from annotator.operations.team import assigning
from tests.operations.desks import Table, make_table
from tests.projects import said

FILTERS = st.lists(
    st.sampled_from(["kind:readout", "kind:", "-kind:statement", "date>=2026-02", "n=1", "title:note", "-2026-01"]),
    max_size=3,
).map(" ".join)


@pytest.fixture
def table(tmp_path: Path) -> Table:
    made = make_table(tmp_path, "Ana")
    kinds = ("readout", "Statement", "بيان")
    drafts = [
        DocumentDraft(f"Note {n}", f"Note number {n}.", {"n": n % 2, "kind": kinds[n % 3], "date": f"2026-0{n}-03"})
        for n in range(1, 7)
    ]
    documents.add_drafts(made.project, drafts)
    return made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=FILTERS, other=FILTERS)
def test_a_set_by_a_filter_is_what_the_filter_lets_in_also_within_another(table: Table, text: str, other: str) -> None:
    project = table.project
    one = sets.make_set(project, "One", text)
    two = sets.make_set(project, "Two", f"set:one {other}")
    there, rest = filtering.matching(project, text), filtering.matching(project, other)
    assert sets.documents_of(project, one) == there == sets.documents_of(project, one, document_rows(project))
    assert sets.documents_of(project, two) == tuple(id for id in there if id in rest)
    everything = tuple(info.id for info in project.documents.all())
    assert set(filtering.matching(project, "-set:Two")) == set(everything) - set(sets.documents_of(project, two))
    assert sets.documents_of(project, sets.BUILT_IN[0]) == everything
    for _ in range(2):
        project.undo()
    assert project.document_sets.all() == []


def test_a_filter_keeps_itself_up_to_date_and_a_list_stays(table: Table) -> None:
    project, ids = table.project, [info.id for info in table.project.documents.all()]
    readouts = sets.make_set(project, "Readouts", "kind:readout")
    chosen = sets.make_set(project, "Chosen", documents=[ids[5], ids[2]])
    before = sets.documents_of(project, readouts)
    editing.change_documents(project, [ids[0]], fields={"kind": "readout"})
    assert sets.documents_of(project, readouts) == (ids[0], *before)
    assert sets.documents_of(project, chosen) == (ids[2], ids[5])
    assert project.document_sets.get(chosen.id).documents == (ids[2], ids[5])


def test_a_document_in_the_recycle_bin_is_in_no_set_and_put_back_in_its_own(table: Table) -> None:
    project, ids = table.project, [info.id for info in table.project.documents.all()]
    chosen = sets.make_set(project, "Chosen", documents=ids[:2])
    documents.remove(project, [ids[0]])
    assert sets.documents_of(project, chosen) == (ids[1],)
    putting_back.put_back(project, [listing.listed(project)[0].removal.id])
    assert sets.documents_of(project, chosen) == tuple(ids[:2])


def test_a_set_is_renamed_in_the_filters_that_name_it_and_not_removed_under_them(table: Table) -> None:
    project = table.project
    one, two = sets.make_set(project, "One", "kind:readout"), sets.make_set(project, "Two", "-set:one n=1")
    sets.rename_set(project, one.id, "Round 1")
    assert project.document_sets.get(two.id).filter == '-set:"Round 1" n=1'
    assert said(project) == "Rename the set One to Round 1"
    with pytest.raises(NotAllowed, match="is asked for by “Two”"):
        sets.remove_set(project, one.id)
    sets.remove_set(project, two.id)
    sets.remove_set(project, one.id)
    assert said(project) == "Remove the set Round 1" and project.document_sets.all() == []


def test_sets_have_an_order(table: Table) -> None:
    project = table.project
    made = [sets.make_set(project, name, "").id for name in "abc"]
    sets.order_sets(project, [made[2], made[0]])
    assert [one.name for one in project.document_sets.all()] == ["c", "a", "b"]
    latest = project.journal.latest()
    sets.order_sets(project, [made[2]])
    assert project.journal.latest() == latest
    assert sets.make_set(project, "d", "").position == 3


def test_what_cannot_be_a_set_is_refused_and_changes_nothing(table: Table) -> None:
    project = table.project
    one = sets.make_set(project, "One", "kind:readout")
    latest = project.journal.latest()
    for name in ("one", "ÓNE", "All documents", " "):
        with pytest.raises(NotAllowed):
            sets.make_set(project, name, "")
    for text in ("set:One", '"', "nosuch:field", "set:Gone"):
        with pytest.raises(BadFilter):
            sets.change_set(project, one.id, text)
    with pytest.raises(NotAllowed, match="one of the two"):
        sets.make_set(project, "Both", "", [])
    with pytest.raises(NotFound):
        sets.make_set(project, "Gone", documents=[DocumentId("gone")])
    two = sets.make_set(project, "Two", "set:One")
    with pytest.raises(BadFilter, match="asks for itself"):
        sets.change_set(project, one.id, "set:Two")
    assert project.journal.latest() == latest + 1
    sets.change_set(project, one.id, "kind:readout")
    assert project.journal.latest() == latest + 1
    assert sets.set_named(project, " two ").id == two.id
    with pytest.raises(NotFound, match="the sets are: “One”, “Two”"):
        sets.set_named(project, "three")


def test_values_of_a_field_are_counted_with_the_filters_that_find_them(table: Table) -> None:
    project, rows = table.project, document_rows(table.project)
    found = sets.values_of_field(rows, "Kind")
    assert [(one.value, one.count) for one in found] == [("readout", 2), ("Statement", 2), ("بيان", 2), ("", 2)]
    assert all(len(filtering.matching(project, one.filter)) == one.count for one in found)


def test_the_sets_that_there_always_are_find_what_they_say(table: Table) -> None:
    project = table.project
    table.code("Ana", "appeal", "France")
    table.sit("Ana")
    counts = {one.name: len(sets.documents_of(project, one)) for one in sets.built_in(project)}
    assert counts == {"All documents": 8, "Begun, not done": 1, "Coded by two or more": 0, "Cases open": 0}


def test_whoever_was_given_documents_has_a_set_of_those_that_are_left(table: Table) -> None:
    project, ids = table.project, [info.id for info in table.project.documents.all()]
    assert "Given to you, not done" not in sets.names(project)
    assigning.assign(project, [table.coders["Ana"].id], ids[:3])
    table.sit("Ana")
    annotate.mark_done(project, project.layers.of_coder(table.coders["Ana"].id)[0].id, ids[1])
    assert sets.in_sets(project, ["given to you, not done"]) == (ids[0], ids[2])


def test_sets_are_named_together_and_an_empty_one_is_said(table: Table) -> None:
    project, ids = table.project, [info.id for info in table.project.documents.all()]
    sets.make_set(project, "Late", documents=[ids[5]])
    sets.make_set(project, "Early", documents=[ids[0], ids[1]])
    assert sets.in_sets(project, ["late", "Early"]) == (ids[0], ids[1], ids[5]) and sets.in_sets(project, []) == ()
    assert sets.in_sets(project, ["All documents"]) == tuple(ids)
    sets.make_set(project, "None", "kind:none")
    with pytest.raises(NotFound, match="There is no document in “None”"):
        sets.in_sets(project, ["None"])


def test_sets_with_documents_are_offered_but_for_those_that_take_long_or_are_no_choice(table: Table) -> None:
    project, ids = table.project, [info.id for info in table.project.documents.all()]
    table.code("Ana", "appeal", "France")
    table.sit("Ana")
    sets.make_set(project, "ListedBackup", documents=ids[:2])
    for name, text in (("Empty", "kind:none"), ("Open", "open:>0"), ("All", "")):
        sets.make_set(project, name, text)
    assert sets.filled(project) == [("Begun, not done", frozenset(ids[:1])), ("ListedBackup", frozenset(ids[:2]))]
