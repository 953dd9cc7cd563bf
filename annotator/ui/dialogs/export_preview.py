"""What an export would write, and what it would lose: its first lines above a list of losses."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from annotator.ui.dialogs.export_choice import ExportPreview
from annotator.ui.kit.widgets import Look, Outcome, ReportList, button, labelled, spaced


class PreviewColumn(QWidget):
    """`save_list` is to save what would be lost: whoever makes this listens to it."""

    def __init__(self) -> None:
        super().__init__()
        self.head = QPlainTextEdit(readOnly=True)
        self.head.setFont(_fixed())
        self.head.setTabChangesFocus(True)
        self.losses = ReportList("What would be lost")
        self.losses_box = QWidget()
        self.save_list = button("&Save this list…", Look.LINK)
        self.save_list.setAccessibleName("Save the list of what would be lost")
        view = QVBoxLayout(self)
        spaced(view, 12, (12, 0, 0, 0))
        view.addLayout(labelled("The first lines", self.head), 3)
        losses = QVBoxLayout(self.losses_box)
        spaced(losses, 0)
        losses.addLayout(labelled("What would be lost", self.losses))
        losses.addWidget(self.save_list, 0, Qt.AlignmentFlag.AlignLeft)
        view.addWidget(self.losses_box, 2)

    def show_answer(self, answer: object) -> None:
        """Show an `ExportPreview`, or the exception that says why there is none; None while it is looked for."""
        self.head.setPlaceholderText("Looking…" if answer is None else "Nothing would be written.")
        lines: list[tuple[Outcome, str]] = []
        if isinstance(answer, ExportPreview):
            # One line that has it all is read broken; lines that stand below each other, as they are.
            is_one = "\n" not in answer.head.rstrip()
            modes = QPlainTextEdit.LineWrapMode
            self.head.setLineWrapMode(modes.WidgetWidth if is_one else modes.NoWrap)
            self.head.setPlainText(answer.head)
            lines = [(Outcome.NOTICE, loss) for loss in answer.losses]
        else:
            self.head.setPlainText("")
            lines = [(Outcome.FAILED, str(answer))] if answer is not None else []
        self.losses.show_lines(lines)
        self.losses_box.setVisible(bool(lines))
        self.save_list.setVisible(isinstance(answer, ExportPreview) and bool(answer.lost))


def _fixed() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(12)
    return font
