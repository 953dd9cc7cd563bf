"""A report in which one sentence may stand for many: it is unfolded where it stands, and copied whole."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from annotator.ui.kit.widgets import Outcome, ReportList

_DETAILS, _WORDS, _IS_DETAIL = (Qt.ItemDataRole.UserRole + number for number in range(3))
_INDENT = " " * 10
_FOLDED, _UNFOLDED = "▸ ", "▾ "


class FoldedReport(ReportList):
    """A click, Space or the right arrow unfolds a sentence; the same, or the left arrow, folds it again."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.itemClicked.connect(self.toggle)

    def show_folded(self, lines: Sequence[tuple[Outcome, str]], details: Mapping[int, Sequence[str]]) -> None:
        """Replace the sentences; `details`: what some of them stand for, by their number."""
        self.show_lines(lines)
        for number, each in details.items():
            item = self.item(number)
            item.setData(_DETAILS, list(each))
            item.setData(_WORDS, item.text())
            self._show_fold(item, is_open=False)

    @Slot(QListWidgetItem)
    def toggle(self, item: QListWidgetItem) -> None:
        """Unfold or fold what a sentence stands for; of any other nothing happens."""
        details = item.data(_DETAILS) or []
        if not details:
            return
        row, is_open = self.row(item), self.is_unfolded(item)
        for number, text in enumerate(details, 1):
            if is_open:
                self.takeItem(row + 1)
            else:
                detail = QListWidgetItem(f"{_INDENT}{text}")
                detail.setData(_IS_DETAIL, True)
                self.insertItem(row + number, detail)
        self._show_fold(item, not is_open)

    def is_unfolded(self, item: QListWidgetItem) -> bool:
        """Whether what a sentence stands for is shown below it."""
        row = self.row(item) + 1
        return bool(item.data(_DETAILS)) and row < self.count() and bool(self.item(row).data(_IS_DETAIL))

    def as_text(self) -> str:
        """Return the sentences, one to a line, with what they stand for."""
        lines: list[str] = []
        for item in (self.item(row) for row in range(self.count())):
            if not item.data(_IS_DETAIL):
                lines += [item.data(_WORDS) or item.text(), *(item.data(_DETAILS) or [])]
        return "\n".join(lines)

    def _show_fold(self, item: QListWidgetItem, is_open: bool) -> None:
        words = str(item.data(_WORDS))
        item.setText(f"{_UNFOLDED if is_open else _FOLDED}{words}")
        spoken = f"{words} ({'unfolded' if is_open else 'folded'})"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    # Qt calls this.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and item.data(_DETAILS):
            is_open = self.is_unfolded(item)
            wanted = {Qt.Key.Key_Right: not is_open, Qt.Key.Key_Left: is_open, Qt.Key.Key_Space: True}
            if wanted.get(Qt.Key(event.key()), False):
                self.toggle(item)
                return
        super().keyPressEvent(event)
