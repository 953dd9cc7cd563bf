"""Coefficients and conventions: each once, with all that follow it."""

from pathlib import Path

from annotator.agreement.registry import SYMBOLS
from annotator.operations.agreement.report.conventions import conventions
from annotator.reports.blocks import Report
from tests.operations.agreement.report.studies import headings, large, report_input, tables


def test_each_convention_is_said_once_with_the_coefficients_that_follow_it(tmp_path: Path) -> None:
    made = report_input(large(tmp_path, 5, 0))
    coefficients, said = tables(Report("", "", tuple(conventions(made))))
    sentences = {row[0].text: row[2].text.split(", ") for row in said.rows}
    assert len(sentences) == len(said.rows)
    for one in made.record.figures:
        for sentence, symbols in sentences.items():
            if sentence in one.convention:
                assert SYMBOLS[one.coefficient] in symbols
        assert all(part.rstrip(".") in " ".join(sentences) for part in one.convention.split(". "))
    there = {one.coefficient for one in made.record.figures}
    assert [row[0].text for row in coefficients.rows] == [sign for name, sign in SYMBOLS.items() if name in there]


def test_it_ends_with_the_program_and_what_to_cite(tmp_path: Path) -> None:
    made = Report("", "", tuple(conventions(report_input(large(tmp_path, 2, 0, 2)))))
    assert headings(made) == ["Coefficients and conventions", "Software and sources"]
