"""The right of Agreement shows the number at hand, its passages below it, or likely errors alone."""

from annotator.agreement.study.study import Aspect
from annotator.ui.agreement.wording import number, title
from tests.ui.agreement.desk import Desk


def test_what_is_selected_stands_at_the_right_with_its_value_in_the_head(desk: Desk) -> None:
    for part in ("addressee", "speaker"):
        figure = desk.go(Aspect.SLOT, "warning", part)
        desk.settled()
        head, names = desk.workspace.right, desk.workspace.found
        assert names is not None and head.title.text() == title(figure, names.names)
        assert head.note.text() == number(figure.result.value or 0.0)
        assert desk.workspace.detail.isVisible() and not desk.workspace.passages.isVisible()


def test_passages_once_asked_for_follow_the_number_at_hand(desk: Desk) -> None:
    first = desk.go(Aspect.SLOT, "warning", "addressee")
    desk.workspace.opening.open_figure(first)
    desk.settled()
    listed = desk.workspace.passages.title
    assert desk.workspace.passages.list.hasFocus() and desk.workspace.detail.isVisible()
    second = desk.go(Aspect.ATTRIBUTE, "warning", "force")
    desk.settled()
    assert first is not second and desk.workspace.passages.title != listed
    assert desk.workspace.table.hasFocus(), "the keyboard stays in the table"
    desk.workspace.passages.close_button.click()
    assert desk.workspace.passages.isHidden() and desk.workspace.detail.isVisible()
    desk.go(Aspect.SLOT, "warning", "addressee")
    desk.settled()
    assert desk.workspace.passages.isHidden(), "nothing is listed that was not asked for"


def test_pictures_and_likely_errors_have_the_side_for_themselves(desk: Desk) -> None:
    desk.go(Aspect.SLOT, "warning", "addressee")
    desk.tab("Confusion")
    assert desk.workspace.side.isHidden()
    desk.tab("Numbers")
    assert desk.workspace.detail.isVisible()
    desk.page.errors_button.click()
    desk.settled()
    assert desk.workspace.errors.isVisible() and desk.workspace.detail.isHidden()
    assert desk.workspace.right.title.text() == "Likely errors"
    desk.workspace.errors.close_button.click()
    assert desk.workspace.errors.isHidden() and desk.workspace.detail.isVisible()
