"""Slots of a delivery beside those that are here: the same, new, changed, gone."""

from dataclasses import replace

import pytest

from annotator.model.ids import LinkId
from annotator.model.span import Link, Span
from annotator.model.verbs.verb import Told
from annotator.operations.exchange.other_slots import slots_otherwise
from tests.operations.desks import Table
from tests.operations.exchange.test_slot_import import link


@pytest.fixture
def act(table: Table) -> Span:
    """Return an act with a speaker, and two addressees of the slot that takes several."""
    made = table.code("Ana", "appeal", "urged China")
    with table.project.transact(Told(sentence="Fill")):
        table.project.links.add(links(made))
    return made


def links(act: Span) -> list[Link]:
    return [
        link("s", act, "speaker", "implicit"),
        link("a", act, "addressee", "implicit"),
        link("b", act, "addressee", "collective"),
    ]


@pytest.mark.parametrize("is_whole", [True, False])
def test_the_same_slots_are_not_otherwise_whatever_their_ids(table: Table, act: Span, is_whole: bool) -> None:
    others = [replace(one, id=LinkId(f"other {one.id}")) for one in links(act)]
    for same in (links(act), others, [*others, *others]):
        found = slots_otherwise(table.project, [act], same, is_whole)
        assert (found.new, found.changed, found.gone, found.acts) == ([], [], [], set())


@pytest.mark.parametrize(("is_whole", "gone"), [(True, {"s", "a", "b"}), (False, {"s"})])
def test_a_delivery_that_is_not_whole_takes_away_only_what_gives_way(
    table: Table, act: Span, is_whole: bool, gone: set[str]
) -> None:
    others = [link("t", act, "speaker", "unclear"), link("c", act, "addressee", "unclear")]
    found = slots_otherwise(table.project, [act], others, is_whole)
    assert (found.new, found.changed, {one.id for one in found.gone}) == (others, [], gone)
    assert found.acts == {act.id}


def test_what_is_otherwise_in_a_slot_of_a_known_id_is_changed_there(table: Table, act: Span) -> None:
    speaker, *rest = links(act)
    other = replace(speaker, attributes={"tone": "grave"})
    found = slots_otherwise(table.project, [act], [other, *rest], is_whole=True)
    assert (found.new, found.changed, found.gone, found.acts) == ([], [other], [], {act.id})
