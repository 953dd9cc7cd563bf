"""Texts come out in order, each once, however few are held."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.spacy.sorted_texts import SortedTexts

TEXTS = st.lists(st.text('a\n\0 é中🕊"', max_size=3), max_size=30)


@given(parts=st.lists(TEXTS, max_size=4), more=TEXTS, most_held=st.integers(1, 40))
def test_all_texts_come_out_in_order_each_once(parts: list[list[str]], more: list[str], most_held: int) -> None:
    made = SortedTexts(most_held)
    for part in parts:
        made.add(part)
    assert list(made.in_order(more)) == sorted({text for part in [*parts, more] for text in part})
    made.close()
