"""Something went wrong: one sentence; for an error of the program its details too, to be sent on."""

import traceback

from PySide6.QtCore import Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QWidget

from annotator.model.errors import UserError
from annotator.replaced import SENTENCE, was_replaced
from annotator.store.sqlite_errors import sentence_for
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit import theme
from annotator.ui.kit.icons import pixmap
from annotator.ui.kit.widgets import spaced, words

BUG_SENTENCE = "The program made an error; what was saved before is safe."


class ErrorDialog(Dialog):
    """`details` are hidden until asked for; without them there is only the sentence."""

    def __init__(self, sentence: str, details: str = "", title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title or "That did not work", parent)
        self.sentence = words(sentence)
        self.sentence.setAccessibleName(sentence)
        mark = QLabel()
        mark.setPixmap(pixmap("warning", theme.current().danger, 24, self.devicePixelRatio()))
        row = QHBoxLayout()
        spaced(row, 12)
        row.addWidget(mark)
        row.addWidget(self.sentence, 1)
        self.body.addLayout(row)
        self.details = QPlainTextEdit(details, readOnly=True)
        self.details.setAccessibleName("Details")
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.details.setTabChangesFocus(True)
        self.details.hide()
        self.body.addWidget(self.details, 1)
        self.details_button = self.add_side_button("Show details")
        self.copy_button = self.add_side_button("Copy")
        for side in (self.details_button, self.copy_button):
            side.setVisible(bool(details))
        self.details_button.clicked.connect(self._toggle)
        self.copy_button.clicked.connect(self._copy)
        self.add_buttons("Close", "")
        self.setAccessibleDescription(sentence)
        self.setMinimumWidth(440)

    @classmethod
    def of(cls, error: BaseException, parent: QWidget | None = None) -> "ErrorDialog":
        """Return the dialog for an exception: a `UserError` or an error of the disk is a sentence, else ours."""
        if sentence := str(error) if isinstance(error, UserError) else sentence_for(error):
            return cls(sentence, parent=parent)
        details = "".join(traceback.format_exception(error))
        if was_replaced():
            return cls(SENTENCE, details, "The program was updated", parent)
        return cls(BUG_SENTENCE, details, "An error of the program", parent)

    @Slot()
    def _toggle(self) -> None:
        hidden = self.details.isHidden()
        self.details.setVisible(hidden)
        self.details_button.setText("Hide details" if hidden else "Show details")
        self.resize(640 if hidden else 440, 400 if hidden else self.minimumSizeHint().height())

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.sentence.text()}\n\n{self.details.toPlainText()}")
