"""What a report is made of: all coders together, and pairs where there are more than two."""

from pathlib import Path

from tests.operations.agreement.report.studies import large, report_input


def test_figures_are_those_of_all_coders_or_of_pairs_and_of_two_never_both(tmp_path: Path) -> None:
    for coders in (2, 3):
        made = report_input(large(tmp_path, 3, 0, coders))
        assert len(made.everyone) + len(made.pairs) == len(made.record.figures) and not made.unused
        assert bool(made.pairs) is (coders > 2) and made.everyone


def test_labels_that_nobody_used_have_no_figure(tmp_path: Path) -> None:
    made = report_input(large(tmp_path, 20, 4))
    assert {f"domain-{n}" for n in range(4)} <= {*made.unused}
    assert not {one.label for one in (*made.everyone, *made.pairs)} & {*made.unused}
    assert {one.label for one in made.record.figures} >= {*made.unused}


def test_the_subtitle_says_which_codebook_and_which_day(tmp_path: Path) -> None:
    made = report_input(large(tmp_path, 3, 0))
    day = made.project.journal.history(1)[0].time[:10]
    assert made.subtitle == f"Codebook version 1, as of {day}"
