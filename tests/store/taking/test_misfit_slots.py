"""What stands in slots that cannot hold it is found by act and role, whatever else there is."""

from pathlib import Path

from annotator.model.ids import LinkId, RoleId
from annotator.model.span import Link
from annotator.model.verbs.verb import Told
from annotator.store.taking.misfit_slots import MisfitSlot, MisfitSlots
from tests.projects import make_desk


def test_slots_with_no_role_or_too_many_parties_are_found_with_all_that_stands_in_them(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    act, other = desk.code("urged China"), desk.code("undertook to help")
    with desk.project.transact(Told(sentence="Tamper")):
        desk.project.links.add(
            [
                Link(LinkId("a"), act.id, RoleId("nonsense"), value="implicit"),
                *(Link(LinkId(id), act.id, RoleId("content"), value="unclear") for id in "bc"),
                Link(LinkId("d"), other.id, RoleId("content"), value="unclear"),
                Link(LinkId("e"), other.id, RoleId("addressee"), value="implicit"),
            ]
        )
    assert list(MisfitSlots(desk.project._connection).all()) == [
        MisfitSlot(act.id, "content", ("b", "c")),
        MisfitSlot(act.id, "nonsense", ("a",)),
    ]
