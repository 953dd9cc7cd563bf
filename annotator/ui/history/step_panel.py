"""The step at hand: what, who, when, before and after; what is written at it, what stands on it; and the ways on."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.model.codebook import Codebook
from annotator.model.wording import counted
from annotator.operations.project.history import Line
from annotator.operations.project.step_told import NOTHING_TOLD, StepTold
from annotator.operations.team.acts_told import ActPage
from annotator.ui.history.changes_view import ChangesView
from annotator.ui.history.item_model import StepDelegate, StepModel, day_in_words, local, state_of
from annotator.ui.history.loader import RemarkLine, StepNotes
from annotator.ui.kit.rows import row_list
from annotator.ui.kit.widgets import Look, button, pressed_by_enter, spaced, words

_ROW, _MOST_ROWS = 46, 5
"""How high a listed step is, and how many are seen at once."""


class StepPanel(QScrollArea):
    """Its signals are its buttons. `opened`: a step that stands on it."""

    revert_requested = Signal()
    place_requested = Signal()
    document_requested = Signal()
    remark_requested = Signal()
    settle_requested = Signal()
    then_requested = Signal()
    opened = Signal(int)
    more_came = Signal(int)
    """Asks for the acts that came behind this one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what, self.detail, self.place = words("", Look.STRONG), words("", Look.SECONDARY), words("")
        self.changes, self.remarks = ChangesView(), words("")
        self._where = ""
        self.came_head, self.came_model = words("What came with it, act by act:"), StepModel(with_days=False)
        self.came = row_list("Acts that came with this step")
        self.came.setItemDelegate(StepDelegate(self.came))
        self.came.setModel(self.came_model)
        self.came_model.more_requested.connect(self.more_came)
        self.standing = words("")
        self.model = StepModel(with_days=False)
        self.list = row_list("What goes with this step")
        self.list.setItemDelegate(StepDelegate(self.list))
        self.list.setModel(self.model)
        self.list.activated.connect(self._on_activated)
        self.revert = pressed_by_enter(button("Revert this step"))
        self.note = words("", Look.SECONDARY)
        self.remark, self.settle = _link("Write a remark…"), _link("Settle")
        self.to_place = _link("Go to its place in the text")
        self.then = _link("Open the project as it was then")
        self.only_document = _link("Only this document’s steps")
        for each, signal in (
            (self.revert, self.revert_requested),
            (self.to_place, self.place_requested),
            (self.only_document, self.document_requested),
            (self.remark, self.remark_requested),
            (self.settle, self.settle_requested),
            (self.then, self.then_requested),
        ):
            each.clicked.connect(signal)
        self._build()
        self.show_step(None)

    def show_step(self, line: Line | None, may_go_back: bool = False) -> None:
        """Show a step, before it is known what stands on it; None: none is at hand.

        `may_go_back`: whether whoever looks may open the project as it was.
        """
        self.what.setText(line.what if line is not None else "No step is chosen")
        self.model.show_lines(())
        self.list.hide()
        self.revert.setEnabled(False)
        self.revert.setText("Revert this step")
        self.changes.show_told(NOTHING_TOLD, Codebook())
        self.show_notes(StepNotes())
        self.show_came(None)
        for part in (self.detail, self.place, self.standing, self.note, self.to_place, self.revert):
            part.setVisible(line is not None)
        self.then.setVisible(line is not None and may_go_back)
        self.only_document.setVisible(line is not None and bool(line.where))
        if line is None:
            return
        moment = local(line.time)
        day = day_in_words(moment.date(), moment.now().date())
        state = state_of(line)
        self.detail.setText(f"{line.who} · {day}, {moment:%H:%M:%S}{' · ' + state if state else ''}")
        self._where = line.where
        self.place.setText(" · ".join(part for part in (line.passage, line.where) if part))
        self.place.setVisible(bool(self.place.text()))
        self.standing.setText("Looking for what stands on it…")
        self.note.setText("")
        self.to_place.setVisible(bool(line.where))

    def show_told(self, told: StepTold, codebook: Codebook) -> None:
        """Show what the step at hand did, before and after; a passage is not said twice."""
        if any(row.before or row.after for row in told.rows):
            self.place.setText(self._where)
            self.place.setVisible(bool(self._where))
        self.changes.show_told(told, codebook)

    def show_came(self, page: ActPage | None) -> None:
        """Show the first of the acts that came with a step; None: it is no taking in."""
        lines = page.lines if page is not None else ()
        self.came_model.show_lines(lines, has_more=page is not None and not page.is_last)
        self.came.setFixedHeight(_ROW * min(len(lines), _MOST_ROWS) + 4)
        for part in (self.came_head, self.came):
            part.setVisible(bool(lines))

    def add_came(self, page: ActPage) -> None:
        """Show more of them."""
        self.came_model.add_lines(page.lines, has_more=not page.is_last)

    def show_notes(self, notes: StepNotes) -> None:
        """Show what is written at the step at hand."""
        self.remarks.setText("\n".join(map(_remark_said, notes.lines)))
        self.remarks.setVisible(bool(notes.lines))
        self.remark.setVisible(notes.may_write)
        is_open = any(not one.is_settled for one in notes.lines)
        self.remark.setText("Answer…" if is_open else "Write a remark…")
        self.settle.setVisible(bool(notes.to_settle))

    def show_standing(self, others: Sequence[Line], count: int, refusal: str) -> None:
        """Show what goes with the step at hand: `count` steps with itself, of which these others can be listed."""
        more = count - 1
        self.model.show_lines(others)
        self.list.setVisible(bool(others))
        self.list.setFixedHeight(_ROW * min(len(others), _MOST_ROWS) + 4)
        if refusal:
            self.standing.setText(refusal)
        elif more:
            beyond = f", of which the first {len(others):,} are listed" if len(others) < more else ""
            self.standing.setText(f"{counted(more, 'later step stands', 'later steps stand')} on this one{beyond}:")
        else:
            self.standing.setText("Nothing stands on this step.")
        self.revert.setEnabled(not refusal)
        self.revert.setText("Revert this step" if not more else f"Revert these {more + 1:,} steps…")
        self.revert.setAccessibleName(self.revert.text().rstrip("…"))
        self.note.setText("" if refusal else "Reverting is a step of its own: undo takes it back.")
        self.note.setVisible(not refusal)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        if (line := self.model.line_at(index.row())) is not None:
            self.opened.emit(line.number)

    def _build(self) -> None:
        inside = QWidget()
        box = QVBoxLayout(inside)
        spaced(box, 8, (12, 4, 12, 12))
        for said in (self.what, self.detail, self.place, self.changes, self.came_head, self.came, self.remarks):
            box.addWidget(said)
        row = QHBoxLayout()
        spaced(row, 12)
        row.addWidget(self.remark)
        row.addWidget(self.settle)
        row.addStretch(1)
        box.addLayout(row)
        box.addWidget(self.standing)
        box.addWidget(self.list)
        for part in (self.revert, self.note, self.to_place, self.then, self.only_document):
            box.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if part is not self.note else Qt.AlignmentFlag(0))
        box.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _link(text: str) -> QPushButton:
    return pressed_by_enter(button(text, Look.LINK))


def _remark_said(line: RemarkLine) -> str:
    moment = local(line.time)
    settled = " (settled)" if line.is_settled else ""
    return f"{line.who}, {moment.day} {moment:%b, %H:%M}{settled}: {line.text}"
