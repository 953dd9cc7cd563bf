"""At the right of the page: the case at hand and who said what; pinned at its foot the reason and the verbs.

The queue, which stands at the other side of the page, is made here too, since what is shown here is a row of it.
"""

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from annotator.model.codebook import Codebook, Label
from annotator.model.ids import LayerId
from annotator.ui.adjudication.case_wording import View
from annotator.ui.adjudication.choices import ChoiceGrid
from annotator.ui.adjudication.composable import CasePart
from annotator.ui.adjudication.composing import FillChooser
from annotator.ui.adjudication.queue_panel import QueuePanel
from annotator.ui.adjudication.reason_line import ReasonLine
from annotator.ui.cases.case_area import CaseArea
from annotator.ui.cases.table_view import CaseTableView
from annotator.ui.commands.key_names import follow_keys
from annotator.ui.kit.widgets import Look, breakable, hairline, spaced, words

_WITH_REASONS, _WITH_DEFINITIONS = 560, 660
"""Pixels of height from which the reasons are listed, and the labels in question defined."""


class CasePanel(QWidget):
    """Shows a case and asks for what is pressed."""

    choice_requested = Signal(str)
    take_requested = Signal(int)
    """The number of a coder, in the order of the letters."""
    headed = Signal(str, str)
    """What stands in the head of its column: in what the coders differ, and which case of the queue it is."""
    filling_changed = Signal()
    """Parts are chosen one by one now, or no more."""
    left = Signal()
    """Done here: on to the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # It is this panel's until it is put at the other side.
        self.queue = QueuePanel(self)
        self.queue.hide()
        self.model, self.bar, self.list = self.queue.model, self.queue.bar, self.queue.list
        self._labels: dict[str, Label] = {}
        self._view: View | None = None
        self._applicable: frozenset[str] = frozenset()
        self.where, self.standing = words("", Look.SECONDARY), words("", Look.SECONDARY)
        self.table = CaseTableView("What the coders say")
        self.alike, self.notes = words("", Look.SECONDARY), words("", Look.SECONDARY)
        self.definitions = words("", Look.SECONDARY)
        self.filling = FillChooser()
        self.choices = ChoiceGrid()
        self.reason = ReasonLine()
        self.empty = words("", Look.SECONDARY)
        self._why: Callable[[], str] = str
        self._said = QWidget()
        self._area = CaseArea(self._said)
        self._build()
        self.choices.allow(())
        self.table.taken.connect(self._on_taken)
        self.choices.requested.connect(self.choice_requested)
        self.filling.left.connect(self.end_filling)
        self.reason.left.connect(self.left)
        self.queue.left.connect(self.left)
        follow_keys(self, self._name_keys)

    @property
    def labels(self) -> Mapping[str, Label]:
        """The labels of the codebook, by id."""
        return self._labels

    def set_codebook(self, codebook: Codebook) -> None:
        """Call and draw labels as in this codebook."""
        self._labels = {label.id: label for label in codebook.labels}
        self.queue.set_codebook(codebook)

    def say_empty(self, why: Callable[[], str]) -> None:
        """Say why there is no case: `why` words it, also with other keys."""
        self._why = why
        self.empty.setText(why())

    def show_view(self, view: View | None, row: int, applicable: Collection[str] = ()) -> None:
        """Show a case or how gold came about (None: nothing), with a row of the queue as the current one.

        `applicable`: the verbs that can be used; the others are grey.
        """
        self._view, self._applicable = view, frozenset(applicable)
        self._show_parts()
        self.empty.setVisible(view is None)
        self.queue.say_counts()
        self.queue.show_row(row)
        # How high its lines are is known once they are laid out.
        QTimer.singleShot(0, self, self._settle)
        self.headed.emit(view.title if view else "", view.number if view else "")
        if view is None:
            return
        self.table.show_table(view.table.columns, view.table.rows, self._labels)
        self._area.fit()

    @property
    def is_filling(self) -> bool:
        """Whether parts are chosen one by one."""
        return not self.filling.isHidden()

    def begin_filling(self, base: LayerId, parts_for: Callable[[LayerId], list[CasePart]]) -> None:
        """Let passage, attributes and slots be chosen one by one, in place of the candidates."""
        columns = self._view.table.columns if self._view is not None else ()
        self.filling.begin(base, parts_for, columns, self._labels)
        self._show_parts()
        self._area.fit()
        self.filling_changed.emit()

    def end_filling(self) -> None:
        """Show what is at hand again; the keyboard goes to the text if it was in here."""
        if self.filling.isHidden():
            return
        inside = self.filling.isAncestorOf(QApplication.focusWidget() or self) or self.filling.hasFocus()
        self.filling.hide()
        self._show_parts()
        self._area.fit()
        self.filling_changed.emit()
        if inside:
            self.left.emit()

    def _name_keys(self) -> None:
        self.empty.setText(self._why())

    def _show_parts(self) -> None:
        """Show what there is to decide, and the parts to choose from in its place while they are chosen."""
        view, is_whole = self._view, self.filling.isHidden()
        self.table.setVisible(view is not None and bool(view.table.columns) and is_whole)
        self.choices.allow(self._applicable if is_whole else ())
        defined = view.definitions if view is not None and self.height() >= _WITH_DEFINITIONS and is_whole else ()
        for part, said in (
            (self.where, view.where if view else ""),
            (self.alike, view.table.alike if view and is_whole else ""),
            (self.notes, "\n".join(map(breakable, view.table.notes)) if view else ""),
            (self.standing, view.standing if view else ""),
            (self.definitions, "\n".join(f"{name}. {definition}" for name, definition in defined)),
        ):
            part.setText(said)
            part.setVisible(bool(said))

    @Slot(int)
    def _on_taken(self, column: int) -> None:
        number = self._view.takes[column] if self._view is not None else -1
        if number >= 0:
            self.take_requested.emit(number)

    def _build(self) -> None:
        foot = QWidget()
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addWidget(self._area, 1)
        box.addWidget(hairline())
        box.addWidget(foot)
        said = QVBoxLayout(self._said)
        spaced(said, 4, (12, 0, 12, 0))
        shown = (self.where, self.table, self.filling, self.alike, self.notes, self.standing, self.definitions)
        for part in (*shown, self.empty):
            said.addWidget(part)
        said.addStretch(1)
        self.filling.hide()
        self._area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        pinned = QVBoxLayout(foot)
        spaced(pinned, 6, (12, 6, 12, 10))
        pinned.addWidget(self.reason)
        pinned.addWidget(self.choices)

    @Slot()
    def _settle(self) -> None:
        self._give_way()
        self._area.settle()
        if self.list.currentIndex().isValid():
            self.list.scrollTo(self.list.currentIndex())

    def _give_way(self) -> None:
        """List the reasons where the case is whole beside them: the numbers choose one all the same."""
        reasons = self.reason.list
        wide = self._area.width()
        taken = 0 if reasons.isVisibleTo(self) else reasons.heightForWidth(max(wide - 24, 1)) + 4
        needed = self._said.heightForWidth(wide)
        reasons.setVisible(self.height() >= _WITH_REASONS and needed <= self._area.height() - taken)
        layout = self.layout()
        if layout is not None:
            layout.activate()

    # Qt calls this.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._settle)
        if event.oldSize().height() != event.size().height():
            self._show_parts()
