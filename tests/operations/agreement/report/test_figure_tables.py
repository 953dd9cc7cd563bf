"""Figures as tables: every defined number once, nothing undefined throughout, and sentences for what is missing."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from annotator.operations.agreement.report.figure_tables import FigureTables, value_cell
from annotator.operations.agreement.report.parts import by_part
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.operations.coding import annotate
from annotator.reports.blocks import Report, TableBlock
from annotator.reports.plots.parts import value_text
from tests.operations.adjudicating import differing
from tests.operations.agreement.report.studies import QUICK, WHOLE, large, report_input, tables, words_of
from tests.operations.agreement.report.test_figures import figure, interval


def agreement(made: ReportInput) -> Report:
    return Report("", "", tuple(by_part(made)))


def test_every_defined_number_of_all_coders_is_in_the_tables(tmp_path: Path) -> None:
    for project in (differing(tmp_path).project, large(tmp_path, 20, 4)):
        made = report_input(project)
        shown = Counter(cell.text for table in tables(agreement(made)) for row in table.rows for cell in row[1:])
        defined = Counter(value_text(one.value) for one in made.everyone if one.value is not None)
        assert not defined - shown


def test_no_row_and_no_column_is_empty_and_what_is_undefined_is_named(tmp_path: Path) -> None:
    made = report_input(differing(tmp_path).project)
    for table in tables(agreement(made)):
        rows = [row for row in table.rows if len(row) > 1]
        assert all(any(cell.text not in ("", "–") for cell in row[1:]) for row in rows)
        assert all(any(row[column].text for row in rows) for column in range(len(table.columns)))
    said = words_of(agreement(made))
    assert any(one.undefined for one in made.everyone)
    for reason in {one.undefined for one in made.everyone if one.undefined}:
        assert reason.split("“")[0][1:].split(" 0")[0].rstrip() in said


def test_labels_of_a_large_codebook_stand_under_their_domains_and_parts_under_their_label(tmp_path: Path) -> None:
    made = report_input(large(tmp_path), WHOLE)
    groups = [[row[0].text for row in table.rows if len(row) == 1] for table in tables(agreement(made))]
    assert groups[0] == [f"Domain {n}" for n in range(8)]
    last = tables(agreement(made))[-1]
    assert set(groups[-1]) <= set(groups[0]) and groups[-1]
    assert all(row[0].text.startswith("Force of Label ") for row in last.rows if len(row) > 1)
    table = differing(tmp_path)
    for span in table.project.spans.of_document(table.documents[0]):
        if span.label == "appeal":
            table.project.person = next(one.coder for one in table.project.layers.all() if one.id == span.layer)
            annotate.set_attribute(table.project, span.id, "topic", "war")
            annotate.set_attribute(table.project, span.id, "public", True)
    apart = tables(agreement(report_input(table.project)))
    assert any(row[0].text == "Appeal" and len(row) == 1 for table in apart for row in table.rows)


def test_coefficients_that_were_asked_for_are_the_only_ones_shown(tmp_path: Path) -> None:
    made = agreement(report_input(large(tmp_path, 3, 0), replace(QUICK, coefficients=("percent",))))
    heads = {cell.text for table in tables(made) for row in table.header for cell in row}
    assert "%" in heads and not heads & {"α", "κ Fleiss", "AC1"}


def test_the_monte_carlo_error_is_said_of_what_rests_on_samples(tmp_path: Path) -> None:
    design = replace(QUICK, coefficients=("alpha-nominal", "gamma"), gamma_samples=5)
    project = differing(tmp_path).project
    made = agreement(report_input(project, design))
    assert "Monte Carlo error (a standard error, by which values differ from seed to seed): γ 0." in words_of(made)
    assert "Monte Carlo" not in words_of(agreement(report_input(project)))


def test_a_cell_has_a_value_and_below_it_its_interval() -> None:
    cells = [value_cell(one) for one in (None, figure(value=None, undefined="Why."), figure(value=0.5))]
    assert cells == ["", "–", "0.500"]
    assert value_cell(figure(interval=interval(-0.5, 1))) == "0.500\n[\u22120.50,\u00a01.00]"


def test_why_an_interval_is_missing_is_said_of_what_has_a_value(tmp_path: Path) -> None:
    bare = figure("alpha-nominal", interval=interval(None, None, "Too few documents."))
    made = FigureTables(report_input(large(tmp_path, 2, 0, 2), WHOLE))
    blocks = [*made.blocks([bare, figure("percent")], "All", "everything")]
    assert "Without an interval: α of All labels: too few documents." in words_of(Report("", "", tuple(blocks)))
    assert [table.caption for table in blocks if isinstance(table, TableBlock)] == [
        "All, everything: what was compared. Observed and by chance are alpha's, over pairs of values; "
        "“%” is the mean over units.",
        "All: values and intervals.",
    ]
