"""A search taken apart into conditions and words, and put together again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import BadSearch
from annotator.model.filter_words import Term
from annotator.model.searching.terms import apart, conditions_in, rewritten, together, with_person


@pytest.mark.parametrize(
    ("text", "terms", "words"),
    [
        ('label:appeal to:China date>=2022 "peace talks"', ["label:appeal", "to:China", "date>=2022"], '"peace talks"'),
        ("to: peace", ["to:"], "peace"),
        ('-note:* to:"European Union" warn*', ["-note:*", 'to:"European Union"'], "warn*"),
        ("/a:b/ =China (peace OR war)", [], "/a:b/ =China (peace OR war)"),
        ('"label:appeal"', [], '"label:appeal"'),
        ("和平 label:呼吁", ["label:呼吁"], "和平"),
        ("urge* NEAR/5 China", [], "urge* NEAR/5 China"),
        ("-war", [], "-war"),
        ("", [], ""),
    ],
)
def test_conditions_are_told_from_words(text: str, terms: list[str], words: str) -> None:
    found, left = apart(text)
    assert [str(term) for term in found] == terms
    assert left == words
    assert apart(together(found, left)) == (found, left)


def test_what_a_condition_cannot_be_is_said() -> None:
    with pytest.raises(BadSearch, match=r"^In the search .* has no value"):
        apart("date>=")


@given(st.text(st.sampled_from('ab:"-=<>() /中*'), max_size=20))
def test_whatever_is_written_is_taken_apart_or_refused(text: str) -> None:
    try:
        terms, words = apart(text)
    except BadSearch:
        return
    assert all(isinstance(term, Term) and term.key for term in terms)
    assert "".join(words.split()) in "".join(text.split()) or terms


@given(st.text(st.sampled_from('ab:"-=<>() /中*'), max_size=20))
def test_what_is_not_changed_is_rewritten_to_itself_and_what_is_asks_the_same_otherwise(text: str) -> None:
    assert rewritten(text, lambda term: term) == text
    new = rewritten(text, lambda term: replace(term, value="Ana Ruiz", is_any=False))
    before, after = conditions_in(text), conditions_in(new)
    assert [(one.key, one.is_not) for one in after] == [(one.key, one.is_not) for one in before]
    assert all(one.value == "Ana Ruiz" for one in after)
    if before:
        assert apart(new)[1] == apart(text)[1]


def test_a_person_is_asked_for_by_another_name_as_coder_and_as_key_alone() -> None:
    def change(term: Term) -> Term:
        return with_person(term, "Ana", "Bea Ruiz")

    assert rewritten("coder:ana ANA:done to:Ana Ana", change) == 'coder:"Bea Ruiz" "Bea Ruiz":done to:Ana Ana'
