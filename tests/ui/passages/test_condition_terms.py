"""Fields read and write the one line of a search, and leave the rest of it as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.filter_words import FilterSign, Term
from annotator.model.searching.terms import apart, together
from annotator.ui.passages.condition_terms import said_in, with_said, with_term

KEYS = ("label", "by", "to", "force", "coder", "date", "")
VALUES = (
    st.text(st.sampled_from("aé中ع2 -"), min_size=1, max_size=8)
    .map(lambda one: " ".join(one.split()))
    .filter(lambda one: one and one not in ("*", "nobody", "none") and not one.startswith("-"))
)
TERMS = st.builds(
    Term, VALUES, st.sampled_from(("label", "to", "title", "doubt")), st.just(FilterSign.HAS), is_not=st.booleans()
)
LINES = st.builds(together, st.lists(TERMS, max_size=3).map(tuple), st.sampled_from(("", "peace talks", '"a b" c*')))


@given(LINES, st.sampled_from(("label", "by", "to", "coder")), VALUES)
def test_what_a_field_writes_it_reads_again_and_all_else_stays(line: str, key: str, said: str) -> None:
    written = with_said(line, key, said)
    assert said_in(written, key) == said
    terms, words = apart(line)
    after, words_after = apart(written)
    others = [term for term in terms if term.key != key or term.is_not]
    assert [term for term in after if term.key != key or term.is_not] == others and words_after == words
    cleared = with_said(written, key, "")
    assert said_in(cleared, key) == "" and apart(cleared) == (tuple(others), words)
    assert with_said(written, key, said_in(written, key)) == written


@given(LINES, st.sampled_from(("peace", '"peace talks" OR truce', "/call(s|ed)/", "")))
def test_words_are_a_field_too(line: str, words: str) -> None:
    written = with_said(line, "", words)
    assert said_in(written, "") == words and apart(written)[0] == apart(line)[0]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("2022 to 2024-06", "date>=2022 date<=2024-06"),
        ("since 2022", "date>=2022"),
        ("≥ 2022", "date>=2022"),
        ("before 2022-03", "date<2022-03"),
        ("2022", "date:2022"),
        ("*", "date:*"),
        ("none", "date:"),
    ],
)
def test_days_are_written_as_conditions_and_read_again(said: str, written: str) -> None:
    assert with_said("", "date", said) == written
    assert with_said("", "date", said_in(written, "date")) == written


def test_a_line_that_is_not_understood_says_nothing_and_begins_anew() -> None:
    assert said_in('label>=""', "label") == "" and with_said('label>=""', "to", "China") == "to:China"


def test_one_more_condition_stands_before_the_words_once() -> None:
    line = with_term("label:appeal peace", "doubt:yes")
    assert line == "label:appeal doubt:yes peace" and with_term(line, "doubt:yes") == line
    assert with_said("", "to", "nobody") == "to:" and said_in("to:", "to") == "nobody"
    assert said_in("force>=urges", "force") == ">=urges"
