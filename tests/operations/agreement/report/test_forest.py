"""The figure of the appendix says what its table says, for those who cannot see it too."""

from pathlib import Path

from annotator.operations.agreement.report.figures import headlines
from annotator.operations.agreement.report.folding import rows_of
from annotator.operations.agreement.report.forest import NARROW, every_value, forest_of
from annotator.reports.plots.parts import value_text
from tests.operations.agreement.report.studies import WHOLE, large, report_input


def test_it_has_each_row_that_has_a_value_and_the_other_values_beside_it(tmp_path: Path) -> None:
    made = report_input(large(tmp_path, 14, 3), WHOLE)
    rows = rows_of(made)
    plot = forest_of(made, rows, "The values")
    shown = [row for row in rows if row.figure is not None]
    assert plot.said.startswith(f"Forest plot of {len(shown)} values")
    for row in shown:
        assert row.mark in plot.said
        assert all(value_text(other, 2) in plot.said for other in row.others)
    assert (
        plot.caption.startswith("The values. ")
        and "Open circles" in plot.caption
        and "customary limits" in plot.caption
    )


def test_every_value_has_a_row_of_its_own_and_the_narrow_one_says_the_same(tmp_path: Path) -> None:
    made = report_input(large(tmp_path, 4, 0), WHOLE)
    plot = every_value(made)
    defined = [one for one in headlines(made.everyone).values() if one.value is not None]
    assert plot.said.startswith(f"Forest plot of {len(defined)} values")
    assert plot.narrow is not None and plot.narrow.summary == plot.said and plot.narrow.width <= NARROW
