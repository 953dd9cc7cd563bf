"""The number at hand is said at the right, and one that is held stays what others are compared with."""

from annotator.agreement.study.study import Aspect
from tests.ui.agreement.desk import Desk


def test_what_is_held_goes_with_its_study_and_comes_no_more_without_one(desk: Desk) -> None:
    number, line = desk.workspace.number, desk.workspace.detail.difference
    desk.go(Aspect.ALL, "warning")
    number.compare()
    assert "is to be compared" in line.text()
    number.show_study(desk.workspace.found)
    desk.go(Aspect.ALL, "appeal")
    assert line.text() and "is to be compared" not in line.text()
    number.show_study(None)
    number.show_study(desk.workspace.found)
    desk.go(Aspect.ALL, "warning")
    assert line.text() == ""


def test_passages_follow_the_number_at_which_one_stays(desk: Desk) -> None:
    desk.workspace.opening.open_figure(desk.go(Aspect.ALL, "appeal"))
    desk.settled()
    desk.go(Aspect.ALL, "warning")
    assert desk.workspace.number.is_following
    desk.settled()
    assert not desk.workspace.number.is_following
