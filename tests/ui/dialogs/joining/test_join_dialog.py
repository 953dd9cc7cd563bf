"""The dialog: what it asks for, and that nothing can be joined before one has seen what would change."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator.model.joining.matching import JoinKey, KeyPair, Origin
from annotator.model.joining.proposing import KeyProposal
from annotator.model.joining.taking import TakenColumn
from annotator.operations.documents.join_preview import preview_of
from annotator.operations.documents.joining import JoinOffer, JoinRequest
from annotator.ui.dialogs.joining.join_dialog import JoinDialog
from tests.model.joining.drawn import info, table
from tests.operations.documents.test_join_words import planned

FILE = JoinKey((KeyPair(Origin.FILE, "file"),))
HERE = (info("One", "a.txt"),)
THERE = table("file n", ("a", "1"))
OFFER = JoinOffer(THERE, (KeyProposal(FILE, 1),), (TakenColumn("n", "n"),), HERE)


def shown(qtbot: QtBot) -> tuple[JoinDialog, list[object]]:
    dialog, asked = JoinDialog(), list[object]()
    qtbot.addWidget(dialog)
    dialog.table_wanted.connect(lambda path, sheet: asked.append((path.name, sheet)))
    for signal in (dialog.plan_wanted, dialog.join_requested, dialog.columns_wanted):
        signal.connect(asked.append)
    dialog.show()
    return dialog, asked


def test_a_table_is_asked_for_then_a_plan_then_the_join(qtbot: QtBot, tmp_path: Path) -> None:
    dialog, asked = shown(qtbot)
    dialog.open_table(tmp_path / "no.csv")
    assert dialog.preview.summary.text() == "There is no such file." and asked == []
    (tmp_path / "a.csv").write_text("a")
    dialog.open_table(tmp_path / "a.csv")
    assert asked == [("a.csv", "")] and dialog.request is None
    dialog.show_offer(OFFER)
    request = JoinRequest(THERE, FILE, (TakenColumn("n", "n"),))
    assert asked[1:] == [request] and not dialog.join_button.isEnabled()
    dialog.accept()
    assert asked[1:] == [request]
    dialog.show_plan(preview_of(planned(HERE, THERE, FILE, "n")))
    assert dialog.join_button.isEnabled()
    dialog.accept()
    assert asked[2:] == [request]
    dialog.overwrite.setChecked(True)
    assert asked[3:] == [JoinRequest(THERE, FILE, request.taken, overwrite=True)] and not dialog.join_button.isEnabled()


def test_without_a_key_or_a_column_it_says_what_is_missing(qtbot: QtBot) -> None:
    dialog, asked = shown(qtbot)
    dialog.show_offer(JoinOffer(THERE, (), OFFER.taken, HERE))
    assert dialog.preview.problem.text() == "Say by what rows and documents belong together."
    dialog.show_key(FILE)
    assert asked == [FILE]
    dialog.show_columns(())
    assert dialog.preview.problem.text() == "Take at least one column." and not dialog.join_button.isEnabled()
    dialog.columns.setData(dialog.columns.index(1, 1), "m")
    assert asked[1:] == [JoinRequest(THERE, FILE, (TakenColumn("n", "m"),))]
    dialog.show_columns(OFFER.taken)
    assert dialog.columns.taken == (TakenColumn("n", "m"),), "what somebody chose stays"


def test_sheets_are_offered_where_there_are_several(qtbot: QtBot, tmp_path: Path) -> None:
    dialog, asked = shown(qtbot)
    (tmp_path / "a.xlsx").write_text("a")
    dialog.open_table(tmp_path / "a.xlsx")
    book = table("file n", ("a", "1"))
    book = type(book)(book.name, book.columns, book.rows, "Two", ("One", "Two"), ("Said.",))
    dialog.show_offer(JoinOffer(book, OFFER.proposals, OFFER.taken, HERE))
    assert dialog.sheet.isVisible() and dialog.sheet.currentText() == "Two" and dialog.notices.text() == "Said."
    dialog.sheet.setCurrentIndex(0)
    dialog.sheet.activated.emit(0)
    assert asked[-1] == ("a.xlsx", "One")
