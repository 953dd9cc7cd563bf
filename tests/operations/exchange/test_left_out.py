"""What is left out is said by name and count, in one sentence a reason."""

import pytest

from annotator.operations.exchange.left_out import REST, Why, codings_in, row_words, sentences
from annotator.operations.exchange.left_out import CountedByName as Counted


@pytest.mark.parametrize("why", Why)
def test_each_reason_is_a_sentence_for_one_and_for_several(why: Why) -> None:
    name = next(iter(REST)) if why is Why.REST else "Speech"
    for count in (1, 3):
        ((found, said, names),) = sentences([Counted(why, name, count, "Ana")])
        assert found is why and said.endswith(".") and "  " not in said and names == ()
        assert name in said and said == row_words(Counted(why, name, count, "Ana"))
        assert ("codings" in said) is (count > 1) or not why.is_of_codings or why is Why.NOT_HERE


def test_names_stand_with_the_largest_first_and_all_of_them_in_the_details() -> None:
    many = [Counted(Why.NOT_GIVEN, f"Text {number:02}", number, "Ana") for number in range(1, 21)]
    ((_, said, names),) = sentences(many)
    assert said.startswith("210 codings are left out, since their documents were not given to Ana: “Text 20” (20), ")
    assert said.endswith("and 8 more.") and len(names) == 20


def test_coders_have_sentences_of_their_own() -> None:
    two = [
        Counted(Why.OUTSIDE, "A", 2, "Ana"),
        Counted(Why.OUTSIDE, "A", 1, "Ben"),
        Counted(Why.OUTSIDE, "B", 1, "Ana"),
    ]
    assert [said for _, said, _ in sentences(two)] == [
        "3 codings of Ana lie outside of what Ana was given: “A” (2) and “B” (1).",
        "1 coding of Ben lies outside of what Ben was given: “A” (1).",
    ]


def test_codings_are_counted_apart_from_what_else_is_left_out() -> None:
    assert (
        codings_in(
            [
                Counted(Why.OTHERS, "Ben", 2, ""),
                Counted(Why.NO_SLOT, "x", 5, ""),
                Counted(Why.NO_LABEL, "y", 1, ""),
            ]
        )
        == 3
    )
