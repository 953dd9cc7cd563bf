"""What a copy is shown of gold is noted with releases, and with results of practice once they are there."""

from pathlib import Path

from annotator.model.coder import State
from annotator.model.ids import SpanId
from annotator.model.shown_gold import from_text, key
from annotator.operations.adjudication import adjudicate, case_queue
from annotator.operations.coding import annotate
from annotator.operations.feedback import feedback, releases, training
from annotator.operations.feedback.shown_gold import gold_for, missing_releases, missing_results
from annotator.operations.people import people
from annotator.operations.team.renewing import renew_shown_gold
from tests.operations.desks import Table, make_table


def decided(tmp_path: Path) -> tuple[Table, SpanId]:
    """Return a project in which Lea decided between Ana and Ben, and Ana's span."""
    table = make_table(tmp_path, "Lea", "Ana", "Ben")
    mine = table.code("Ana", "appeal", "urged China")
    annotate.set_note(table.project, mine.id, "mine alone")
    table.code("Ben", "warning", "urged China")
    table.sit("Lea")
    layers = people.layers_named(table.project, ["Ana", "Ben"])
    case = case_queue.cases_of(table.project, table.documents[0], layers)[0].case
    adjudicate.decide(table.project, case, adjudicate.verdict(case, "take", table.layers["Ben"].id), "it warns")
    return table, mine.id


def test_a_release_carries_gold_once_it_is_noted_and_again_when_gold_is_another(tmp_path: Path) -> None:
    table, mine = decided(tmp_path)
    project, document = table.project, table.documents[0]
    assert renew_shown_gold(project) == 0 and not list(missing_releases(project))
    releases.release(project, [document])
    assert [id for id, _ in missing_releases(project)] == [document]
    assert renew_shown_gold(project) == 1 and renew_shown_gold(project) == 0
    text = project.releases.all()[0].content
    shown = from_text(text)
    whole = gold_for(project, table.layers["Ana"].id, document)
    assert [(one.label, one.extents) for one in shown.spans] == [(one.label, one.extents) for one in table.gold()]
    assert shown.behind[key(mine)].reason == "it warns" and dict(shown.behind) == dict(whole.behind)
    others = [
        table.layers["Ben"].id,
        table.coders["Ben"].id,
        "mine alone",
        *(one.id for one in table.spans() if one not in table.gold()),
    ]
    assert not any(one in text for one in others)
    latest = project.journal.latest()
    annotate_again(table)
    assert renew_shown_gold(project) == 1 and project.journal.latest() > latest
    assert from_text(project.releases.all()[0].content).spans == ()
    project.undo()
    assert from_text(project.releases.all()[0].content) == shown


def annotate_again(table: Table) -> None:
    """Let Lea decide that nothing belongs there."""
    table.sit("Lea")
    layers = people.layers_named(table.project, ["Ana", "Ben"])
    case = case_queue.cases_of(table.project, table.documents[0], layers)[0].case
    adjudicate.decide(table.project, case, adjudicate.verdict(case, "none", None), "no act")


def test_a_result_of_practice_is_noted_once_its_coder_is_done_and_never_before(tmp_path: Path) -> None:
    table, _ = decided(tmp_path)
    project, document, ana = table.project, table.documents[0], table.layers["Ana"].id
    training.set_round(project, [document], 0.8)
    assert renew_shown_gold(project) == 0 and not list(missing_results(project))
    table.sit("Ana")
    annotate.mark_done(project, ana, document)  # as it comes from a copy: without a result
    assert project.assignments.state(ana, document) is State.DONE and project.practice_results.all() == []
    table.sit("Lea")
    assert list(missing_results(project)) == [(ana, document)] and renew_shown_gold(project) == 1
    (result,) = project.practice_results.all()
    assert result.score == training.result(project, ana, document).score  # type: ignore[union-attr]
    assert result.score.own == result.score.gold == 1 and from_text(result.content).spans
    assert renew_shown_gold(project) == 0


def test_feedback_in_a_whole_copy_is_of_the_gold_layer_as_ever(tmp_path: Path) -> None:
    table, _ = decided(tmp_path)
    releases.release(table.project, [table.documents[0]])
    found = feedback.compare(table.project, table.layers["Ana"].id, table.documents[0])
    (place,) = found.places
    assert place.gold in table.gold() and place.reason == "it warns" and place.mine is not None
