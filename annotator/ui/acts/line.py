"""One row of the card as widgets: what it is called, the line that is typed in, what is wrong with it."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from annotator.ui.acts.field import RowField
from annotator.ui.acts.rows import EMPTY, CardRow
from annotator.ui.kit.widgets import ElidedLabel, Look, button, spaced, words

_CAPTION, _OUT = 112, 20
"""Pixels of a caption, and of the button that takes out."""


class RowPage(QWidget):
    """The lines of a label's rows, one below another."""

    def __init__(self, ids: Iterable[str], parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        spaced(grid, 4)
        grid.setColumnStretch(1, 1)
        self.lines = {id: RowLine(grid, 2 * number) for number, id in enumerate(ids)}


class RowLine:
    """The widgets of one row: its caption, its field, a button to take out what fills it, a sentence about it."""

    def __init__(self, grid: QGridLayout, at: int) -> None:
        self.caption = ElidedLabel(wish=_CAPTION)
        self.caption.setFixedWidth(_CAPTION)
        self.field = RowField()
        self.out: QPushButton = button("×", Look.KEY)
        self.out.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.out.setFixedWidth(_OUT)
        self.problem = words("", Look.PROBLEM)
        self.problem.hide()
        grid.addWidget(self.caption, at, 0)
        grid.addWidget(self.field, at, 1)
        grid.addWidget(self.out, at, 2)
        grid.addWidget(self.problem, at + 1, 0, 1, 3)
        self.caption.setBuddy(self.field)

    def show_row(self, row: CardRow) -> None:
        """Show what fills the row now."""
        if row == self.field.row:
            self.field.row = row
            return
        is_missing = row.required and row.is_open
        self.complain("")
        self.caption.setText(f"{EMPTY if is_missing else ''} {row.name}".strip())
        look = Look.PROBLEM.value if is_missing else ""
        if self.caption.property("look") != look:
            self.caption.setProperty("look", look)
            self.caption.style().unpolish(self.caption)
            self.caption.style().polish(self.caption)
        definition = row.part.definition if row.part is not None else "The registered actor that the passage mentions."
        self.caption.setToolTip(definition)
        self.field.show_row(row)
        self.out.setVisible(not row.is_open)
        self.out.setAccessibleName(f"Take out of {row.name}")
        self.out.setToolTip(f"Take {row.fills[-1].name} out" if row.fills else "")

    def complain(self, problem: str) -> None:
        """Say below the row why what was typed is not its value; nothing for an empty sentence."""
        if problem == self.problem.text():
            return
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.field.setAccessibleDescription(problem)
