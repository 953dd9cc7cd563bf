"""The slots of acts that come in: what a slot cannot hold is counted and left out, and what is here stays."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.ids import LinkId, RoleId, SpanId
from annotator.model.span import Extent, Link, SlotValue, Span
from annotator.model.verbs.verb import Told
from annotator.operations.exchange.slot_import import SlotImport, import_slots
from tests.operations.desks import Table, make_table


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def link(id: str, act: Span, role: str, value: SlotValue | None = None, party: SpanId | None = None) -> Link:
    return Link(LinkId(id), act.id, RoleId(role), party, None, value)


def take(table: Table, act: Span, *links: Link) -> SlotImport:
    with table.project.transact(Told(sentence="Import")):
        return import_slots(table.project, links, [act.id])


def test_what_comes_twice_is_there_once_whatever_its_id(table: Table) -> None:
    act = table.code("Ana", "appeal", "urged China")
    first = link("a", act, "speaker", "implicit")
    for again in (first, first, replace(first, id=LinkId("b"))):
        assert take(table, act, again, again) == SlotImport()
    assert table.project.links.of_spans([act.id]) == [first]


def test_a_slot_of_one_party_keeps_it_and_one_of_several_takes_more(table: Table) -> None:
    act = table.code("Ana", "appeal", "urged China")
    both = [link("a", act, "speaker", "implicit"), link("b", act, "addressee", "implicit")]
    others = [link("c", act, "speaker", "unclear"), link("d", act, "addressee", "unclear")]
    assert take(table, act, *both) == SlotImport()
    assert take(table, act, *others) == SlotImport(filled=1)
    assert sorted(one.id for one in table.project.links.of_spans([act.id])) == ["a", "b", "d"]


def test_parties_that_no_slot_of_the_label_holds_are_left_out(table: Table) -> None:
    act, bens = table.code("Ana", "appeal", "urged China"), table.code("Ben", "actor", "France")
    far = table.code("Ana", "actor", "الصين", document=1)
    near = table.code("Ana", "actor", "France")
    wrong = [
        link("a", act, "nonsense", "implicit"),
        *(link(f"p{at}", act, "addressee", party=one.id) for at, one in enumerate((act, bens, far))),
        replace(link("w", act, "addressee", party=near.id), extents=(Extent(0, 6),), quote="France"),
    ]
    assert take(table, act, *wrong, link("n", act, "addressee", party=near.id)) == SlotImport(unfit=len(wrong))
    assert [one.id for one in table.project.links.of_spans([act.id])] == ["n"]


def test_an_id_that_is_used_for_another_slot_is_replaced(table: Table) -> None:
    act, other = table.code("Ana", "appeal", "urged China"), table.code("Ana", "warning", "warned")
    take(table, act, link("a", act, "speaker", "implicit"))
    take(table, other, link("a", other, "speaker", "implicit"))
    (mine,), (its,) = (table.project.links.of_spans([one.id]) for one in (act, other))
    assert mine.id == "a" != its.id and its.value == "implicit"
    assert table.project.check() == []


def test_two_parties_that_a_file_calls_by_one_id_are_both_taken(table: Table) -> None:
    act = table.code("Ana", "appeal", "urged China")
    both = link("a", act, "addressee", "implicit"), link("a", act, "addressee", "collective")
    assert take(table, act, *both) == SlotImport()
    found = table.project.links.of_spans([act.id])
    assert {one.value for one in found} == {"implicit", "collective"} and "a" in {one.id for one in found}
    assert table.project.check() == []
