"""The pictures of a report show the numbers of its tables, also where there are none."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.agreement.study.study import Design
from annotator.operations.agreement import measure, reliability
from annotator.operations.agreement.reliability_plots import plots_of
from annotator.operations.project.people import layers_named
from annotator.reports.blocks import Heading, Plot
from tests.operations.adjudicating import differing
from tests.operations.desks import Table

QUICK = Design(gamma_samples=0)


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return differing(tmp_path)


def test_the_pictures_are_six_under_one_heading_also_of_a_study_without_a_number(table: Table) -> None:
    for design in (QUICK, replace(QUICK, documents=(table.documents[1],))):
        study = measure.agree(table.project, layers_named(table.project, None), design)
        record = reliability.as_record(table.project, study)
        first, *plots = plots_of(table.project, record, study, reliability.called(table.project, study))
        assert isinstance(first, Heading) and len(plots) == 6
        assert all(isinstance(plot, Plot) and plot.caption.endswith(".") for plot in plots)
