"""Releasing gold: per document, who and since when, ready or not, undone in one step."""

from pathlib import Path

import pytest

from annotator.model.errors import NotFound
from annotator.model.ids import DocumentId
from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import annotate
from annotator.operations.feedback import releases
from annotator.operations.feedback.releases import GoldVisibility
from tests.operations.desks import Table, make_table
from tests.projects import said


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Ana and Ben agree in the first document and differ in nothing else; nobody began the second."""
    made = make_table(tmp_path)
    for name in ("Ana", "Ben"):
        made.code(name, "actor", "France")
    return made


def standing(table: Table, name: str, document: int = 0) -> GoldVisibility:
    return releases.standing(table.project, table.layers[name].id, table.documents[document])


def settle(table: Table) -> None:
    adjudicate.settle(table.project, "unanimous", list(table.layers.values()))


def test_nobody_sees_gold_before_it_is_released_and_those_who_began_the_text_do_after_it(table: Table) -> None:
    settle(table)
    assert {standing(table, name) for name in table.layers} == {GoldVisibility.NOT_RELEASED}
    table.sit("Ana")
    assert releases.release(table.project, [table.documents[0]]) == (table.documents[0],)
    assert {standing(table, name) for name in table.layers} == {GoldVisibility.SHOWN}
    assert standing(table, "Ana", 1) is GoldVisibility.NOT_RELEASED
    releases.release(table.project)
    assert standing(table, "Ana", 1) is GoldVisibility.NOT_BEGUN


def test_a_release_says_who_and_since_when(table: Table) -> None:
    table.sit("Ben")
    releases.release(table.project, [table.documents[1]])
    ((document, release),) = releases.released(table.project).items()
    assert document == table.documents[1] and release == releases.release_of(table.project, document)
    assert release.coder == table.coders["Ben"].id and release.time.endswith("Z")
    assert releases.release_of(table.project, table.documents[0]) is None


def test_all_means_the_documents_that_there_are_now_and_a_second_time_changes_nothing(table: Table) -> None:
    assert releases.release(table.project) == tuple(table.documents)
    first, steps = releases.released(table.project), table.project.journal.count()
    assert releases.release(table.project) == ()
    assert releases.released(table.project) == first and table.project.journal.count() == steps


def test_undo_takes_a_release_back_alone_and_redo_makes_it_again(table: Table) -> None:
    one, other = table.documents
    table.sit("Ana")
    releases.release(table.project, [one])
    table.sit("Ben")
    releases.release(table.project, [other])
    table.sit("Ana")
    table.project.undo()
    assert list(releases.released(table.project)) == [other]
    table.project.redo()
    assert set(releases.released(table.project)) == {one, other}
    assert said(table.project) == "Release the gold of a document"


def test_a_release_can_be_taken_back_later_and_another_made_in_the_same_step(table: Table) -> None:
    one, other = table.documents
    assert releases.set_released(table.project, [one]) == (1, 0)
    first = releases.release_of(table.project, one)
    assert releases.set_released(table.project, [one, other]) == (1, 0)
    assert releases.release_of(table.project, one) == first
    assert releases.set_released(table.project, [one]) == (0, 1)
    assert said(table.project) == "Take back the release of a document"
    assert releases.set_released(table.project, [other]) == (1, 1)
    assert list(releases.released(table.project)) == [other]
    table.project.undo()
    assert releases.released(table.project) == {one: first}
    steps = table.project.journal.count()
    assert releases.set_released(table.project, [one]) == (0, 0) and table.project.journal.count() == steps


def test_a_document_that_is_not_there_is_refused_and_nothing_is_released(table: Table) -> None:
    with pytest.raises(NotFound):
        releases.release(table.project, [table.documents[0], DocumentId("nowhere")])
    assert releases.released(table.project) == {}


def test_ready_are_the_documents_whose_cases_are_all_decided(table: Table) -> None:
    layers = list(table.layers.values())
    (first, second) = table.project.documents.all()
    found = releases.readiness(table.project, layers)
    assert (found.ready, found.undecided, found.without) == ((), ((first, 1),), (second,))
    settle(table)
    found = releases.readiness(table.project, layers)
    assert (found.ready, found.undecided, found.without) == ((first,), (), (second,))
    table.code("Ana", "actor", "China")
    assert releases.readiness(table.project, layers).undecided == ((first, 1),)


def test_a_document_that_two_found_empty_is_ready_and_one_that_one_coder_began_is_not(table: Table) -> None:
    layers, document = list(table.layers.values()), table.documents[1]
    annotate.mark_done(table.project, table.sit("Ana").id, document)
    assert [info.id for info in releases.readiness(table.project, layers).without] == [document]
    annotate.mark_done(table.project, table.sit("Ben").id, document)
    assert document in [info.id for info in releases.readiness(table.project, layers).ready]


def test_what_is_not_ready_is_listed_in_one_sentence(table: Table) -> None:
    found = releases.readiness(table.project, list(table.layers.values()))
    assert found.warning(table.documents) == (
        "Not ready are “Readout” (1 case not decided), “بيان” (no gold yet);"
        " what is not decided will look as if gold had nothing there."
    )
    assert found.warning(table.documents[1:]).startswith("Not ready is “بيان” (no gold yet);")
    assert found.warning([]) == ""
