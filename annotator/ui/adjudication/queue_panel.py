"""At the left of the page: how many cases wait, which are listed and in which order, the list, how far one is."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from annotator.model.codebook import Codebook
from annotator.ui.adjudication.queue_bar import QueueBar
from annotator.ui.adjudication.queue_model import QueueModel
from annotator.ui.cases.case_rows import CaseDelegate
from annotator.ui.kit.rows import row_list, select_quietly
from annotator.ui.kit.widgets import Look, spaced, words


class QueuePanel(QWidget):
    """`chosen` carries a row of the queue; `left`: done here, on to the text."""

    counts_said = Signal(str, str)
    """How many cases wait, and of how many."""
    chosen = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = QueueModel(self)
        self.bar = QueueBar()
        self.list = row_list("Cases")
        self.list.setModel(self.model)
        self.list.setItemDelegate(CaseDelegate(self.list))
        # Each row asks whether a head stands over it: they are not all of one height where they are listed by document.
        self.model.modelAboutToBeReset.connect(self._on_reset)
        self.done = QProgressBar()
        self.done.setTextVisible(False)
        self.done.setFixedHeight(6)
        self.done.setAccessibleName("Cases that are decided")
        self.told = words("", Look.SECONDARY)
        box = QVBoxLayout(self)
        spaced(box, 8, (0, 0, 0, 8))
        box.addLayout(_inset(self.bar))
        box.addWidget(self.list, 1)
        box.addLayout(_inset(self.done))
        foot = QHBoxLayout()
        spaced(foot, 8, (12, 0, 12, 0))
        foot.addWidget(self.told, 1)
        foot.addWidget(self.bar.status, 0, Qt.AlignmentFlag.AlignRight)
        box.addLayout(foot)
        self.list.activated.connect(lambda _: self.left.emit())
        self.list.selectionModel().currentChanged.connect(self._on_current)

    def set_codebook(self, codebook: Codebook) -> None:
        """Call labels as in this codebook."""
        self.model.set_codebook(codebook)
        self.bar.set_labels(codebook.labels)

    def show_row(self, row: int) -> None:
        """Have a row of the queue as the current one, without telling of it; -1 for none."""
        select_quietly(self.list, self.model.index(row) if row >= 0 else QModelIndex())

    def say_counts(self) -> None:
        """Say how many cases wait, and how many are done."""
        (count, put_off, every), shown = self.model.counts_within(), len(self.model.rows)
        total = f"{count} open" if count else "No case is open" if every else "Cases"
        listed = f"{shown} listed" if shown not in (0, count) else ""
        self.counts_said.emit(total, listed or (f"of {every}" if every else ""))
        self.done.setVisible(every > 0)
        self.told.setVisible(every > 0)
        self.done.setRange(0, max(every, 1))
        self.done.setValue(every - count)
        later = f" · {put_off} later" if put_off else ""
        self.told.setText(f"{every - count} of {every} decided{later}")

    @Slot()
    def _on_reset(self) -> None:
        self.list.setUniformItemSizes(self.model.view.order != "document")

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row())


def _inset(part: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    spaced(row, 0, (12, 0, 12, 0))
    row.addWidget(part)
    return row
