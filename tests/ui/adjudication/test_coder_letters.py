"""Blind, nobody can tell from a case who said what: the letters are shuffled, the same way each time."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.coder import Layer, LayerKind
from annotator.model.ids import LayerId
from annotator.ui.adjudication.coder_letters import CoderLetters

LAYERS = tuple(Layer(id=LayerId(name.lower()), name=name, kind=LayerKind.CODER) for name in ("Ana", "Ben", "Cleo"))


@given(st.text(max_size=20))
def test_each_coder_has_one_letter_in_a_case_and_no_name_is_in_it(key: str) -> None:
    coder_letters = CoderLetters(LAYERS, names_hidden=True)
    assert sorted(coder_letters.order(key)) == [0, 1, 2] and coder_letters.order(key) == CoderLetters(
        LAYERS, True
    ).order(key)
    assert sorted(coder_letters.names(key)) == ["Coder A", "Coder B", "Coder C"]
    for at, layer in enumerate(coder_letters.ordered_layers(key)):
        assert coder_letters.name(layer.id, key) == f"Coder {'ABC'[at]}"
        assert coder_letters.letters([layer.id], key) == "ABC"[at]


def test_over_many_cases_each_coder_has_each_letter_about_as_often() -> None:
    coder_letters = CoderLetters(LAYERS, names_hidden=True)
    first = [coder_letters.order(str(number))[0] for number in range(3_000)]
    # Three in 3,000: a third each, within five standard deviations of a fair draw.
    assert all(abs(first.count(number) - 1_000) < 130 for number in range(3))


def test_with_names_the_order_is_that_of_the_layers() -> None:
    coder_letters = CoderLetters(LAYERS)
    assert coder_letters.order("any") == (0, 1, 2) and coder_letters.names("any") == ("Ana", "Ben", "Cleo")
    assert coder_letters.letters(["cleo", "ana"], "any") == "A C"
    assert coder_letters.name("somebody", "any") == "another coder"
