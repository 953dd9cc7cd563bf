"""What words are made of is read from the project: who is named, whose letters count, whether gold still stands."""

from dataclasses import replace

from annotator.model.ids import ActorId, SpanId
from annotator.operations.actors import actors
from annotator.ui.adjudication.at_hand import GoldAtHand
from annotator.ui.adjudication.case_context import context_of, letters_of_gold, marked_in, place_of, still_gold
from annotator.ui.adjudication.coder_letters import CoderLetters
from tests.ui.adjudication.desks import last, shown
from tests.ui.windows import Stage


def test_an_actor_that_is_renamed_is_called_so(spoken: Stage) -> None:
    session = spoken.window.session
    named = session.project.actors.get("russia").model_copy(update={"name": "Russian Federation"})
    assert session.did(actors.change, named)
    assert "Addressee, Ben: China, Russian Federation" in shown(spoken)


def test_only_actors_who_are_named_are_read_and_coders_by_their_ids(spoken: Stage) -> None:
    project = spoken.window.session.project
    known = context_of(project, {}, [ActorId("russia"), ActorId("nobody")], CoderLetters())
    assert {id: actor.name for id, actor in known.register.items()} == {"russia": "Russia"}
    assert known.people == {coder.id: coder.name for coder in project.coders.all()} and len(known.people) == 2


def test_each_document_has_its_place_and_one_that_is_gone_the_first(table: Stage) -> None:
    project = table.window.session.project
    assert [place_of(project, info.id) for info in project.documents.all()] == [0, 1]
    assert place_of(project, "gone") == 0


def test_gold_is_looked_at_as_it_is_now_until_it_or_its_decision_is_gone(table: Stage) -> None:
    project = table.window.session.project
    table.press("b")
    decision = last(table)
    (span,) = project.spans.get_many(decision.gold)
    looked_at = GoldAtHand(span, decision)
    assert still_gold(project, looked_at) == looked_at
    assert still_gold(project, replace(looked_at, span=replace(span, id=SpanId("another")))) is None
    table.press("Ctrl+Z")
    assert still_gold(project, looked_at) is None


def test_with_names_only_those_who_were_asked_are_named_and_blind_the_letters_are_the_cases(keyed: Stage) -> None:
    project, shown = keyed.window.session.project, keyed.window.adjudication.shown
    one = shown.current
    assert one is not None
    keyed.press("b")
    decision, case_of = last(keyed), shown.document.case_of
    named, key = letters_of_gold(project, decision, shown.coder_letters, case_of)
    assert sorted(layer.name for layer in named.layers) == ["Ana", "Ben", "Cleo"] and key == one.case.key
    without = replace(decision, candidates=decision.candidates[:1], absent=())
    (only,) = letters_of_gold(project, without, shown.coder_letters, case_of)[0].layers
    assert only.id == decision.candidates[0].layer
    blind = replace(shown.coder_letters, names_hidden=True)
    assert letters_of_gold(project, without, blind, case_of) == (blind, one.case.key)
    # A decision whose spans stand in no case gives the letters by itself.
    assert letters_of_gold(project, decision, blind, lambda _: None) == (blind, decision.id)


def test_the_candidate_that_is_marked_is_the_one_of_its_letter_and_beyond_the_last_the_last(keyed: Stage) -> None:
    shown = keyed.window.adjudication.shown
    one = shown.current
    assert one is not None
    ordered = [one.case.of(layer.id) for layer in shown.coder_letters.ordered_layers(one.case.key)]
    spans = [span for span in ordered if span is not None]
    for at in range(len(spans) + 2):
        assert marked_in(one.case, shown.coder_letters, at) == spans[min(at, len(spans) - 1)]
    assert marked_in(one.case, CoderLetters(), 0) is None
