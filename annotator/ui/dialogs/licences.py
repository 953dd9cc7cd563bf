"""The parts of the program with their licences: a list, and the text of the licence of the one that is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHeaderView, QPlainTextEdit, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.licences import Package
from annotator.ui.dialogs.base import Dialog


class LicencesDialog(Dialog):
    """To be read. Qt is under the LGPL: whoever has the program may put another Qt in its place."""

    def __init__(self, parts: Sequence[Package], parent: QWidget | None = None) -> None:
        super().__init__(
            "Licences of what it is made of", parent, "As the packages say that are installed; Annotator itself is MIT."
        )
        self._parts = tuple(parts)
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
        self.tree.currentItemChanged.connect(self._on_current)
        self.tree.setCurrentIndex(self.tree.model().index(0, 0))
        self.add_buttons("Close", "")
        self.resize(640, 560)
        self.tree.setFocus()

    @Slot()
    def _on_current(self) -> None:
        item = self.tree.currentItem()
        row = self.tree.indexOfTopLevelItem(item) if item is not None else -1
        self.text.setPlainText(self._parts[row].text() if row >= 0 else "")
