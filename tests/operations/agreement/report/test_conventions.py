"""Coefficients and conventions: each once, with all that follow it."""

from pathlib import Path

import pytest

from annotator.agreement.registry import SYMBOLS
from annotator.operations.agreement.report.conventions import conventions, sentences_in
from annotator.reports.blocks import Report
from tests.operations.agreement.coded import coded_table
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


def test_a_source_in_brackets_stays_in_its_sentence() -> None:
    one, two = "A value is a set (Bo, A. B. (1977). Of Sets).", "It counts."
    assert [*sentences_in(f"{one} {two}")] == [one, two] and [*sentences_in("")] == []
    assert [*sentences_in("Not closed (as. This")] == ["Not closed (as. This"]


@pytest.mark.parametrize("coders", [2, 3])
def test_no_sentence_is_torn_whatever_is_compared(tmp_path: Path, coders: int) -> None:
    made = report_input(coded_table(tmp_path).project if coders == 2 else large(tmp_path, 5, 0))
    for one in made.record.figures:
        sentences = [*sentences_in(one.convention)]
        assert " ".join(sentences) == one.convention
        for sentence in sentences:
            assert sentence[-1] in ".!?" and sentence.count("(") == sentence.count(")")
            assert len(sentence.split()) > 2
