"""A training round: practice documents, the pass mark, and the first result, which stays."""

from pathlib import Path

import pytest

from annotator.model.errors import NotAllowed
from annotator.model.ids import DocumentId
from annotator.model.practice import PracticeResult, Score
from annotator.model.settings import ProjectSettings
from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import annotate
from annotator.operations.feedback import feedback, releases, training
from annotator.operations.feedback.releases import GoldVisibility
from tests.operations.desks import Table, make_table
from tests.projects import said


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Ana and Ben made gold of the first document: two actors and an appeal. Chen and Dora learn."""
    made = make_table(tmp_path, "Ana", "Ben", "Chen", "Dora")
    for name in ("Ana", "Ben"):
        for label, quote in (("actor", "France"), ("appeal", "urged China"), ("actor", "China")):
            made.code(name, label, quote)
    adjudicate.settle(made.project, "unanimous", [made.layers["Ana"], made.layers["Ben"]])
    made.project.person = None
    training.set_round(made.project, [made.documents[0]], 0.8)
    return made


def finish(table: Table, name: str, *spans: tuple[str, str], document: int = 0) -> PracticeResult | None:
    """Let a coder code and say that the document is done."""
    for label, quote in spans:
        table.code(name, label, quote, document=document)
    return training.mark_done(table.project, table.sit(name).id, table.documents[document])


def test_who_marks_a_practice_document_done_sees_gold_for_it_at_once(table: Table) -> None:
    layer, document = table.layers["Chen"].id, table.documents[0]
    assert releases.standing(table.project, layer, document) is GoldVisibility.NOT_DONE
    table.code("Chen", "actor", "France")
    assert feedback.compare(table.project, layer, document).places == ()
    result = finish(table, "Chen", ("appeal", "France urged China"))
    assert result is not None and result.score == Score(places=3, just_so=1, same=2, own=2, gold=3)
    found = feedback.compare(table.project, layer, document)
    assert found.standing is GoldVisibility.SHOWN and found.score == result.score
    # Nobody else sees it by that.
    assert releases.standing(table.project, table.layers["Dora"].id, document) is GoldVisibility.NOT_DONE


def test_a_practice_document_that_is_released_shows_no_gold_before_it_is_marked_done(table: Table) -> None:
    document = table.documents[0]
    releases.release(table.project, [document])
    table.code("Chen", "actor", "France")
    for name in ("Chen", "Dora"):
        assert releases.standing(table.project, table.layers[name].id, document) is GoldVisibility.NOT_DONE
        assert feedback.compare(table.project, table.layers[name].id, document).places == ()
    finish(table, "Chen")
    assert releases.standing(table.project, table.layers["Chen"].id, document) is GoldVisibility.SHOWN
    assert releases.standing(table.project, table.layers["Dora"].id, document) is GoldVisibility.NOT_DONE
    # Once nobody practises on it any more, the release alone counts.
    training.set_round(table.project, [], 0.8)
    table.code("Dora", "actor", "France")
    assert releases.standing(table.project, table.layers["Dora"].id, document) is GoldVisibility.SHOWN


def test_the_pass_mark_is_on_f1_of_spans_with_the_same_label_that_overlap(table: Table) -> None:
    result = finish(table, "Chen", ("actor", "France"), ("appeal", "France urged China"))
    assert result is not None and result.score.f1 == 2 * 2 / (2 + 3)
    assert training.passed(result.score, training.pass_mark(table.project)) is True
    assert training.passed(result.score, 0.81) is False
    assert training.passed(Score(), 0.8) is None


def test_the_first_result_stays_whatever_is_coded_after_a_look_at_gold(table: Table) -> None:
    layer, document = table.layers["Chen"].id, table.documents[0]
    first = finish(table, "Chen", ("actor", "France"))
    assert training.mark_done(table.project, layer, document, done=False) is None
    assert releases.standing(table.project, layer, document) is GoldVisibility.NOT_DONE
    again = finish(table, "Chen", ("appeal", "urged China"), ("actor", "China"))
    assert again == first == training.result(table.project, layer, document)
    assert feedback.compare(table.project, layer, document).score.f1 == 1


def test_marking_done_and_the_result_are_one_step(table: Table) -> None:
    finish(table, "Chen", ("actor", "France"))
    assert said(table.project) == "Mark as done"
    table.project.undo()
    assert training.result(table.project, table.layers["Chen"].id, table.documents[0]) is None
    assert table.project.practice_results.all() == []


def test_a_document_that_is_not_practised_on_is_marked_done_as_ever(table: Table) -> None:
    assert finish(table, "Chen", document=1) is None
    assert table.project.practice_results.all() == []
    with pytest.raises(NotAllowed):
        training.mark_done(table.project, table.layers["Ana"].id, table.documents[1])


def test_a_result_that_came_from_elsewhere_is_computed_as_it_is_now(table: Table) -> None:
    table.code("Chen", "actor", "France")
    annotate.mark_done(table.project, table.sit("Chen").id, table.documents[0])
    result = training.result(table.project, table.layers["Chen"].id, table.documents[0])
    assert result is not None and (result.score.own, result.time) == (1, "")


def test_practice_needs_gold_and_a_mark_that_can_be_reached(table: Table) -> None:
    with pytest.raises(NotAllowed, match="gold, which is missing for “بيان”"):
        training.set_round(table.project, table.documents, 0.8)
    for mark in (0.0, -1.0, 1.2):
        with pytest.raises(NotAllowed, match="pass mark"):
            training.set_round(table.project, [], mark)
    assert [info.id for info in releases.practice(table.project)] == [table.documents[0]]


def test_the_round_is_one_step_and_undone_as_one(table: Table) -> None:
    training.set_round(table.project, [], 0.5)
    assert (releases.practice(table.project), training.pass_mark(table.project)) == ((), 0.5)
    table.project.undo()
    assert [info.id for info in releases.practice(table.project)] == [table.documents[0]]
    assert training.pass_mark(table.project) == ProjectSettings().pass_mark == 0.8
    steps = table.project.journal.count()
    training.set_round(table.project, [table.documents[0]], 0.8)
    assert table.project.journal.count() == steps


def rows(table: Table) -> dict[str, training.CoderProgress]:
    return {row.name: row for row in training.overview(table.project).rows}


def test_the_overview_has_a_row_for_each_who_began_and_passes_when_all_is_done(table: Table) -> None:
    other = table.documents[1]
    for name in ("Ana", "Ben"):
        table.code(name, "actor", "الصين", document=1)
    adjudicate.settle(table.project, "unanimous", [table.layers["Ana"], table.layers["Ben"]])
    training.set_round(table.project, [table.documents[0], other], 0.8)
    finish(table, "Chen", ("actor", "France"), ("appeal", "urged China"), ("actor", "China"))
    found = rows(table)
    assert set(found) == {"Ana", "Ben", "Chen"}
    first, second = found["Chen"].results
    assert first is not None and first.score.f1 == 1 and second is None
    assert found["Chen"].passed is None
    # Both documents together: 2 · 3 / (4 + 4).
    finish(table, "Chen", ("actor", "الرئيس"), document=1)
    assert (rows(table)["Chen"].score.f1, rows(table)["Chen"].passed) == (0.75, False)
    training.set_round(table.project, [table.documents[0], other], 0.75)
    assert rows(table)["Chen"].passed is True


def test_a_round_without_documents_or_coders_is_empty(table: Table) -> None:
    training.set_round(table.project, [], 0.8)
    assert training.overview(table.project) == training.TrainingOverview(0.8, (), ())
    assert DocumentId(table.documents[0]) not in {info.id for info in releases.practice(table.project)}
