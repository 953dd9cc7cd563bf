"""What an export would write and lose, as its column shows it."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotator.formats.losses import NOTE, Lost
from annotator.model.errors import NotAllowed
from annotator.ui.dialogs.export_choice import ExportPreview
from annotator.ui.dialogs.export_preview import PreviewColumn


@pytest.fixture
def column(qtbot: QtBot) -> PreviewColumn:
    made = PreviewColumn()
    qtbot.addWidget(made)
    return made


def test_one_line_is_read_broken_and_lines_below_each_other_as_they_are(column: PreviewColumn) -> None:
    modes = QPlainTextEdit.LineWrapMode
    for head, mode in (("one line\n", modes.WidgetWidth), ("one\ntwo\n", modes.NoWrap)):
        column.show_answer(ExportPreview(head))
        assert (column.head.toPlainText(), column.head.lineWrapMode()) == (head, mode)


def test_a_list_is_there_to_be_saved_only_where_something_is_counted(column: PreviewColumn) -> None:
    lost = Lost(NOTE, 1, "in “Readout”")
    for answer, is_shown, is_saved in (
        (None, False, False),
        (ExportPreview("head"), False, False),
        (ExportPreview("head", ("said",)), True, False),
        (ExportPreview("head", ("said",), (lost,)), True, True),
        (NotAllowed("why not"), True, False),
    ):
        column.show_answer(answer)
        assert (not column.losses_box.isHidden(), not column.save_list.isHidden()) == (is_shown, is_saved)
    assert (column.losses.as_text(), column.head.toPlainText()) == ("why not", "")
