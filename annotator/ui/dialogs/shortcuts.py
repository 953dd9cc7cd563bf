"""The keys: a reading of the table of commands, group by group, with a filter."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit import theme
from annotator.ui.kit.fuzzy_match import fold


class ShortcutsDialog(Dialog):
    """`rows`: (group, title, keys), the groups in the order in which they first come."""

    def __init__(self, rows: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__("Keyboard shortcuts", parent)
        self._rows = tuple(rows)
        self.field = QLineEdit(placeholderText="Filter by command or key…")
        self.field.setClearButtonEnabled(False)
        self.field.setAccessibleName("Filter")
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Keyboard shortcuts")
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.tree.setIndentation(12)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.body.addWidget(self.field)
        self.body.addWidget(self.tree, 1)
        self.add_buttons("Close", "")
        self.field.textChanged.connect(self._fill)
        self._fill("")
        self.resize(520, 560)

    @Slot(str)
    def _fill(self, query: str) -> None:
        self.tree.clear()
        wanted = fold(query)
        groups: dict[str, QTreeWidgetItem] = {}
        for group, title, keys in self._rows:
            if wanted in fold(f"{title} {keys} {group}"):
                if group not in groups:
                    groups[group] = self._heading(group)
                item = QTreeWidgetItem(groups[group], [title, keys])
                item.setFirstColumnSpanned(False)
        if not groups:
            self._line("No command or key is called that.")
        self.tree.expandAll()

    def _heading(self, group: str) -> QTreeWidgetItem:
        item = self._line(group)
        font = theme.interface_font()
        font.setWeight(QFont.Weight.DemiBold)
        item.setFont(0, font)
        return item

    def _line(self, text: str) -> QTreeWidgetItem:
        """Add a line without keys; a screen reader, which meets its second cell too, hears what stands below it."""
        item = QTreeWidgetItem(self.tree, [text, ""])
        item.setData(1, Qt.ItemDataRole.AccessibleTextRole, "Keys")
        return item

    # Qt calls these.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus()
