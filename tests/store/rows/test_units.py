"""The rows of units."""

from pathlib import Path

from annotator.model.span import Extent
from annotator.model.verbs.verb import Told
from tests.projects import make_desk


def test_units_come_back_and_a_cut_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project, of = desk.project, desk.documents[0].id
    assert project.units.of_document(of) == () and project.units.numbers() == {}
    first, second = (Extent(0, 5), Extent(6, 9)), (Extent(0, 3), Extent(3, 5), Extent(6, 9))
    for units in (first, second):
        with project.transact(Told(sentence="Cut")):
            project.units.put({of: units})
        assert project.units.of_document(of) == units and project.units.all() == {of: units}
    assert project.units.numbers() == {of: 3}
    with project.transact(Told(sentence="Take back")):
        project.units.put({of: ()})
    assert project.units.all() == {}
