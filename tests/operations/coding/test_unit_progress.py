"""How many units have a code: what was split counts for each part, what names an actor for none."""

from pathlib import Path

from annotator.operations.coding.unit_progress import UnitCount, in_all, unit_counts
from annotator.operations.documents import units
from tests.operations.given_units import code, given
from tests.projects import make_desk


def test_units_with_a_code_are_counted(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    of = desk.documents[0].id
    assert unit_counts(desk.project, desk.layer.id) == {}
    project = given(desk)
    assert unit_counts(project, desk.layer.id)[of] == UnitCount(0, 3)
    code(desk, 0, "appeal")
    found = unit_counts(project, desk.layer.id, [of])
    assert found == {of: UnitCount(1, 3)} and found[of].left == 2
    units.split_unit(project, of, 0, [desk.documents[0].text.index("to use")])
    assert unit_counts(project, desk.layer.id)[of] == UnitCount(2, 4)
    assert in_all([UnitCount(1, 3), UnitCount(2, 4)]) == UnitCount(3, 7) and in_all([]) == UnitCount(0, 0)
