"""What the deal left uneven, made even."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.assigning.choice import OfferedDocument, WorkChoice
from annotator.model.assigning.dealing import Deal
from annotator.model.assigning.drawing import draw
from annotator.model.assigning.levelling import level_loads
from tests.examples import examples
from tests.model.assigning.offered import CHOICES, OFFERED, documents, people


@settings(max_examples=examples(60))
@given(CHOICES, OFFERED, st.data())
def test_after_any_earlier_work_nobody_could_give_one_to_whoever_has_less(
    choice: WorkChoice, offered: list[OfferedDocument], data: st.DataObject
) -> None:
    choice = replace(choice, by_words=False, several=0, pilot=0, documents=None)
    anybody = st.sets(st.sampled_from(choice.people), max_size=3).map(frozenset)
    there = [replace(one, held=data.draw(anybody)) for one in offered]
    drawn = draw(choice, there)
    assert all(drawn.coders[one.id] >= one.held for one in there)
    loads = {person: len(drawn.held_by(person)) for person in choice.people}
    for id, got in drawn.new.items():
        free = set(choice.people) - drawn.coders[id]
        assert all(loads[giver] - loads[taker] <= 1 for giver in got for taker in free)


def test_what_nobody_held_before_is_left_as_it_was_dealt() -> None:
    ana, ben = people(2)
    offered = documents(3)
    deal = Deal((ana, ben), offered, 1)
    for one in offered:
        deal.take(one, ana)
    level_loads(deal)
    assert deal.load == {ana: 3, ben: 0}
