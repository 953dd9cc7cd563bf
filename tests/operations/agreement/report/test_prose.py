"""The paragraph for a paper: who coded what, and how far they agree, true of any study."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.agreement.input.units import UnitKind, Unmarked
from annotator.operations.agreement.report.folding import rows_of
from annotator.operations.agreement.report.prose import design_said, outcome_said
from annotator.operations.coding import annotate
from annotator.operations.people import people
from tests.operations.adjudicating import differing
from tests.operations.agreement.report.studies import QUICK, WHOLE, large, report_input
from tests.operations.desks import make_table


def test_who_coded_what_is_counted(tmp_path: Path) -> None:
    said = design_said(report_input(large(tmp_path, 3, 0), WHOLE))
    assert said.startswith("Three coders coded three documents (") and "each document was coded by all three." in said
    assert "They marked 180 passages with three labels (Label 0, Label 1 and Label 2), following version 1" in said
    assert "with 64 labels in eight domains" in design_said(report_input(large(tmp_path), WHOLE))
    assert "with 30 labels, following" in design_said(report_input(large(tmp_path, 30, 0), WHOLE))


def test_of_documents_that_some_did_not_code_it_is_said_how_many_coded_them(tmp_path: Path) -> None:
    table = make_table(tmp_path, "Ana", "Ben", "Eva")
    for name in ("Ana", "Ben", "Eva"):
        table.code(name, "appeal", "urged China")
    table.code("Ana", "actor", "الصين", document=1)
    assert "coded one of 2 documents (" in design_said(report_input(table.project))
    table.code("Ben", "actor", "الصين", document=1)
    assert "two documents (" in design_said(report_input(table.project))
    assert "each of these was coded by two to three of them." in design_said(report_input(table.project))


def test_layers_of_one_coder_are_not_several_people(tmp_path: Path) -> None:
    table = make_table(tmp_path, "Ana")
    table.code("Ana", "appeal", "urged China")
    again = people.add_layer(table.project, table.coders["Ana"].id, "Ana again")
    annotate.add_span(table.project, table.documents[0], again.id, [(0, 6)], "appeal")
    assert design_said(report_input(table.project)).startswith("One coder in two layers coded one of 2 documents")


@pytest.mark.parametrize("unit", [one for one in UnitKind if one is not UnitKind.UNITS])
def test_the_unit_is_named_and_every_sentence_ends(tmp_path: Path, unit: UnitKind) -> None:
    made = report_input(large(tmp_path, 30, 0), replace(WHOLE, unit=unit))
    said = outcome_said(made, rows_of(made))
    assert ("the passages that anyone marked" if unit is UnitKind.SPANS else f"all {unit}") in said
    assert said.endswith(".") and ".." not in said and "  " not in said and "None" not in said


def test_units_that_nobody_marked_are_not_counted_in_where_they_are_left_out(tmp_path: Path) -> None:
    made = report_input(large(tmp_path, 3, 0, 2), replace(QUICK, unmarked=Unmarked.LEFT_OUT))
    said = outcome_said(made, rows_of(made))
    assert f"over the {QUICK.unit} that anyone marked and all labels" in said and "over all" not in said


def test_an_undefined_whole_has_its_reason_and_gold_its_rules(tmp_path: Path) -> None:
    made = report_input(differing(tmp_path).project, replace(QUICK, documents=()))
    assert "gold" not in outcome_said(made, rows_of(made))
    (tmp_path / "other").mkdir()
    table = make_table(tmp_path / "other")
    for name in ("Ana", "Ben"):
        annotate.mark_done(table.project, table.sit(name).id, table.documents[0])
    empty = report_input(table.project)
    assert "of all labels is undefined, because none of these coders coded anything" in outcome_said(
        empty, rows_of(empty)
    )
