"""The supplement's section on further coding: a row for each number that has a value."""

from pathlib import Path

from annotator.agreement.study.study import Design
from annotator.operations.agreement import measure, reliability
from annotator.operations.agreement.planning import planned
from annotator.operations.agreement.report.planning import how_many_more
from annotator.operations.people.people import layers_named
from annotator.reports.blocks import TableBlock
from tests.operations.agreement.coded import coded_table
from tests.operations.desks import make_table

DESIGN = Design(gamma_samples=0)


def test_each_number_has_its_row_with_what_it_needs(tmp_path: Path) -> None:
    project = coded_table(tmp_path).project
    study = measure.agree(project, layers_named(project, None), DESIGN)
    table = next(
        one for one in how_many_more(reliability.report_input_of(project, study)) if isinstance(one, TableBlock)
    )
    found = list(planned(study))
    assert len(table.rows) == len(found) > 2
    for cells, one in zip(table.rows, found, strict=True):
        needed = "" if one.plan.needed is None else f"{one.plan.needed:,}"
        assert cells[5].text == needed and cells[3].text == f"{one.plan.documents}"


def test_where_nothing_has_a_value_there_is_no_section(tmp_path: Path) -> None:
    project = make_table(tmp_path).project
    study = measure.agree(project, project.layers.all(), DESIGN)
    assert list(how_many_more(reliability.report_input_of(project, study))) == []
