"""At the left of the page: which text, how much of it is as in gold, and its differences."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.model.practice import Score
from annotator.model.wording import counted
from annotator.ui.cases.case_rows import CaseDelegate
from annotator.ui.feedback import wording
from annotator.ui.feedback.item_model import DifferenceModel
from annotator.ui.kit.chip_choice import ChipChoice
from annotator.ui.kit.rows import row_list, select_quietly
from annotator.ui.kit.widgets import Look, spaced, words


class DifferencesPanel(QWidget):
    """`chosen` carries a row of the list, `text_chosen` a document; `left`: done here, on to the text."""

    chosen = Signal(int)
    text_chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = DifferenceModel(self)
        self.texts = ChipChoice("Which text is compared with gold", narrows=False)
        self.here, self.overall = words("", Look.SECONDARY), words("", Look.SECONDARY)
        self.list = row_list("Differences of this text")
        self.list.setModel(self.model)
        self.list.setItemDelegate(CaseDelegate(self.list))
        box, above, below = QVBoxLayout(self), QVBoxLayout(), QVBoxLayout()
        spaced(box, 8, (0, 0, 0, 8))
        spaced(above, 4, (12, 0, 12, 0))
        spaced(below, 0, (12, 0, 12, 0))
        above.addWidget(self.texts)
        above.addWidget(self.here)
        below.addWidget(self.overall)
        box.addLayout(above)
        box.addWidget(self.list, 1)
        box.addStretch(0)
        box.addLayout(below)
        self.texts.hide()
        self.texts.activated.connect(self._on_text)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(lambda _: self.left.emit())

    def show_texts(self, titles: Mapping[str, str], scores: Mapping[str, Score], document: str | None) -> None:
        """Offer the texts with gold that may be seen, each with how many differences it has."""
        with QSignalBlocker(self.texts):
            self.texts.clear()
            for id, score in scores.items():
                self.texts.addItem(f"{score.differences} · {titles.get(id, id)}", id)
        self.show_text(document)

    def show_text(self, document: str | None) -> None:
        """Say which text is shown; one without gold is none of those that are offered."""
        row = self.texts.findData(document)
        self.texts.setVisible(self.texts.count() > 0)
        self.texts.setCurrentIndex(row)

    def show_row(self, row: int) -> None:
        """Have a row of the list as the current one, without telling of it; -1 for none."""
        self.list.setVisible(bool(self.model.places))
        select_quietly(self.list, self.model.index(row) if row >= 0 else QModelIndex())

    def show_overall(self, scores: Mapping[str, Score] | None) -> None:
        """Say how much is as in gold in all texts together (None: they are being counted)."""
        if scores is None:
            self.overall.setText("Counting all texts…")
            return
        whole = sum(scores.values(), Score())
        told = f"{counted(len(scores), 'text')} with gold: {wording.share(whole)}. {wording.formula(whole)}."
        self.overall.setText(told if scores else "")

    @Slot()
    def _on_text(self) -> None:
        self.text_chosen.emit(str(self.texts.currentData()))

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row())
