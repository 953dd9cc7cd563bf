"""Before codings are imported: what layers that are here already have otherwise, and who and what is which here."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QPushButton, QScrollArea, QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import Look, Outcome, ReportList, labelled, spaced, words

_SHOWN = 2_000
"""So many lines the list shows."""
_NONE = "Left out"
_CAPTION = 240
"""Pixels that the names of theirs may take; longer ones are broken."""


@dataclass(frozen=True, slots=True)
class MatchRow:
    """Something of theirs: its id, its name, why it is proposed, and which of ours it is, None for a new one.

    `among`: the ids of ours that it may be; None for any.
    """

    id: str
    name: str
    why: str
    ours: str | None
    among: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class ImportAhead:
    """What is to be seen before an import. `said`: sentences; `lines`: what is otherwise, one by one.

    `overwrites`: whether layers that are here would change. `labels`, `people`: theirs, each with ours that it may be
    (id, name). `is_own`: it is a coder's copy, into which nothing comes that is not theirs; `apart`: what is left out
    there, or lies outside of what was given out, in sentences.
    """

    said: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    overwrites: bool = False
    labels: tuple[MatchRow, ...] = ()
    our_labels: tuple[tuple[str, str], ...] = ()
    people: tuple[MatchRow, ...] = ()
    our_people: tuple[tuple[str, str], ...] = ()
    is_own: bool = False
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportAnswer:
    """What whoever imports says: whether layers become what the files say, and which labels and people are which."""

    is_update: bool
    labels: dict[str, str | None] = field(default_factory=dict)
    people: dict[str, str | None] = field(default_factory=dict)


class ImportPlanDialog(Dialog):
    """`answered` carries an `ImportAnswer`."""

    answered = Signal(object)

    def __init__(self, ahead: ImportAhead, parent: QWidget | None = None) -> None:
        super().__init__("Before it is imported", parent, _intro(ahead))
        self._is_update = bool(ahead.said)
        self.lines = ReportList("What changes")
        self.apart = ReportList("What is left out" if ahead.is_own else "What was not given")
        for report, is_shown in ((self.lines, ahead.lines), (self.apart, ahead.apart)):
            report.setParent(self)
            report.setVisible(bool(is_shown))
        self.labels: dict[str, QComboBox] = {}
        self.people: dict[str, QComboBox] = {}
        for sentence in ahead.said:
            self.body.addWidget(words(sentence))
        if ahead.lines:
            shown = [(Outcome.NOTICE, line) for line in ahead.lines[:_SHOWN]]
            more = len(ahead.lines) - len(shown)
            self.lines.show_lines([*shown, *([(Outcome.NOTICE, f"… and {more:,} more.")] if more > 0 else [])])
            self.body.addLayout(labelled("What &changes", self.lines), 2)
        if ahead.apart:
            self.apart.show_lines([(Outcome.NOTICE, sentence) for sentence in ahead.apart])
            self.body.addLayout(labelled("What is left &out" if ahead.is_own else "What was not &given", self.apart), 1)
        if ahead.people or ahead.labels:
            self.body.addWidget(self._matches(ahead), 2)
        elif not ahead.apart:
            self.body.addStretch(1)
        self.keep_button = QPushButton()
        if ahead.overwrites:
            self.keep_button = self.add_side_button("&Keep what is here")
            self.keep_button.setToolTip("Only what is new comes in")
            self.keep_button.clicked.connect(self._on_keep)
        self.accept_button = self.add_buttons("Take as an update" if ahead.overwrites else "Import") or QPushButton()
        if ahead.overwrites:
            # By itself Tab leaves the button at the other end out of its round.
            self.setTabOrder(self.accept_button, self.keep_button)
        self.accept_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(620, 560 if ahead.lines or ahead.labels or ahead.apart else 320)

    @property
    def answer(self) -> ImportAnswer:
        """What is chosen now, layers taken as updates."""
        return ImportAnswer(
            self._is_update,
            {id: _chosen(box) for id, box in self.labels.items()},
            {id: _chosen(box) for id, box in self.people.items()},
        )

    def _matches(self, ahead: ImportAhead) -> QScrollArea:
        """Return theirs, each with a field for ours: the captions in one column, the fields in the other."""
        form = QWidget()
        grid = QGridLayout(form)
        spaced(grid, 8, (0, 0, 12, 0))
        grid.setColumnStretch(1, 1)
        if ahead.people:
            grid.addWidget(words("People in the files, and who they are here", Look.SECONDARY), 0, 0, 1, 2)
            _add_rows(grid, ahead.people, ahead.our_people, _NONE if ahead.is_own else "Somebody new", self.people)
        if ahead.labels:
            title = words("Labels in the files, and which they are here", Look.SECONDARY)
            grid.addWidget(title, grid.rowCount(), 0, 1, 2)
            _add_rows(grid, ahead.labels, ahead.our_labels, _NONE if ahead.is_own else "A new label", self.labels)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(form)
        return area

    @Slot()
    def _on_keep(self) -> None:
        self._is_update = False
        self.accept()

    # Qt calls this.

    def accept(self) -> None:
        super().accept()
        self.answered.emit(self.answer)


def _intro(ahead: ImportAhead) -> str:
    if ahead.overwrites:
        return "The files change codings that are here. As an update the layers become what the files say, in one step."
    if ahead.is_own:
        return "Into a coder’s copy come their own codings alone, of the documents that they were given."
    if ahead.labels:
        return "The files have labels that are not here. Each becomes a new label, unless you say which of yours it is."
    if ahead.people:
        return "The files come from elsewhere. Nothing is changed before you say so."
    return "What was not given to its coder comes in with the rest." if ahead.apart else ""


def _add_rows(
    grid: QGridLayout, rows: Sequence[MatchRow], ours: Sequence[tuple[str, str]], new: str, boxes: dict[str, QComboBox]
) -> None:
    """Add theirs, each with a field for ours; the fields stand in `boxes` by their ids."""
    for number, row in enumerate(rows, grid.rowCount()):
        box = boxes[row.id] = QComboBox()
        box.addItem(new, None)
        for id, name in ours:
            if row.among is None or id in row.among:
                box.addItem(name, id)
        box.setCurrentIndex(max(0, box.findData(row.ours)) if row.ours is not None else 0)
        box.setAccessibleName(f"{row.name} is here")
        box.setToolTip(row.why)
        caption = words(row.name)
        caption.setMaximumWidth(_CAPTION)
        caption.setBuddy(box)
        grid.addWidget(caption, number, 0)
        grid.addWidget(box, number, 1)


def _chosen(box: QComboBox) -> str | None:
    found = box.currentData()
    return found if isinstance(found, str) else None
