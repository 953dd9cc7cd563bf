"""The list of coefficients: each once under its own name, and nothing that is shown is missing from it."""

from annotator.agreement.registry import BY_NAME, COEFFICIENTS, HEADLINES, NAMES, ON_RATINGS, SYMBOLS, title_of
from tests.agreement import tables
from tests.agreement.studies import study
from tests.agreement.texts import coded, text_of


def test_each_coefficient_has_its_own_name_title_and_symbol() -> None:
    for said in ("name", "title", "symbol"):
        assert len({getattr(found, said) for found in COEFFICIENTS}) == len(COEFFICIENTS)


def test_names_symbols_and_titles_are_those_of_the_list_in_its_order() -> None:
    assert list(NAMES) == list(BY_NAME) == list(SYMBOLS) == [one.name for one in COEFFICIENTS]
    assert [title_of(name) for name in NAMES] == [one.title for one in COEFFICIENTS]
    assert ON_RATINGS == tables.COEFFICIENTS


def test_some_of_the_list_are_shown_first_and_there_is_one_for_each_kind_of_figure() -> None:
    assert set(NAMES) > HEADLINES
    spans = [coded("A", 0, 9, force="asks"), coded("B", 0, 8, force="urges")]
    made = study([text_of(*spans, coders="AB")])
    assert made.figures and {one.coefficient for one in made.figures} <= set(NAMES)
