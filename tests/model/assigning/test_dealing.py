"""Documents dealt one by one."""

from dataclasses import replace

from annotator.model.assigning.dealing import Deal
from tests.model.assigning.offered import documents, people


def test_whoever_has_least_is_dealt_the_next() -> None:
    ana, ben = people(2)
    offered = documents(5)
    held = [replace(one, held=frozenset({ana})) for one in offered[:3]]
    deal = Deal((ana, ben), [*held, *offered[3:]], 1)
    deal.give(offered[3:], {one.id: 1 for one in offered})
    assert deal.load == {ana: 3, ben: 2} and deal.new() == {one.id: {ben} for one in offered[3:]}


def test_what_is_taken_and_dropped_again_leaves_all_counts_as_they_were() -> None:
    ana, ben = people(2)
    one = replace(documents(1)[0], held=frozenset({ana}))
    deal = Deal((ana, ben), [one], 1, by_words=True)
    deal.take(one, ben)
    assert (deal.pair_of(ana, ben), deal.load[ben], deal.movable(one.id)) == (1, one.words, [ben])
    deal.drop(one, ben)
    assert (deal.pair_of(ben, ana), deal.load[ben], deal.movable(one.id), deal.new()) == (0, 0, [], {})


def test_who_codes_with_others_who_are_not_chosen_counts_as_one_of_the_document() -> None:
    ana, other = people(2)
    one = replace(documents(1)[0], held=frozenset({other}))
    deal = Deal((ana,), [one], 1)
    deal.give_everybody(one)
    assert deal.members[one.id] == {ana, other} and deal.load == {ana: 1}
