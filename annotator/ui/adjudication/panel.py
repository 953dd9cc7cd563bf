"""Beside the text: the case at hand, who said what, the keys that decide it, what was decided; below it the queue."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QModelIndex, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from annotator.model.codebook import Codebook, Label
from annotator.model.ids import LayerId
from annotator.model.wording import counted
from annotator.ui.adjudication.candidates import CandidateRows
from annotator.ui.adjudication.case_wording import View
from annotator.ui.adjudication.choices import ChoiceGrid
from annotator.ui.adjudication.composable import CasePart
from annotator.ui.adjudication.composing import FillChooser
from annotator.ui.adjudication.queue_bar import QueueBar
from annotator.ui.adjudication.queue_model import QueueModel
from annotator.ui.adjudication.reason_line import ReasonLine
from annotator.ui.cases.case_area import CaseArea
from annotator.ui.commands.key_names import follow_keys, name_with_key
from annotator.ui.kit.rows import row_list, select_quietly
from annotator.ui.kit.widgets import Look, beside_text, button, hairline, spaced, words

_WITH_REASONS = 600
"""Pixels of height from which the reasons are listed."""


class CasePanel(QWidget):
    """Shows a case and asks for what is pressed."""

    choice_requested = Signal(str)
    take_requested = Signal(int)
    """The number of a candidate's row."""
    chosen = Signal(int)
    """A row of the queue."""
    left = Signal()
    """Done here: on to the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = QueueModel(self)
        self._labels: dict[str, Label] = {}
        self._can_decide = self._has_lines = False
        self.title = words("", Look.HEADING)
        self.standing = words("", Look.SECONDARY)
        self.differing = words("", Look.SECONDARY)
        self.candidates = CandidateRows()
        self.filling = FillChooser()
        self.choices = ChoiceGrid()
        self.reason = ReasonLine()
        self.bar = QueueBar()
        self.take_back = beside_text(button("Take it back out of gold"))
        self.list = row_list("Cases")
        self.list.setModel(self.model)
        self.empty = words("", Look.SECONDARY)
        self._why: Callable[[], str] = str
        self._said = QWidget()
        self._area = CaseArea(self._said)
        self._build()
        self.candidates.taken.connect(self.take_requested)
        self.candidates.emptied.connect(self.left)
        self.choices.requested.connect(self.choice_requested)
        self.take_back.clicked.connect(lambda: self.choice_requested.emit("reopen"))
        self.filling.left.connect(self.end_filling)
        self.reason.left.connect(self.left)
        self.list.activated.connect(lambda _: self.left.emit())
        self.list.selectionModel().currentChanged.connect(self._on_current)
        follow_keys(self, self._name_keys)

    @property
    def labels(self) -> Mapping[str, Label]:
        """The labels of the codebook, by id."""
        return self._labels

    def set_codebook(self, codebook: Codebook) -> None:
        """Call and draw labels as in this codebook."""
        self._labels = {label.id: label for label in codebook.labels}
        self.model.set_codebook(codebook)
        self.bar.set_labels(codebook.labels)

    def say_empty(self, why: Callable[[], str]) -> None:
        """Say why there is no case: `why` words it, also with other keys."""
        self._why = why
        self.empty.setText(why())

    def show_view(self, view: View | None, row: int, can_decide: bool = True) -> None:
        """Show a case or how gold came about (None: nothing), with a row of the queue as the current one.

        `can_decide`: whether there is a case, to which the keys apply.
        """
        self._area.setVisible(view is not None)
        self._can_decide, self._has_lines = view is not None and can_decide, view is not None and bool(view.lines)
        self._show_parts()
        self.take_back.setVisible(view is not None and not can_decide)
        self.empty.setVisible(view is None)
        self.say_counts()
        select_quietly(self.list, self.model.index(row) if row >= 0 else QModelIndex())
        # What stands above the list may take more room now: known once its lines are laid out.
        QTimer.singleShot(0, self, self._settle)
        if view is None:
            return
        self.title.setText(view.title)
        self.differing.setText("\n".join(view.differing))
        self.differing.setVisible(bool(view.differing))
        self.candidates.show_lines(view.lines, self._labels)
        self.standing.setText(view.standing)
        self._area.fit()

    def begin_filling(self, base: LayerId, parts_for: Callable[[LayerId], list[CasePart]]) -> None:
        """Let passage, attributes and slots be chosen one by one, in place of the candidates."""
        self.filling.begin(base, parts_for)
        self._show_parts()
        self._area.fit()

    def end_filling(self) -> None:
        """Show what is at hand again; the keyboard goes to the text if it was in here."""
        if self.filling.isHidden():
            return
        inside = self.filling.isAncestorOf(QApplication.focusWidget() or self) or self.filling.hasFocus()
        self.filling.hide()
        self._show_parts()
        self._area.fit()
        if inside:
            self.left.emit()

    def say_counts(self) -> None:
        """Say how many cases wait."""
        count, shown = self.model.undecided(), len(self.model.rows)
        total = f"{counted(count, 'case')} open" if count else "No case is open"
        self.bar.heading.setText(f"{total}, {shown} listed" if shown not in (0, count) else total)

    def _name_keys(self) -> None:
        name_with_key(self.take_back, "adjudicate.reopen", "Take it back out of gold")
        self.empty.setText(self._why())

    def _show_parts(self) -> None:
        """Show what there is to decide, and the parts to choose from in its place while they are chosen."""
        is_whole = self.filling.isHidden()
        self.candidates.setVisible(self._has_lines and is_whole)
        self.choices.setVisible(self._can_decide and is_whole)
        self.reason.setVisible(self._can_decide)

    def _build(self) -> None:
        said = QVBoxLayout(self._said)
        spaced(said, 8)
        for part in (self.title, self.differing, self.candidates, self.filling, self.standing):
            said.addWidget(part)
        self.filling.hide()
        box = QVBoxLayout(self)
        spaced(box, 8, (12, 12, 12, 12))
        above = (self._area, self.choices, self.take_back, self.reason, self.empty)
        for each in (*above, hairline(), self.bar):
            box.addWidget(each)
        box.addWidget(self.list, 1)

    @Slot()
    def _settle(self) -> None:
        self._area.updateGeometry()
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self._area.settle()
        if self.list.currentIndex().isValid():
            self.list.scrollTo(self.list.currentIndex())

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row())

    # Qt calls this.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a low window the case comes first: the numbers choose a reason all the same.
        self.reason.list.setVisible(event.size().height() >= _WITH_REASONS)
