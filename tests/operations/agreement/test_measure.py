"""Agreement of a project: who takes part where, on which units, and what of an act is compared."""

import csv
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from annotator.adjudication.decisions import defer, none_of_them
from annotator.agreement.input.units import Uncoded, UnitKind
from annotator.agreement.study.study import Aspect, Design, Study
from annotator.model.coder import State
from annotator.model.errors import Cancelled, NotAllowed, NotFound
from annotator.model.ids import LabelId
from annotator.operations.adjudication import adjudicate
from annotator.operations.agreement import measure
from annotator.operations.coding import annotate, unit_coding
from annotator.operations.exchange import exporting
from annotator.operations.people import people
from annotator.operations.people.people import layers_named
from annotator.operations.sample import SampleReport
from annotator.store.project import Project
from tests.operations.desks import OTHER_TEXT, Table, make_table
from tests.operations.given_units import given
from tests.projects import make_desk

QUICK = Design(gamma_samples=0)


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def agree(table: Table, design: Design = QUICK) -> Study:
    return measure.agree(table.project, list(table.layers.values()), design)


def alpha(study: Study, label: str | None = None) -> float | None:
    found = study.find("alpha-nominal", label=LabelId(label) if label else None)
    assert found is not None
    return found.result.value


def test_identical_coding_agrees_wholly_and_says_on_what(table: Table) -> None:
    for name in ("Ana", "Ben"):
        table.code(name, "appeal", "urged China")
    study = agree(table)
    assert (study.documents, study.compared) == (2, 1)
    assert alpha(study) == alpha(study, "appeal") == 1
    exact = study.find("f1-strict")
    assert exact is not None and exact.result.details["correct"] == 1


def test_a_document_that_one_coder_left_out_is_missing_and_one_called_done_is_not(table: Table) -> None:
    table.code("Ana", "appeal", "urged China")
    assert agree(table).compared == 0
    for name in ("Ana", "Ben"):
        annotate.mark_done(table.project, table.sit(name).id, table.documents[0])
    study = agree(table)
    value = alpha(study)
    assert study.compared == 1 and value is not None and value < 0.1


def test_agreement_needs_two_layers_and_labels_that_exist(table: Table) -> None:
    with pytest.raises(NotAllowed, match="at least two"):
        measure.agree(table.project, [table.layers["Ana"]])
    with pytest.raises(NotFound, match=r"no label “apeal”.*appeal"):
        agree(table, Design(labels=(LabelId("apeal"),)))


def test_only_some_labels_and_documents_are_looked_at(table: Table) -> None:
    for name in ("Ana", "Ben"):
        table.code(name, "appeal", "urged China")
        table.code(name, "actor", "China")
    study = agree(table, Design(labels=(LabelId("actor"),), documents=(table.documents[0],)))
    assert study.documents == 1
    assert {one.label for one in study.figures} == {None, "actor"}
    whole = agree(table, Design(documents=(table.documents[0],)))
    shown = [one for one in whole.figures if one.label in (None, "actor")]
    assert list(study.figures) == shown, "choosing labels changes no number"


def test_the_order_of_the_layers_is_the_one_asked_for(table: Table) -> None:
    for name in ("Ana", "Ben"):
        table.code(name, "appeal", "urged China")
    layers = [table.layers["Ben"], table.layers["Ana"]]
    assert measure.agree(table.project, layers, QUICK).coders == (layers[0].id, layers[1].id)


@pytest.mark.parametrize(("unit", "n"), [(UnitKind.WORDS, 7), (UnitKind.SENTENCES, 1), (UnitKind.DOCUMENTS, 1)])
def test_words_and_sentences_are_those_of_the_text(tmp_path: Path, unit: UnitKind, n: int) -> None:
    table = make_table(tmp_path)
    text = table.project.documents.get(table.documents[0]).text
    for name in ("Ana", "Ben"):
        table.code(name, "appeal", "urged China")
    whole = agree(table, Design(unit=unit)).find("percent")
    assert whole is not None and whole.result.value == 1
    assert 1 <= whole.result.n <= len(text.split()) + 1
    assert unit is not UnitKind.DOCUMENTS or whole.result.n == n


def test_gold_takes_part_where_something_was_decided_be_it_that_nothing_is_there(table: Table) -> None:
    for name in ("Ana", "Ben"):
        table.code(name, "appeal", "urged China")
    table.code("Ana", "actor", OTHER_TEXT[:4], document=1)
    for name in ("Ana", "Ben"):
        for document in table.documents[:2]:
            annotate.mark_done(table.project, table.sit(name).id, document)
    layers = layers_named(table.project, None)
    adjudicate.settle(table.project, "unanimous", layers)
    both = layers_named(table.project, ["Ana", "gold"], with_gold=True)
    assert measure.agree(table.project, both, QUICK).compared == 1
    (case,) = adjudicate.cases_of(table.project, table.documents[1], layers)
    adjudicate.decide(table.project, case.case, defer(case.case))
    assert measure.agree(table.project, both, QUICK).compared == 1, "a case that was put off says nothing"
    adjudicate.decide(table.project, case.case, none_of_them(case.case))
    study = measure.agree(table.project, both, QUICK)
    strict = study.find("f1-strict")
    assert study.compared == 2 and strict is not None
    assert (strict.result.details["precision"], strict.result.details["recall"]) == (0.5, 1)


def test_progress_is_told_and_may_stop_it(table: Table) -> None:
    told: list[tuple[int, int, str]] = []
    layers = list(table.layers.values())
    measure.agree(table.project, layers, QUICK, lambda *step: told.append(step))
    assert [step[:2] for step in told[:3]] == [(0, 2), (1, 2), (2, 2)]

    def stop(done: int, total: int, text: str) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        measure.agree(table.project, layers, QUICK, stop)


def test_it_may_be_stopped_while_intervals_are_found(table: Table) -> None:
    for name in ("Ana", "Ben"):
        table.code(name, "appeal", "urged China")
    early: list[Study] = []

    def stop(done: int, total: int, text: str) -> None:
        if early:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        measure.agree(table.project, list(table.layers.values()), Design(), stop, early.append)
    assert early


def test_acts_of_the_sample_are_compared_slot_by_slot(sample_made: SampleReport) -> None:
    with Project.open(sample_made.path) as project:
        study = measure.agree(project, layers_named(project, None), QUICK)
        warned = study.find("alpha-masi", Aspect.SLOT, LabelId("warning"), "addressee")
        force = study.find("alpha-ordinal", Aspect.ATTRIBUTE, LabelId("appeal"), "force")
        label = study.find("alpha-nominal", Aspect.LABEL, LabelId("warning"))
    assert warned is not None and force is not None and label is not None
    assert warned.result.value is not None and force.result.value is not None and label.result.value is not None
    assert warned.result.value < label.result.value, "they agree on warnings more than on who is warned"
    assert warned.result.n > 20 and force.result.n > 50


def test_dyads_are_counted_as_in_the_table_that_is_written(sample_made: SampleReport, tmp_path: Path) -> None:
    path = sample_made.path
    with Project.open(path) as project:
        layers = layers_named(project, None)
        study = measure.agree(project, layers, QUICK)
        states = {layer.id: project.assignments.states(layer.id) for layer in layers}
        done = {layer: {text for text, state in of.items() if state is State.DONE} for layer, of in states.items()}
        out = tmp_path / "dyads.csv"
        exporting.export(project, out, "dyads", "all", names=True)
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    have: dict[tuple[str, str], Counter[tuple[str, ...]]] = defaultdict(Counter)
    for row in rows:
        sides = (row[f"{side}_name"].casefold() or row[f"{side}_value"] for side in ("source", "target"))
        have[row["layer"], row["document_id"]][row["act"], *sides] += 1
    for one, other in combinations(range(len(layers)), 2):
        both = done[layers[one].id] & done[layers[other].id]
        pairs = [(have[layers[one].name, text], have[layers[other].name, text]) for text in both]
        found = study.find("f1-dyads", Aspect.DYAD, coders=(one, other))
        assert found is not None and found.result.n == sum(a.total() + b.total() for a, b in pairs) > 100
        assert found.result.details["correct"] == sum((a & b).total() for a, b in pairs)
    acts = study.find("alpha-masi", Aspect.ACT, LabelId("warning"), "parties")
    slot = study.find("alpha-masi", Aspect.SLOT, LabelId("warning"), "addressee")
    assert acts is not None and slot is not None and acts.result.n > slot.result.n
    assert (acts.result.value or 0) < (slot.result.value or 0), "that acts were missed is in the one and not the other"


def test_units_that_are_given_are_compared_unless_something_else_is_asked_for(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    assert measure.usual_unit(desk.project) is UnitKind.CHARACTERS
    project = given(desk)
    assert measure.usual_unit(project) is UnitKind.UNITS
    ben, layer = people.add_coder(project, "Ben")
    of = desk.documents[0].id
    first, second, third = project.units.of_document(of)
    for who, own, codes in ((desk.ana, desk.layer, "aaw"), (ben, layer, "aw")):
        project.person = who.id
        for unit, code in zip((first, second, third), codes, strict=False):
            label = {"a": "appeal", "w": "warning"}[code]
            unit_coding.code_units(project, of, own.id, [unit], label)
    design = Design(unit=UnitKind.UNITS, documents=(of,), coefficients=("percent",), gamma_samples=0)
    found = measure.agree(project, [desk.layer, layer], design).find("percent")
    assert found is not None and (found.result.value, found.result.n) == (0.5, 2)
    counted = replace(design, uncoded=Uncoded.COUNTED)
    found = measure.agree(project, [desk.layer, layer], counted).find("percent")
    assert found is not None and found.result.value == pytest.approx(1 / 3)


def test_that_no_document_is_cut_is_said(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    _, layer = people.add_coder(desk.project, "Ben")
    with pytest.raises(NotAllowed, match="cut into units"):
        measure.agree(desk.project, [desk.layer, layer], Design(unit=UnitKind.UNITS))
