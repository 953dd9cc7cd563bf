"""Gold is exactly what was decided, whatever the coders said: labels, places, attributes, actors and slots."""

import random
import tempfile
from collections import Counter
from collections.abc import Hashable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.adjudication.decisions import Gold, Settled, Status, Verdict
from annotator.model.errors import NotAllowed
from annotator.model.ids import SpanId
from annotator.operations import adjudicate
from tests.operations.desks import Table, make_table
from tests.operations.test_adjudicate_book import NAMES, crowd
from tests.operations.test_undo_everything import tables

POLICIES = ("unanimous", "majority")


def _cases(table: Table) -> list[Settled]:
    layers = [table.layers[name] for name in NAMES]
    return adjudicate.cases_of(table.project, table.documents[0], layers)


def _any_verdict(one: Settled, rng: random.Random) -> Verdict:
    """Return what some adjudicator might choose."""
    how = rng.choice(["take", "take", "union", "intersection", "relabel", "none", "defer"])
    layer, label = rng.choice(one.case.candidates).layer, rng.choice(["appeal", "warning", "actor"])
    try:
        return adjudicate.verdict(one.case, how, layer, label)
    except NotAllowed:
        return adjudicate.verdict(one.case, "take", layer)


def _said(gold: Gold, roles: set[str]) -> Hashable:
    slots = frozenset((s.role, s.actor, s.value, s.extents) for s in gold.slots if s.role in roles)
    return gold.label, gold.extents, repr(sorted(gold.attributes.items())), gold.actor, slots


def _written(table: Table, id: SpanId) -> Hashable:
    span = table.project.spans.get(id)
    links = table.project.links.of_spans([id])
    assert all(link.act == id and link.span is None for link in links), "gold names no span of a coder"
    slots = frozenset((link.role, link.actor, link.value, link.extents) for link in links)
    return span.label, span.extents, repr(sorted(span.attributes.items())), span.actor, slots


@settings(max_examples=settings().max_examples // 3)
@given(st.integers(0, 1 << 32))
def test_deciding_every_case_makes_gold_of_what_was_decided_and_undo_gives_back_the_start(seed: int) -> None:
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        table = make_table(Path(folder), *NAMES)
        crowd(table, seed)
        start = tables(table.project)
        roles = {label.id: {str(role.id) for role in label.roles} for label in table.project.codebook.labels}
        wanted: list[Hashable] = []
        with table.project.transact("Adjudicate it all"):
            for one in _cases(table):
                verdict = _any_verdict(one, rng)
                adjudicate.decide(table.project, one.case, verdict)
                wanted += [_said(made, roles[made.label]) for made in verdict.golds]
        assert Counter(wanted) == Counter(_written(table, span.id) for span in table.gold())
        decisions = table.project.decisions.of_document(table.documents[0])
        assert sorted(id for made in decisions for id in made.gold) == sorted(span.id for span in table.gold())
        assert {one.status for one in _cases(table)} <= {Status.DECIDED, Status.DEFERRED}
        assert table.project.check() == []
        table.project.undo()
        assert tables(table.project) == start
        table.project.close()


@settings(max_examples=settings().max_examples // 3)
@given(st.integers(0, 1 << 32), st.sampled_from(POLICIES))
def test_a_policy_that_is_done_again_changes_nothing(seed: int, policy: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table = make_table(Path(folder), *NAMES)
        crowd(table, seed)
        layers = [table.layers[name] for name in NAMES]
        adjudicate.settle(table.project, policy, layers)
        settled = tables(table.project)
        for span in table.gold():
            _written(table, span.id)
        assert adjudicate.settle(table.project, policy, layers).settled == {}
        assert tables(table.project) == settled
        table.project.close()
