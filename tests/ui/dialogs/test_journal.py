"""The journal: by day, the latest first; what is others' is only read."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.ids import CoderId, DocumentId, MemoId
from annotator.model.memo import Memo
from annotator.ui.dialogs.journal import JournalDialog, JournalRow, MemoDraft


def row(id: str, day: int, text: str, is_own: bool = True, document: str | None = None) -> JournalRow:
    on = DocumentId(document) if document else None
    memo = Memo(MemoId(id), on, CoderId("1"), "", text, f"2026-03-{day:02}T12:00:00Z", "")
    return JournalRow(memo, "Ana" if is_own else "Ben", document or "", is_own)


@pytest.fixture
def dialog(qtbot: QtBot) -> JournalDialog:
    made = JournalDialog()
    qtbot.addWidget(made)
    made.show_rows([row("a", 1, "first"), row("b", 2, "second"), row("c", 2, "third", False, "Speech")])
    made.show()
    return made


def test_the_latest_day_comes_first_and_a_day_cannot_be_chosen(dialog: JournalDialog) -> None:
    model = dialog.list.model()
    said = [model.index(at, 0).data() for at in range(model.rowCount())]
    assert [line.split(",")[0] for line in said] == ["2 March 2026", "third", "second", "1 March 2026", "first"]
    assert "Ben · on “Speech”" in said[1] and not model.flags(model.index(0, 0))
    dialog.filter.setText("speech")
    assert model.rowCount() == 2


def test_what_is_others_is_only_read_and_ones_own_is_given_once(dialog: JournalDialog, qtbot: QtBot) -> None:
    given: list[MemoDraft] = []
    dialog.given.connect(given.append)
    dialog.list.setCurrentIndex(dialog.list.model().index(1, 0))
    assert dialog.text.isReadOnly() and not dialog.remove.isEnabled() and dialog.go.isEnabled()
    dialog.list.setCurrentIndex(dialog.list.model().index(2, 0))
    assert not dialog.text.isReadOnly() and not dialog.go.isEnabled()
    dialog.text.setPlainText("second, changed")
    dialog.show_rows([row("b", 2, "second"), row("d", 3, "of another window")])
    assert dialog.text.toPlainText() == "second, changed", "what is being written stays"
    dialog.give()
    dialog.reject()
    assert given == [MemoDraft(MemoId("b"), "", "second, changed")]


def test_where_nothing_can_be_written_it_says_why(qtbot: QtBot) -> None:
    dialog = JournalDialog(sees_others=False, why_not="It can only be read.")
    qtbot.addWidget(dialog)
    dialog.show_rows([row("a", 1, "first")], "a")
    assert dialog.message.text() == "It can only be read." and dialog.text.isReadOnly() and not dialog.new.isEnabled()
