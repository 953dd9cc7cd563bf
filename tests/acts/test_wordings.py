"""Two wordings are the same party apart from article and case, and nothing else is taken from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.wordings import bare

ARTICLES = ("the", "a", "an", "le", "la", "les", "un", "une", "des", "el", "los", "las", "una", "unos", "unas")
NOUNS = ("parties", "état", "États parties", "countries of the Global South", "各方", "стороны", "Ukraine")


@given(st.sampled_from(ARTICLES), st.sampled_from(NOUNS), st.sampled_from((str.lower, str.upper, str.capitalize)))
def test_an_article_before_a_party_and_the_case_of_its_letters_do_not_matter(
    article: str, noun: str, case: object
) -> None:
    assert callable(case)
    assert bare(case(f"{article}  {noun}")) == bare(noun) == noun.casefold()


@given(st.text(max_size=40))
def test_what_is_compared_is_the_same_when_it_is_compared_again_but_for_a_second_article(words: str) -> None:
    once = bare(words)
    assert words.casefold().split()[-1:] == [] or once
    assert bare(f" {words}\n") == once and bare(words.replace("'", "’")) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("l’Union européenne", "Union européenne"),
        ("L'ensemble des partenaires", "ensemble des partenaires"),
        ("الأطراف", "أطراف"),
        ("THE PARTIES", "parties"),
        ("those\nwho arm it", "those who arm it"),
    ],
)
def test_articles_that_are_joined_to_their_noun_are_taken_off_too(one: str, other: str) -> None:
    assert bare(one) == bare(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UN agencies", "agencies"),
        ("LA police", "police"),
        ("the parties", "the two parties"),
        ("all parties", "parties"),
        ("theatre", "atre"),
        ("the", ""),
        ("ال", ""),
        ("双方", "各方"),
    ],
)
def test_what_is_no_article_is_a_difference(one: str, other: str) -> None:
    assert bare(one) != bare(other)
