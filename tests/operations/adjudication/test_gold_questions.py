"""What a model is asked of gold."""

from pathlib import Path

from annotator.operations.adjudication import adjudicate
from annotator.operations.adjudication.gold_questions import gold_questions
from tests.operations.adjudication.test_posterior import NAMES, crowd


def test_joined_cases_are_asked_about_each_and_their_gold_once(tmp_path: Path) -> None:
    table = crowd(tmp_path, 1)
    layers = [table.layers[name] for name in NAMES]
    first, second, *_ = (one.case for one in adjudicate.cases_of(table.project, table.documents[2], layers))
    decision = adjudicate.join(table.project, [first, second])
    asked = gold_questions(table.project, layers)
    assert len(asked.places) == 3
    for place in asked.places:
        assert {span.layer for span in place.spans} | set(place.absent) == {layer.id for layer in layers}
    assert set(asked.of_span) == {span.id for span in decision.candidates} | set(decision.gold)
    assert asked.rejected == []


def test_what_was_rejected_is_told_and_what_was_deferred_is_not(tmp_path: Path) -> None:
    table = crowd(tmp_path, 1)
    layers = [table.layers[name] for name in NAMES]
    first, second, *_ = (one.case for one in adjudicate.cases_of(table.project, table.documents[2], layers))
    none = adjudicate.decide_by(table.project, first, "none")
    adjudicate.decide_by(table.project, second, "defer")
    assert [decision.id for decision, _ in gold_questions(table.project, layers).rejected] == [none.id]


def test_what_all_missed_has_nobody_s_votes(tmp_path: Path) -> None:
    table = crowd(tmp_path, 1)
    layers = [table.layers[name] for name in NAMES]
    adjudicate.add(table.project, table.documents[2], "warning", [(0, 3)], layers)
    (place,) = gold_questions(table.project, layers).places
    assert (tuple(place.spans), set(place.absent)) == ((), {layer.id for layer in layers})
