"""What a reliability report says: the numbers of its study, each with its place, and a reason where there is none."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.agreement.study.study import Design
from annotator.operations.agreement import measure, reliability
from annotator.operations.agreement.reliability_report import report_of
from annotator.operations.project.people import layers_named
from annotator.reports.blocks import Heading, Report, TableBlock
from tests.operations.adjudicating import differing
from tests.operations.desks import Table

QUICK = Design(gamma_samples=0)


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return differing(tmp_path)


def report(table: Table, design: Design = QUICK, *names: str) -> Report:
    layers = [one for one in layers_named(table.project, None) if not names or one.name in names]
    study = measure.agree(table.project, layers, design)
    record = reliability.as_record(table.project, study)
    return report_of(table.project, record, study, reliability.called(table.project, study))


def tables_of(made: Report) -> list[TableBlock]:
    return [block for block in made.blocks if isinstance(block, TableBlock)]


def test_every_row_of_every_table_has_a_cell_for_each_column_and_every_reason_is_noted(table: Table) -> None:
    for one in tables_of(report(table)):
        assert all(len(row) == len(one.columns) for row in (*one.header, *one.rows))
        noted = {cell.note for row in one.rows for cell in row if cell.note is not None}
        assert noted == set(range(len(one.notes)))


def test_the_last_table_has_every_number_of_all_coders(table: Table) -> None:
    layers = layers_named(table.project, None)
    study = measure.agree(table.project, layers, QUICK)
    rows = tables_of(report(table))[-1].rows
    assert len(rows) == sum(len(one.coders) == len(study.coders) for one in study.figures)


def test_pairs_have_tables_of_their_own_only_where_there_are_more_than_two(table: Table) -> None:
    heads = [
        [block.text for block in report(table, QUICK, *names).blocks if isinstance(block, Heading)]
        for names in ((), ("Ana", "Ben"))
    ]
    assert ("By pair" in heads[0]) == (len(layers_named(table.project, None)) > 2)
    assert "By pair" not in heads[1]


def test_coefficients_that_were_asked_for_are_the_only_ones_shown(table: Table) -> None:
    made = report(table, replace(QUICK, coefficients=("percent",)))
    assert {row[1].text for row in tables_of(made)[-1].rows} == {"Percent agreement"}
