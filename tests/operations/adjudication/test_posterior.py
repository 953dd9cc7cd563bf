"""What a model of coders makes of a project, and that a person's word stays above it."""

import random
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.posterior.codings import Question
from annotator.agreement.posterior.truth import TOO_FEW_CODERS, Model
from annotator.agreement.study.study import Aspect
from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed
from annotator.model.ids import DocumentId, LabelId
from annotator.model.verbs.verb import Told
from annotator.operations.adjudication import adjudicate
from annotator.operations.adjudication.posterior import Asked, estimate
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from tests.examples import examples
from tests.operations.desks import Table, make_table
from tests.operations.test_undo_everything import tables

NAMES = ("Ana", "Ben", "Chloé")
WARNING = LabelId("warning")
WORDS = 60


def crowd(folder: Path, seed: int, names: tuple[str, ...] = NAMES, poor: str = "Chloé") -> Table:
    """Return a table at which coders mark 60 words as warnings or not: two of them well, one of them poorly."""
    table = make_table(folder, *names)
    text = " ".join(f"word{number:02}" for number in range(WORDS))
    (added,), _ = documents.add_drafts(table.project, [DocumentDraft("Words", text)])
    table.documents.append(added.id)
    rng = np.random.default_rng(seed)
    true = rng.random(WORDS) < 0.5
    with table.project.transact(Told(sentence="Mark")):
        for name in names:
            good = 0.7 if name == poor else 0.95
            for number in range(WORDS):
                if (rng.random() < good) == bool(true[number]):
                    table.sit(name)
                    extent = [(7 * number, 7 * number + 6)]
                    annotate.add_span(table.project, added.id, table.layers[name].id, extent, "warning")
    return table


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return crowd(tmp_path, 1)


def test_the_poor_coder_is_known_by_what_the_others_say(table: Table) -> None:
    found = estimate(table.project, [table.layers[name] for name in NAMES])
    truth = found.truths[Question(Aspect.FOUND, WARNING)]
    accuracy = dict(zip(found.names, (coder.accuracy.value for coder in truth.coders), strict=True))
    assert min(accuracy, key=lambda name: accuracy[name]) == "Chloé"
    assert truth.model is Model.DAWID_SKENE and not truth.undefined


def test_the_order_of_the_coders_changes_no_chance(table: Table) -> None:
    here = estimate(table.project, [table.layers[name] for name in NAMES])
    there = estimate(table.project, [table.layers[name] for name in reversed(NAMES)])
    for key, number in here.cases.items():
        assert here.of_place(number).labels == pytest.approx(there.of_place(there.cases[key]).labels)


def test_nothing_is_written(table: Table) -> None:
    before, steps = tables(table.project), table.project.journal.count()
    estimate(table.project, [table.layers[name] for name in NAMES])
    assert (tables(table.project), table.project.journal.count()) == (before, steps)


def test_layers_of_one_coder_are_one_coder(table: Table) -> None:
    first, second, third = (table.layers[name] for name in NAMES)
    same = second.model_copy(update={"coder": first.coder})
    found = estimate(table.project, [first, same, third])
    assert (found.names, found.coder) == (("Ana", "Chloé"), (0, 0, 1))
    assert found.truths[Question(Aspect.FOUND, WARNING)].undefined == TOO_FEW_CODERS


def test_a_soft_label_has_votes_and_chances(table: Table) -> None:
    found = estimate(table.project, [table.layers[name] for name in NAMES])
    for number in found.cases.values():
        soft = found.soft_label(number, WARNING)
        assert set(soft.votes) == {table.layers[name].id for name in NAMES}
        votes = sum(label is not None for label in soft.votes.values())
        assert (soft.labels[WARNING] > 0.9) or votes < 3
        assert set(soft.attributes) <= {"force"} and not soft.slots


def test_what_is_asked_besides_is_numbered_on_and_counts_nothing(table: Table) -> None:
    layers = [table.layers[name] for name in NAMES]
    (case, *_) = [one.case for one in adjudicate.cases_of(table.project, table.documents[2], layers)]
    plain = estimate(table.project, layers)
    asked = estimate(table.project, layers, also=[Asked(case.candidates, case.absent)])
    assert asked.of_place(len(asked.cases)).labels == pytest.approx(asked.of_case(case).labels)
    assert asked.truths == plain.truths


def test_a_case_that_came_since_has_no_chances(table: Table) -> None:
    layers = [table.layers[name] for name in NAMES]
    found = estimate(table.project, layers)
    for name in NAMES[:2]:
        table.code(name, "warning", "France")
    (new,) = [one.case for one in adjudicate.cases_of(table.project, table.documents[0], layers)]
    assert found.of_case(new).labels == {}


def test_two_coders_are_refused_by_the_policy_in_one_sentence(table: Table) -> None:
    two = [table.layers[name] for name in NAMES[:2]]
    with pytest.raises(NotAllowed, match="at least three coders"):
        adjudicate.settle(table.project, "posterior", two)
    layers = [table.layers[name] for name in NAMES]
    for wrong in (0.5, 1.2):
        with pytest.raises(NotAllowed, match=r"above 0\.5"):
            adjudicate.preview(table.project, adjudicate.plan_of(table.project, "posterior", at_least=wrong), layers)


def test_proposals_say_how_likely_they_are_and_the_surer_are_fewer(table: Table) -> None:
    layers = [table.layers[name] for name in NAMES]
    listed = {}
    for at_least in (0.8, 0.999):
        plan = adjudicate.plan_of(table.project, "posterior", at_least=at_least)
        listed[at_least] = adjudicate.propose(table.project, plan, layers)
        assert all((one.chance or 0) >= at_least for one in listed[at_least] if one.verdict.rule == "posterior")
    assert len(listed[0.8]) > len(listed[0.999])


@settings(max_examples=examples(5), deadline=None)
@given(st.integers(0, 1 << 32))
def test_what_a_person_decided_is_never_overruled(seed: int) -> None:
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        table = crowd(Path(folder), seed)
        layers, document = [table.layers[name] for name in NAMES], table.documents[2]
        with table.project.transact(Told(sentence="Decide some")):
            for one in adjudicate.cases_of(table.project, document, layers):
                how = rng.choice(("none", "union", "defer", ""))
                if how:
                    adjudicate.decide_by(table.project, one.case, how)
        decided = _decisions(table, document)
        adjudicate.settle(table.project, adjudicate.plan_of(table.project, "posterior", at_least=0.6), layers)
        # Coders change their minds, and the model is asked again.
        with table.project.transact(Told(sentence="Take some back")):
            for span in table.spans(2)[::3]:
                if span.layer == table.layers["Ana"].id:
                    table.sit("Ana")
                    annotate.remove_spans(table.project, [span.id])
        adjudicate.settle(table.project, adjudicate.plan_of(table.project, "posterior", at_least=0.6), layers)
        after = _decisions(table, document)
        assert {id: after.get(id) for id in decided} == decided
        assert table.project.check() == []
        table.project.close()


def _decisions(table: Table, document: DocumentId) -> dict[str, object]:
    """Return what persons decided, and the gold that came of it."""
    gold = {span.id: span for span in table.gold(2)}
    return {
        made.id: (made, [gold.get(id) for id in made.gold])
        for made in table.project.decisions.of_document(document)
        if not made.rule.by_policy
    }
