"""The recycle bin, as it is listed."""

from pathlib import Path

import pytest

from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.recycle_bin import listing
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_the_bin_says_what_who_when_and_what_hung_on_it(desk: Desk) -> None:
    _, bens = people.add_coder(desk.project, "Ben")
    desk.code("urged China")
    desk.code("China", "actor")
    desk.code("urged China", layer=bens)
    desk.project.person = desk.ana.id
    documents.remove(desk.project, [desk.documents[0].id], with_codings=True)
    (line,) = listing.listed(desk.project)
    assert (line.kind, line.name, line.by) == ("document", desk.documents[0].title, "Ana")
    assert line.removal.time == desk.project.history(1)[0].time
    assert line.held == "3 codings of 2 coders"
    desk.project.undo()
    assert listing.listed(desk.project) == []
