"""Labels changed with their codings: each dialog says what it touches, waits for it, and is one step."""

from typing import TypeVar

from PySide6.QtTest import QTest

from annotator.model.codebook import Label
from annotator.ui.codebook.verb_dialogs import (
    MergeDialog,
    MoveDialog,
    RenameDialog,
    RetireDialog,
    SplitLabelDialog,
    VerbDialog,
)
from tests.ui.codebook.editing import agree, book, in_force, settled, version
from tests.ui.windows import Stage


def test_merging_says_what_it_touches_is_one_step_and_undone_whole(ana: Stage) -> None:
    before = in_force(ana)
    book(ana).labels.choose("warning")
    ana.press("Ctrl+M")
    dialog = ana.dialog(MergeDialog)
    ana.qtbot.waitUntil(lambda: dialog.is_ready)
    assert dialog.preview.item(0).text() == "It concerns 1 coding (Ana 1), 0 slots and 0 decisions."
    dialog.into.setCurrentIndex(dialog.into.findData("commitment"))
    dialog.into.setCurrentIndex(dialog.into.findData("appeal"))
    assert dialog.accept_button is not None and not dialog.accept_button.isEnabled()
    agree(ana, MergeDialog)
    assert in_force(ana).get("warning") is None
    assert {label for _, label in ana.spans()} == {"appeal"} and len(ana.spans()) == 3
    ana.press("Ctrl+Z")
    settled(ana)
    assert in_force(ana) == before and sorted(label for _, label in ana.spans()) == ["appeal", "appeal", "warning"]
    assert book(ana).draft.codebook == before


def test_a_label_is_renamed_retired_moved_and_split_each_as_one_step(ana: Stage) -> None:
    book(ana).labels.choose("appeal")
    ana.press("F2")
    ana.dialog(RenameDialog)
    ana.write("Request")
    agree(ana, RenameDialog)
    ana.action("codebook.retire").trigger()
    agree(ana, RetireDialog)
    request = in_force(ana).get("appeal")
    assert request is not None and (request.name, request.retired) == ("Request", True)
    assert book(ana).labels.tree.topLevelItem(4).text(0) == "Request  (retired)"  # type: ignore[union-attr]
    ana.action("codebook.move").trigger()
    moving = ana.dialog(MoveDialog)
    moving.above.setCurrentIndex(moving.above.findData("warning"))
    agree(ana, MoveDialog)
    moved = in_force(ana).get("appeal")
    assert moved is not None and moved.parent == "warning" and version(ana) == 4
    ana.action("codebook.split").trigger()
    splitting = ana.dialog(SplitLabelDialog)
    splitting.by.setCurrentIndex(splitting.by.findData("force"))
    QTest.keyClicks(splitting.lines["urges"], "Urging")
    agree(ana, SplitLabelDialog)
    urging = in_force(ana).get("urging")
    assert urging is not None and urging.attribute("force") is not None and urging.parent == "warning"
    for _ in range(4):
        ana.press("Ctrl+Z")
    settled(ana)
    assert version(ana) == 1


Shown = TypeVar("Shown", bound=VerbDialog)


def label_of(stage: Stage, id: str) -> Label:
    found = in_force(stage).get(id)
    assert found is not None
    return found


def ready(stage: Stage, dialog: VerbDialog) -> str:
    """Wait for what a dialog touches, and return it."""
    stage.qtbot.waitUntil(lambda: dialog.is_ready)
    return dialog.preview.as_text()


def put_up(stage: Stage, dialog: Shown) -> Shown:
    stage.qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def assert_missing(stage: Stage, dialog: VerbDialog, told: str) -> None:
    """Wait until a dialog says what is missing, and try to agree to it all the same."""
    put_up(stage, dialog)
    button = dialog.accept_button
    assert button is not None
    stage.qtbot.waitUntil(lambda: button.accessibleDescription().startswith(told))
    assert not button.isEnabled() and not dialog.is_ready
    with stage.qtbot.assertNotEmitted(dialog.confirmed):
        dialog.accept()
    dialog.reject()


def test_what_is_missing_is_said_and_the_button_waits_for_it(ana: Stage) -> None:
    session, book = ana.window.session, in_force(ana)
    alone = book.with_labels([book.labels[0].model_copy(update={"roles": (), "counterparts": ()})])
    assert_missing(ana, RenameDialog(label_of(ana, "appeal"), session), "Type another name.")
    assert_missing(ana, MergeDialog(alone.labels[0], alone, session), "There is no other label")
    assert_missing(ana, SplitLabelDialog(label_of(ana, "appeal"), book, session), "Type the name of a new label.")


def test_what_would_be_touched_is_counted_anew_whenever_something_else_is_asked_for(ana: Stage) -> None:
    dialog = put_up(ana, MergeDialog(label_of(ana, "warning"), in_force(ana), ana.window.session))
    assert [dialog.into.itemData(row) for row in range(dialog.into.count())] == ["appeal", "commitment", "actor"]
    first = ready(ana, dialog)
    assert first.startswith("It concerns 1 coding (Ana 1)")
    dialog.into.setCurrentIndex(dialog.into.findData("commitment"))
    assert not dialog.is_ready
    assert ready(ana, dialog) != first
    dialog.reject()


def test_new_names_that_are_alike_are_one_label_with_an_id_and_a_colour_of_its_own(ana: Stage) -> None:
    before = in_force(ana)
    dialog = put_up(ana, SplitLabelDialog(label_of(ana, "appeal"), before, ana.window.session))
    dialog.names.appendPlainText("Warning \n Warning\nUrgent  appeal")
    ready(ana, dialog)
    work = dialog.work()
    assert not isinstance(work, str)
    dialog.reject()
    work.do(ana.window.session.project)
    old = {label.id for label in before.labels}
    new = [label for label in in_force(ana).labels if label.id not in old]
    assert [(label.id, label.name) for label in new] == [("warning-2", "Warning"), ("urgent-appeal", "Urgent appeal")]
    assert len({label.colour for label in (*before.labels, *new)}) == len(before.labels) + 2
    assert all(label.attributes == label_of(ana, "appeal").attributes for label in new)


def test_a_label_is_never_moved_below_itself(ana: Stage) -> None:
    label = label_of(ana, "appeal")
    dialog = put_up(ana, MoveDialog(label, in_force(ana), ana.window.session))
    for offered in (dialog.above, dialog.before):
        assert offered.findData("appeal") < 0 and offered.findData("warning") > 0
    dialog.reject()


def test_a_retired_label_is_brought_back(ana: Stage) -> None:
    label = label_of(ana, "appeal")
    retired = label.model_copy(update={"retired": True})
    dialogs = [put_up(ana, RetireDialog(each, ana.window.session)) for each in (retired, label)]
    assert [dialog.windowTitle() for dialog in dialogs] == ["Bring Appeal back", "Retire Appeal"]
    for dialog in dialogs:
        dialog.reject()
