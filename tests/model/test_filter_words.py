"""The text of a filter and its terms: written and read again they are the same, and nonsense gets one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import BadFilter
from annotator.model.filter_words import FilterSign, Term, terms_of, text_of

WORDS = st.text(st.sampled_from('ab-−*:=<>≥≤"\\“”„« .é中دع\n'), max_size=6)
ANY = st.builds(Term, st.just(""), WORDS, is_any=st.just(True), is_not=st.booleans())
NONE = st.builds(Term, st.just(""), WORDS, is_not=st.booleans())
COMPARED = st.builds(Term, WORDS.filter(bool), WORDS, st.sampled_from(FilterSign), is_not=st.booleans())
PLAIN = st.builds(Term, WORDS.filter(str.strip), is_not=st.booleans())
TERMS = st.one_of(
    *(
        kind.filter(lambda term: bool(term.key.strip()) and term.key == term.key.strip())
        for kind in (ANY, NONE, COMPARED)
    ),
    PLAIN,
)


@given(st.lists(TERMS, max_size=4).map(tuple))
def test_terms_are_read_back_as_they_were_written(terms: tuple[Term, ...]) -> None:
    assert terms_of(text_of(terms)) == terms


@given(st.text(st.sampled_from('ab-*:=<>≥"\\“” 2'), max_size=12))
def test_whatever_is_typed_is_understood_the_same_again_or_refused_in_a_sentence(text: str) -> None:
    try:
        found = terms_of(text)
    except BadFilter as error:
        assert str(error).endswith(".") and "\n" not in str(error)
    else:
        assert terms_of(text_of(found)) == found


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("  ", ()),
        ("Xi -draft", (Term("Xi"), Term("draft", is_not=True))),
        ("a - b", (Term("a"), Term("-"), Term("b"))),
        ("kind:readout", (Term("readout", "kind"),)),
        ('speaker:"MFA of China"', (Term("MFA of China", "speaker"),)),
        ("speaker:“MFA of China”", (Term("MFA of China", "speaker"),)),
        ("date>=2026-01", (Term("2026-01", "date", FilterSign.AT_LEAST),)),
        ("coded:≥2", (Term("2", "coded", FilterSign.AT_LEAST),)),
        ("open:>0", (Term("0", "open", FilterSign.MORE),)),
        ("place: -place:*", (Term("", "place"), Term("", "place", is_any=True, is_not=True))),
        ("url:https://un.org/a?b=c", (Term("https://un.org/a?b=c", "url"),)),
        ('"Ana María":done', (Term("done", "Ana María"),)),
    ],
)
def test_what_is_typed_means(text: str, terms: tuple[Term, ...]) -> None:
    assert terms_of(text) == terms


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('"open', "The quote before “open” in the filter is not closed"),
        ('""', "The filter has quotes with nothing between them"),
        (":x", "The filter has “:” with nothing before it"),
        ("date>=", "In the filter “date>=” has no value"),
        ("words>*", "compares with no value"),
        ("a==b", "The filter has “==”, which compares nothing"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadFilter, match=sentence.replace("(", r"\(")) as error:
        terms_of(text)
    assert "\n" not in str(error.value)
