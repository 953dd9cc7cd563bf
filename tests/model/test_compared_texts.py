"""A comparison says in which texts it was made, of whom all is taken, and what is left out."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.compared_texts import ComparedTexts
from annotator.model.ids import LayerId


def test_a_sentence_says_which_texts_count() -> None:
    assert ComparedTexts().sentence == "Coders were compared in the texts that they had done."
    assert ComparedTexts(begun_too=True).sentence == (
        "Coders were compared in the texts that they had done, and in those begun too."
    )
    nobody = ComparedTexts(untold=("Ana", "Ben"), is_nobody_done=True)
    assert nobody.sentence == "No text was marked as done yet, so coders were compared in all that they had begun."
    assert [one.in_short for one in (ComparedTexts(), ComparedTexts(begun_too=True), nobody)] == [
        "done texts",
        "begun texts too",
        "begun texts, since none is done yet",
    ]


def test_who_counts_otherwise_and_what_is_left_out_is_named() -> None:
    found = ComparedTexts(left_out={"Ana": 1, "Dana": 1_200}, untold=("Ben", "Cem"))
    assert found.exceptions == (
        "Ben and Cem had marked no text as done: what came in of them by an import was taken as it was. "
        "Begun and not done, and so left out: 1 text of Ana and 1,200 of Dana."
    )
    assert found.sentence == f"{ComparedTexts().sentence} {found.exceptions}"
    assert ComparedTexts(untold=("Ben",)).exceptions.startswith("Ben had marked no text as done: ")
    assert ComparedTexts(left_out={"Ana": 2}).exceptions == "Begun and not done, and so left out: 2 texts of Ana."


@given(st.lists(st.integers(1, 9), min_size=1, max_size=30))
def test_of_many_coders_the_first_are_named_and_no_text_is_lost(counts: list[int]) -> None:
    said = ComparedTexts(left_out={f"Coder-{at}": count for at, count in enumerate(counts)}).exceptions
    numbers = [word.strip(",.") for word in said.replace("Begun and not done, and so left out:", "").split()]
    of_others = "others" in numbers or "other" in numbers
    told = [int(word) for word in numbers if word.isdigit()]
    assert sum(told[:-1] if of_others else told) == sum(counts)


def test_coders_are_called_by_name_in_place_of_their_layers() -> None:
    found = ComparedTexts(left_out={"a": 1}, untold=("b",)).called({LayerId("a"): "Ana", LayerId("b"): "Ben"})
    assert (found.left_out, found.untold) == ({"Ana": 1}, ("Ben",))
