"""Coders against gold: precision and recall with gold as the reference, whoever else is compared."""

from pathlib import Path

import pytest

from annotator.agreement.spans.span_scores import Mode
from annotator.agreement.study.study import Design
from annotator.formats.jsonl.study_records import StudyRecord
from annotator.operations.adjudication import adjudicate
from annotator.operations.agreement import measure, reliability
from annotator.operations.agreement.against_gold import against_gold, undecided_said
from annotator.operations.people.people import layers_named
from tests.operations.adjudicating import differing, settle
from tests.operations.agreement.coded import coded_table
from tests.operations.desks import Table

QUICK = Design(gamma_samples=0)


def compared(table: Table, *names: str) -> StudyRecord:
    study = measure.agree(table.project, layers_named(table.project, list(names), with_gold=True), QUICK)
    return reliability.as_record(table.project, study)


def test_precision_and_recall_are_of_the_coder_with_gold_as_the_reference(tmp_path: Path) -> None:
    table = coded_table(tmp_path)
    settle(table, "majority")
    gold = {(span.document, span.label, span.extents) for at in range(8) for span in table.gold(at)}
    found = against_gold(compared(table, "Cem", "Gold", "Ana"))
    assert list(found) == ["Cem", "Ana"]
    for name, (whole, *labels) in found.items():
        layer = table.layers[name].id
        spans = {
            (span.document, span.label, span.extents)
            for at in range(8)
            for span in table.spans(at)
            if span.layer == layer
        }
        assert whole.label is None and whole.counts == (len(gold), len(spans))
        assert whole.precision(Mode.STRICT) == pytest.approx(len(gold & spans) / len(spans))
        assert whole.recall(Mode.STRICT) == pytest.approx(len(gold & spans) / len(gold))
        assert {one.label for one in labels} == {"appeal", "warning"}
        assert sum(one.counts[0] for one in labels) == len(gold)


def test_a_coders_scores_are_the_same_in_any_company_and_order(tmp_path: Path) -> None:
    table = coded_table(tmp_path)
    settle(table, "majority")
    alone = compared(table, "Gold", "Ana")
    assert (alone.gold, alone.people, alone.coders) == ("Gold", 1, ["Gold", "Ana"])
    for names in (("Ana", "Gold"), ("Ben", "Gold", "Ana", "Cem")):
        assert against_gold(compared(table, *names))["Ana"] == against_gold(alone)["Ana"]


def test_without_gold_there_is_nothing_to_be_scored_against(tmp_path: Path) -> None:
    table = differing(tmp_path)
    record = compared(table, "Ana", "Ben")
    assert (record.gold, against_gold(record)) == ("", {})


def test_what_is_not_decided_yet_is_told(tmp_path: Path) -> None:
    table = differing(tmp_path)
    settle(table)
    layers = layers_named(table.project, ["Gold", "Ana"], with_gold=True)
    study = measure.agree(table.project, layers, QUICK)
    assert undecided_said(table.project, study).startswith(
        "In 1 of 1 document compared with gold cases are not decided"
    )
    coders = layers_named(table.project, None)
    for one in adjudicate.cases_of(table.project, table.documents[0], coders):
        adjudicate.decide_by(table.project, one.case, "none")
    assert undecided_said(table.project, study) == ""
    assert undecided_said(table.project, measure.agree(table.project, coders, QUICK)) == ""
