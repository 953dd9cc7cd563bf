"""The step at hand: what, who, when; what stands on it; and the ways on from it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.model.wording import counted
from annotator.operations.project.history import Line
from annotator.ui.history.item_model import StepDelegate, StepModel, day_in_words, local, state_of
from annotator.ui.kit.rows import row_list
from annotator.ui.kit.widgets import Look, button, pressed_by_enter, spaced, words


class StepPanel(QWidget):
    """`revert_requested`, `place_requested`, `document_requested`: its buttons. `opened`: a step that stands on it."""

    revert_requested = Signal()
    place_requested = Signal()
    document_requested = Signal()
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what, self.detail, self.place = words("", Look.STRONG), words("", Look.SECONDARY), words("")
        self.standing = words("")
        self.model = StepModel(with_days=False)
        self.list = row_list("What goes with this step")
        self.list.setItemDelegate(StepDelegate(self.list))
        self.list.setModel(self.model)
        self.list.activated.connect(self._on_activated)
        self.revert = pressed_by_enter(button("Revert this step"))
        self.note = words("", Look.SECONDARY)
        self.to_place = pressed_by_enter(button("Go to its place in the text", Look.LINK))
        self.only_document = pressed_by_enter(button("Only this document’s steps", Look.LINK))
        self.revert.clicked.connect(self.revert_requested)
        self.to_place.clicked.connect(self.place_requested)
        self.only_document.clicked.connect(self.document_requested)
        self._build()
        self.show_step(None)

    def show_step(self, line: Line | None) -> None:
        """Show a step, before it is known what stands on it; None: none is at hand."""
        self.what.setText(line.what if line is not None else "No step is chosen")
        self.model.show_lines(())
        self.list.hide()
        self.revert.setEnabled(False)
        self.revert.setText("Revert this step")
        for part in (self.detail, self.place, self.standing, self.note, self.to_place, self.revert):
            part.setVisible(line is not None)
        self.only_document.setVisible(line is not None and bool(line.where))
        if line is None:
            return
        moment = local(line.time)
        day = day_in_words(moment.date(), moment.now().date())
        state = state_of(line)
        self.detail.setText(f"{line.who} · {day}, {moment:%H:%M:%S}{' · ' + state if state else ''}")
        self.place.setText(" · ".join(part for part in (line.passage, line.where) if part))
        self.place.setVisible(bool(self.place.text()))
        self.standing.setText("Looking for what stands on it…")
        self.note.setText("")
        self.to_place.setVisible(bool(line.where))

    def show_standing(self, others: Sequence[Line], count: int, refusal: str) -> None:
        """Show what goes with the step at hand: `count` steps with itself, of which these others can be listed."""
        more = count - 1
        self.model.show_lines(others)
        self.list.setVisible(bool(others))
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

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        if (line := self.model.line_at(index.row())) is not None:
            self.opened.emit(line.number)

    def _build(self) -> None:
        box = QVBoxLayout(self)
        spaced(box, 8, (12, 4, 12, 12))
        for said in (self.what, self.detail, self.place, self.standing):
            box.addWidget(said)
        box.addWidget(self.list, 1)
        for part in (self.revert, self.note, self.to_place, self.only_document):
            box.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if part is not self.note else Qt.AlignmentFlag(0))
        box.addStretch(0)
