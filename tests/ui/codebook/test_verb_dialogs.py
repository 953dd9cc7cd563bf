"""Labels changed with their codings: each dialog says what it touches, waits for it, and is one step."""

from PySide6.QtTest import QTest

from annotator.ui.codebook.verb_dialogs import (
    MergeDialog,
    MoveDialog,
    RenameDialog,
    RetireDialog,
    SplitLabelDialog,
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
