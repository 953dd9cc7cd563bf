"""Decisions come back with their candidates as they were, whatever becomes of the spans."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.model.decision import Decision, Rule
from annotator.model.ids import ActorId, CodebookVersionId, DecisionId, LinkId, RoleId, SpanId
from annotator.model.span import Extent, Link
from annotator.model.verbs.verb import Told
from annotator.operations.coding import annotate
from tests.projects import Desk, make_desk

VERSION, TIME = CodebookVersionId("v1"), "2026-01-02T03:04:05Z"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def decision(id: str, desk: Desk, rule: Rule = Rule.TAKEN, *candidates: str, **more: Any) -> Decision:
    spans = tuple(replace(desk.code(quote), note="é", doubt=True) for quote in candidates)
    made = Decision(DecisionId(id), desk.documents[0].id, rule, spans, time=TIME, codebook_version=VERSION)
    return replace(made, **more)


def add(desk: Desk, *decisions: Decision) -> None:
    with desk.project.transact(Told(sentence="Decide")):
        desk.project.decisions.add(decisions)


def test_a_decision_comes_back_with_its_spans_though_they_are_gone(desk: Desk) -> None:
    made = decision("1", desk, Rule.SPLIT, "urged China", "influence", absent=("l",), reason="注", coder=desk.ana.id)
    made = replace(made, gold=(SpanId("g"), SpanId("h")))
    link = Link(LinkId("x"), made.candidates[0].id, RoleId("content"), extents=(Extent(0, 3), Extent(5, 9)), quote="…")
    made = replace(made, links=(link, replace(link, extents=(), quote="", value="unclear")))
    add(desk, made)
    annotate.remove_spans(desk.project, [span.id for span in made.candidates])
    assert desk.project.decisions.of_document(made.document) == [made] == desk.project.decisions.get_many(["gone", "1"])
    changed = replace(made, reason="", gold=(), rule=Rule.NONE)
    with desk.project.transact(Told(sentence="Change")):
        desk.project.decisions.put(changed)
    assert desk.project.decisions.of_document(made.document) == [changed]
    assert desk.project.decisions.of_document("gone") == []


@pytest.mark.parametrize("rule", Rule)
def test_each_rule_is_stored_and_counted(desk: Desk, rule: Rule) -> None:
    add(desk, *(decision(id, desk, rule) for id in "ab"))
    assert desk.project.decisions.counts() == {rule: 2}
    assert {one.rule for one in desk.project.decisions.of_document(desk.documents[0].id)} == {rule}


def test_decisions_are_found_by_the_labels_of_their_candidates_or_their_gold(desk: Desk) -> None:
    gold = desk.code("China", "actor")
    proposed, added = decision("1", desk, Rule.TAKEN, "urged"), decision("2", desk, Rule.ADDED, gold=(gold.id,))
    add(desk, proposed, added)
    find = desk.project.decisions.of_labels
    assert (find(["appeal"]), find(["actor"]), find(["gone"]), find([])) == ([proposed], [added], [], [])
    assert find(["appeal", "actor"]) == [proposed, added]


def test_decisions_are_found_by_an_actor_that_they_mention_or_that_fills_a_slot(desk: Desk) -> None:
    link = Link(LinkId("l"), SpanId("s"), RoleId("speaker"), actor=ActorId("fra"))
    named, filled = decision("1", desk, Rule.TAKEN, "urged"), decision("2", desk, Rule.TAKEN, links=(link,))
    named = replace(named, candidates=(replace(named.candidates[0], actor=ActorId("fra")),))
    add(desk, named, filled)
    assert desk.project.decisions.of_actor("fra") == [named, filled] and desk.project.decisions.of_actor("chn") == []
