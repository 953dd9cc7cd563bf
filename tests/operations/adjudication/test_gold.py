"""Gold is exactly what was decided, whatever the coders said: labels, places, attributes, actors and slots."""

import random
import tempfile
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.adjudication import combining
from annotator.adjudication.cases import Case
from annotator.adjudication.decisions import Gold, Settled, Status, Verdict, span_of
from annotator.model.decision import Rule
from annotator.model.errors import NotAllowed
from annotator.model.ids import AttributeId, LabelId, SpanId
from annotator.model.span import Extent
from annotator.model.verbs.verb import Told
from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import annotate
from tests.examples import examples
from tests.operations.desks import Table, make_table
from tests.operations.test_adjudicate_book import NAMES, crowd
from tests.operations.test_undo_everything import tables

POLICIES = ("unanimous", "majority", "preferred", "posterior")
HOW = ("take", "take", "union", "intersection", "majority", "relabel", "split", "none", "defer")


def _cases(table: Table) -> list[Settled]:
    layers = [table.layers[name] for name in NAMES]
    return adjudicate.cases_of(table.project, table.documents[0], layers)


def _any_verdict(one: Settled, rng: random.Random) -> Verdict:
    """Return what some adjudicator might choose."""
    layer, label = rng.choice(one.case.candidates).layer, rng.choice(["appeal", "warning", "actor"])
    try:
        return adjudicate.verdict(one.case, rng.choice(HOW), layer, label)
    except NotAllowed:
        return adjudicate.verdict(one.case, "take", layer)


@contextmanager
def _unless_there(table: Table, golds: Iterable[Gold], cases: Iterable[Case], refused: set[str]) -> Iterator[None]:
    """Let gold be refused that is there already, and nothing else; note the cases in `refused`."""
    try:
        yield
    except NotAllowed as refusal:
        assert "already, by another decision" in str(refusal)
        assert {made[:2] for made in golds} & {(span.label, span.extents) for span in table.gold()}
        refused |= {case.key for case in cases}


def _decide_all(table: Table, rng: random.Random) -> tuple[list[Gold], set[str]]:
    """Decide every case by random choices, some of several together, and add some that all missed.

    Return the gold, and the keys of the cases that were refused, since their gold would be there twice.
    """
    project, layers = table.project, [table.layers[name] for name in NAMES]
    wanted: list[Gold] = []
    refused: set[str] = set()
    cases = [one.case for one in _cases(table) if one.status not in (Status.DECIDED, Status.DEFERRED)]
    rng.shuffle(cases)
    while cases:
        several = [cases.pop() for _ in range(min(len(cases), rng.choice([1, 1, 1, 2, 3])))]
        if len(several) > 1:
            joined = combining.join(several, LabelId("warning")).golds
            with _unless_there(table, joined, several, refused):
                adjudicate.join(project, several, "warning")
                wanted += joined
        elif rng.random() < 0.2:
            (case,), base = several, rng.choice(several[0].candidates).layer
            source = rng.choice(case.candidates)
            same = source.label == span_of(case, base).label
            attributes = {AttributeId(name): source.layer for name in source.attributes} if same else {}
            slots = {filling.link.role: source.layer for filling in case.slots_of(source)} if same else {}
            composed = combining.compose(case, base, attributes, slots).golds
            with _unless_there(table, composed, several, refused):
                adjudicate.compose(project, case, base, attributes, slots)
                wanted += composed
        else:
            verdict = _any_verdict(Settled(several[0], Status.OPEN, None), rng)
            with _unless_there(table, verdict.golds, several, refused):
                adjudicate.decide(project, several[0], verdict)
                wanted += verdict.golds
    for start in rng.sample(range(40), 2):
        made = Gold(LabelId("actor"), (Extent(start, start + 20),), {})
        with _unless_there(table, [made], [], refused):
            adjudicate.add(project, table.documents[0], "actor", made.extents, layers)
            wanted.append(made)
    return wanted, refused


def _said(gold: Gold, roles: set[str]) -> Hashable:
    slots = frozenset((s.role, s.actor, s.value, s.extents) for s in gold.slots if s.role in roles)
    return gold.label, gold.extents, repr(sorted(gold.attributes.items())), gold.actor, slots


def _written(table: Table, id: SpanId) -> Hashable:
    span = table.project.spans.get(id)
    links = table.project.links.of_spans([id])
    assert all(link.act == id and link.span is None for link in links), "gold names no span of a coder"
    slots = frozenset((link.role, link.actor, link.value, link.extents) for link in links)
    return span.label, span.extents, repr(sorted(span.attributes.items())), span.actor, slots


@settings(max_examples=examples(10))
@given(st.integers(0, 1 << 32))
def test_deciding_every_case_makes_gold_of_what_was_decided_and_undo_gives_back_the_start(seed: int) -> None:
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        table = make_table(Path(folder), *NAMES)
        crowd(table, seed)
        start = tables(table.project)
        roles = {label.id: {str(role.id) for role in label.roles} for label in table.project.codebook.labels}
        with table.project.transact(Told(sentence="Adjudicate it all")):
            golds, refused = _decide_all(table, rng)
            wanted = [_said(made, roles[made.label]) for made in golds]
        assert Counter(wanted) == Counter(_written(table, span.id) for span in table.gold())
        decisions = table.project.decisions.of_document(table.documents[0])
        assert sorted(id for made in decisions for id in made.gold) == sorted(span.id for span in table.gold())
        for span in table.gold():
            _has_provenance(table, span.id)
        _no_twins(table)
        assert {one.case.key for one in _cases(table) if one.status is Status.OPEN} == refused
        assert Status.CHANGED not in {one.status for one in _cases(table)}
        assert table.project.check() == []
        table.project.undo()
        assert tables(table.project) == start
        table.project.close()


@settings(max_examples=examples(10))
@given(st.integers(0, 1 << 32), st.sampled_from(POLICIES))
def test_a_policy_that_is_done_again_changes_nothing(seed: int, policy: str) -> None:
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        table = make_table(Path(folder), *NAMES)
        crowd(table, seed)
        layers = [table.layers[name] for name in NAMES]
        start = tables(table.project)
        plan = adjudicate.plan_of(table.project, policy, rng.choice(NAMES) if policy == "preferred" else None)
        proposals = adjudicate.propose(table.project, plan, layers)
        assert tables(table.project) == start
        settled_now = adjudicate.settle(table.project, plan, layers).settled
        assert settled_now == Counter(one.verdict.rule.value for one in proposals)
        assert adjudicate.propose(table.project, plan, layers) == []
        settled = tables(table.project)
        for span in table.gold():
            _written(table, span.id)
            _has_provenance(table, span.id)
        assert adjudicate.settle(table.project, plan, layers).settled == {}
        assert tables(table.project) == settled
        table.project.undo()
        assert tables(table.project) == start
        table.project.close()


@settings(max_examples=examples(10))
@given(st.integers(0, 1 << 32))
def test_each_decision_taken_back_one_by_one_gives_back_the_start(seed: int) -> None:
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        table = make_table(Path(folder), *NAMES)
        crowd(table, seed)
        start, steps = tables(table.project), table.project.journal.count()
        _decide_all(table, rng)
        end = tables(table.project)
        undone = range(table.project.journal.count() - steps)
        for _ in undone:
            table.project.undo()
        assert tables(table.project) == start
        for _ in undone:
            table.project.redo()
        assert tables(table.project) == end
        table.project.close()


@settings(max_examples=examples(6))
@given(st.integers(0, 1 << 32), st.sampled_from(("unanimous", "majority")))
def test_what_is_marked_again_after_it_was_decided_is_never_in_gold_twice(seed: int, policy: str) -> None:
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        table = make_table(Path(folder), *NAMES)
        crowd(table, seed)
        layers, document = [table.layers[name] for name in NAMES], table.documents[0]
        with table.project.transact(Told(sentence="Adjudicate it all")):
            _decide_all(table, rng)
        made = [one for one in table.project.decisions.of_document(document) if one.candidates and one.gold]
        with table.project.transact(Told(sentence="Mark it all anew")):
            _mark_anew(table)
        orphans = adjudicate.orphans(table.project, document)
        assert orphans == made
        assert adjudicate.settle(table.project, policy, layers).orphaned == len(orphans)
        assert adjudicate.propose(table.project, policy, layers) == []
        with table.project.transact(Told(sentence="Adjudicate it all again")):
            _decide_all(table, rng)
        _no_twins(table)
        assert adjudicate.orphans(table.project, document) == orphans
        for one in orphans:
            adjudicate.remove_gold(table.project, one)
        assert adjudicate.orphans(table.project, document) == []
        table.project.close()


def _mark_anew(table: Table) -> None:
    """Let every coder remove all spans, and mark the same passages again."""
    for name in NAMES:
        layer = table.sit(name)
        own = [span for span in table.spans() if span.layer == layer.id]
        annotate.remove_spans(table.project, [span.id for span in own])
        for span in own:
            annotate.add_span(table.project, span.document, layer.id, span.extents, span.label)


def _no_twins(table: Table) -> None:
    places = Counter((span.label, span.extents) for span in table.gold())
    assert set(places.values()) <= {1}


def _has_provenance(table: Table, id: SpanId) -> None:
    """A gold span has a decision with its candidates as they are, who decided, when, and under which codebook."""
    made = adjudicate.provenance(table.project, id)
    assert made is not None and id in made.gold
    spans = {span.id: span for span in table.spans()}
    assert [spans[one.id] for one in made.candidates] == list(made.candidates)
    assert bool(made.candidates) == (made.rule is not Rule.ADDED)
    compared = {table.layers[name].id for name in NAMES}
    assert {one.layer for one in made.candidates} | set(made.absent) == compared
    assert made.codebook_version == table.project.codebooks.current().id
    assert made.coder == table.project.person and made.time.endswith("Z")
