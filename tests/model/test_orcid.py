"""ORCID iDs are taken in all their forms, and one that was mistyped is none."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator.model.orcid import check_character, orcid_of
from tests.examples import examples

# Those that ORCID's own pages show as examples.
PUBLISHED = ("0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X")
DIGITS = st.text("0123456789", min_size=15, max_size=15)


@pytest.mark.parametrize("known", PUBLISHED)
def test_published_examples_check_themselves(known: str) -> None:
    assert orcid_of(known) == known and check_character(known.replace("-", "")[:-1]) == known[-1]


@pytest.mark.parametrize(
    "said",
    [
        "https://orcid.org/0000-0002-1694-233X",
        "http://www.orcid.org/0000-0002-1694-233x",
        "orcid.org/000000021694233x ",
        "0000 0002 1694 233X",
    ],
)
def test_an_address_and_missing_dashes_make_no_difference(said: str) -> None:
    assert orcid_of(said) == "0000-0002-1694-233X"


@settings(max_examples=examples(60), deadline=None)
@given(DIGITS, st.integers(0, 14), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_found(digits: str, place: int, other: str) -> None:
    assume(digits[place] != other)
    wrong = digits[:place] + other + digits[place + 1 :] + check_character(digits)
    with pytest.raises(ValueError, match="mistyped"):
        orcid_of(wrong)


@settings(max_examples=examples(60), deadline=None)
@given(DIGITS, st.integers(0, 13))
def test_two_digits_in_the_wrong_order_are_found(digits: str, place: int) -> None:
    assume(digits[place] != digits[place + 1])
    turned = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    with pytest.raises(ValueError, match="mistyped"):
        orcid_of(turned + check_character(digits))


@pytest.mark.parametrize("said", ["", "0000-0002-1825-009", "0000-0002-1825-00977", "Ana", "٠٠٠٠-0002-1825-0097"])
def test_what_has_another_shape_is_none(said: str) -> None:
    with pytest.raises(ValueError, match="four times four digits"):
        orcid_of(said)
