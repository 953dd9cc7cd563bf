"""Agreement by pair: a row for each pair, label by label where they are few."""

from pathlib import Path

from annotator.operations.agreement.report.pairs import by_pair
from annotator.reports.blocks import Report
from tests.operations.agreement.report.studies import headings, large, report_input, tables, words_of


def test_pairs_are_shown_only_where_there_are_more_than_two_coders(tmp_path: Path) -> None:
    for coders in (2, 3, 5):
        made = Report("", "", tuple(by_pair(report_input(large(tmp_path, 3, 0, coders)))))
        assert headings(made) == (["Agreement by pair"] if coders > 2 else [])
        if coders > 2:
            overall, *by_label = tables(made)
            assert len(overall.rows) == coders * (coders - 1) // 2
            assert [len(table.columns) for table in by_label] == ([4] if coders == 3 else [])


def test_a_pair_is_called_as_its_coders_are_and_has_the_numbers_of_the_study(tmp_path: Path) -> None:
    made = report_input(large(tmp_path, 3, 0))
    said = Report("", "", tuple(by_pair(made)))
    assert "Coder A and Coder C" in words_of(said)
    alpha = next(
        one for one in made.pairs if one.coefficient == "alpha-nominal" and one.aspect == "all" and one.label is None
    )
    assert tables(said)[0].rows[0][1].text == f"{alpha.value:.3f}"
