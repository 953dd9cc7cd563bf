"""The pictures of a supplement show the numbers of its tables, also where there are none, and fold large codebooks."""

from dataclasses import replace
from pathlib import Path

from annotator.operations.agreement.report.pictures import pictures
from annotator.reports.blocks import Heading, Plot, TableBlock
from tests.operations.adjudicating import differing
from tests.operations.agreement.report.studies import QUICK, WHOLE, large, report_input

_A4_HEIGHT = 1000


def test_the_pictures_are_six_under_one_heading_also_of_a_study_without_a_number(tmp_path: Path) -> None:
    table = differing(tmp_path)
    for design in (QUICK, replace(QUICK, documents=(table.documents[1],))):
        first, *plots = pictures(report_input(table.project, design))
        assert isinstance(first, Heading) and len(plots) == 6
        for plot in plots:
            assert isinstance(plot, Plot) and plot.caption.endswith(".")
            assert plot.narrow is not None and plot.narrow.summary == plot.drawing.summary


def test_no_picture_of_a_large_codebook_is_higher_than_a_page_and_confusions_are_listed(tmp_path: Path) -> None:
    for domains in (8, 0):
        blocks = [*pictures(report_input(large(tmp_path, domains=domains), WHOLE))]
        plots = [block for block in blocks if isinstance(block, Plot)]
        assert len(plots) == 6 and max(plot.drawing.height for plot in plots) < _A4_HEIGHT
        (table,) = [block for block in blocks if isinstance(block, TableBlock)]
        counts = [int(row[-1].text) for row in table.rows]
        assert counts == sorted(counts, reverse=True) and counts[-1] > 0
