"""The parts of the program with their licences: a list, and the text of the licence of the one that is chosen."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QFontDatabase
from PySide6.QtWidgets import QHeaderView, QPlainTextEdit, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.licences import Package
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.announcing import announce
from annotator.ui.kit.widgets import Look, breakable, button, pressed_by_enter, words


class LicencesDialog(Dialog):
    """To be read. Qt is under the LGPL: whoever has the program may put another Qt in its place.

    `file`: where there is more than the packages say, in a bundle: libraries of the system, and what is built in.
    """

    def __init__(self, parts: Sequence[Package], parent: QWidget | None = None, file: Path | None = None) -> None:
        super().__init__(
            "Licences of what it is made of", parent, "As the packages say that are installed; Annotator itself is MIT."
        )
        self._parts, self._file = tuple(parts), file
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Parts of the program")
        self.tree.setHeaderLabels(["Part", "Version", "Licence"])
        self.tree.setRootIsDecorated(False)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName("Text of the licence")
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setTabChangesFocus(True)
        for part in self._parts:
            item = QTreeWidgetItem(self.tree, [part.name, part.version, part.licence])
            item.setToolTip(2, part.licence)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.tree, 2)
        self.body.addWidget(self.text, 3)
        self.file_button = pressed_by_enter(button("All parts, with libraries and what is built into them", Look.LINK))
        self.file_button.setToolTip("Opens THIRD-PARTY.txt, which also says how parts are replaced")
        self.file_button.setVisible(file is not None)
        self.said = words("", Look.SECONDARY)
        self.said.setVisible(False)
        self.body.addWidget(self.file_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.said)
        self.file_button.clicked.connect(self._open_file)
        self.tree.currentItemChanged.connect(self._on_current)
        self.tree.setCurrentIndex(self.tree.model().index(0, 0))
        self.add_buttons("Close", "")
        self.resize(640, 560)
        self.tree.setFocus()

    @Slot()
    def _open_file(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file))):
            text = f"No program here opens a text; the file is {self._file}."
            self.said.setText(breakable(text))
            self.said.setVisible(True)
            announce(self.said, text)

    @Slot()
    def _on_current(self) -> None:
        item = self.tree.currentItem()
        row = self.tree.indexOfTopLevelItem(item) if item is not None else -1
        self.text.setPlainText(self._parts[row].text() if row >= 0 else "")
