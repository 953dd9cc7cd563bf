"""How typed letters find a title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.kit.fuzzy_match import fold, score


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("exp", "Export…", "Open expert mode"),
        ("span", "Next span", "Lifespan"),
        ("ns", "Next span", "Transparency"),
        ("note", "Note…", "Denote"),
        ("undo", "Undo: Code as appeal", "Unlink document"),
        ("app", "Appeal", "Snap places"),
    ],
)
def test_the_start_of_a_word_counts_more(query: str, better: str, worse: str) -> None:
    good, bad = score(query, better), score(query, worse)
    assert good is not None
    assert bad is None or good > bad


@pytest.mark.parametrize("query", ["ns", "NEXT", "span next", "nsp", "next sp"])
def test_letters_in_order_and_words_in_any_order_fit(query: str) -> None:
    assert score(query, "Next span") is not None


@pytest.mark.parametrize("query", ["xyz", "span open", "spannn", "ext pan nothing"])
def test_what_fits_nowhere_is_left_out(query: str) -> None:
    assert score(query, "Next span") is None


def test_accents_and_case_do_not_matter() -> None:
    assert score("etat", "État") == score("État", "etat")
    assert fold("ÉTAT İstanbul") == "etat istanbul"


def test_the_detail_is_searched_and_counts_less() -> None:
    by_title, by_detail = score("moscow", "Moscow"), score("moscow", "Appeal", "influence with Moscow")
    assert by_title is not None
    assert by_detail is not None
    assert by_title > by_detail > 0


@given(st.text(max_size=30))
def test_nothing_typed_fits_everything_alike(title: str) -> None:
    assert score("", title) == 0.0
    assert score("   ", title) == 0.0


@given(st.text(max_size=30), st.text(max_size=60), st.text(max_size=60))
def test_no_letters_whatsoever_are_an_error(query: str, title: str, detail: str) -> None:
    found = score(query, title, detail)
    assert found is None or found >= 0


@given(st.text(alphabet="abcde xyz", min_size=1, max_size=30))
def test_a_title_fits_itself(title: str) -> None:
    assert score(title, title) is not None
