"""An act reads as a small sentence, whichever way its names are written."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.acts import filling_of
from annotator.acts.offers import VALUES
from annotator.acts.sentence import LONGEST, SHOWN, name_of, sentence_of, slot_in_words
from annotator.model.ids import ActorId
from annotator.model.span import Extent, SlotValue
from annotator.model.wording import isolated, plain
from tests.acts.test_offers import ACT, CHINA, FRENCH, MOSCOW, REGISTER, act, link

NOWHERE = (Extent(0, 1),)


def test_an_act_reads_as_a_sentence() -> None:
    assert sentence_of(act(), REGISTER) == "? → urges → ?"
    filled = act(link("speaker", span=FRENCH.id), link("addressee", "2", span=CHINA.id))
    assert sentence_of(filled, REGISTER) == "France → urges → China"
    several = [link("addressee", str(number), actor=ActorId(id)) for number, id in enumerate(REGISTER)]
    assert sentence_of(act(link("speaker", "9", value="document"), *several), REGISTER) == (
        "from the document → urges → France, China, Russia +1"
    )
    assert sentence_of(act(of=replace(ACT, attributes={})), REGISTER) == "? → Appeal → ?"


def test_a_name_that_could_turn_the_arrows_stays_by_itself() -> None:
    passage = link("speaker", extents=NOWHERE, quote="وزارة الخارجية")
    assert sentence_of(act(passage, link("addressee", "2", span=CHINA.id)), REGISTER) == (
        f"{isolated('وزارة الخارجية')} → urges → China"
    )


def test_who_is_named_twice_in_a_slot_is_said_once_and_the_rest_is_counted() -> None:
    twice = [link("addressee", "1", span=MOSCOW.id), link("addressee", "2", actor=ActorId("rus"))]
    assert sentence_of(act(*twice), REGISTER) == "? → urges → Russia"
    many = [link("addressee", str(number), extents=NOWHERE, quote=f"Party {number}") for number in range(SHOWN + 2)]
    assert sentence_of(act(*many), REGISTER) == "? → urges → Party 0, Party 1, Party 2 +2"


def test_an_actor_that_the_register_lacks_goes_by_the_words_of_the_text() -> None:
    assert sentence_of(act(link("speaker", span=FRENCH.id)), {}) == "French President → urges → ?"


@pytest.mark.parametrize("value", VALUES)
def test_what_has_neither_words_nor_actor_is_said_by_its_value(value: SlotValue) -> None:
    assert name_of(filling_of(link("speaker", value=value), None), REGISTER) == VALUES[value]


@given(st.text(st.sampled_from("aé文 \n\t🕊"), max_size=3 * LONGEST))
def test_a_passage_is_quoted_on_one_line_and_by_its_beginning_where_it_is_long(quote: str) -> None:
    name = name_of(filling_of(link("speaker", extents=NOWHERE, quote=quote), None), {})
    whole = " ".join(quote.split())
    assert len(name) <= LONGEST and "\n" not in name
    assert name == whole or (len(whole) > LONGEST and name.endswith("…") and whole.startswith(name[:-1]))


@given(st.lists(st.sampled_from(list(REGISTER)), max_size=6), st.data())
def test_a_slot_in_words_has_each_name_once_in_the_same_order_whatever_was_filled_first(
    ids: Sequence[ActorId], data: st.DataObject
) -> None:
    fillings = [filling_of(link("addressee", str(number), actor=id), None) for number, id in enumerate(ids)]
    words = slot_in_words(fillings, REGISTER)
    assert words == slot_in_words(data.draw(st.permutations(fillings)), REGISTER)
    assert plain(words).split(", ") == (sorted({REGISTER[id].name for id in ids}) or [""])
