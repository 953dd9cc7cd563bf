"""What each coder said of a case, a row each, with the button that takes it.

The rows are made once and say something else for each case: making widgets anew costs as much as painting the text.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.model.codebook import Label
from annotator.model.wording import isolated
from annotator.ui.adjudication.case_wording import CandidateLine
from annotator.ui.commands.commands import LETTERS
from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.kit import theme
from annotator.ui.kit.swatch import HEIGHT, WIDTH, label_icon
from annotator.ui.kit.widgets import Look, beside_text, breakable, button, spaced, words


class _Row:
    """The widgets of one coder."""

    def __init__(self, number: int, grid: QGridLayout) -> None:
        self.button = beside_text(button("", Look.KEY))
        self.button.setMinimumWidth(36)
        self.button.setProperty("row", number)
        self.mark = QLabel()
        self._look: object = None
        self.said = words("")
        self.more = words("", Look.SECONDARY)
        self.texts = QWidget()
        box = QVBoxLayout(self.texts)
        spaced(box, 0)
        box.addWidget(self.said)
        box.addWidget(self.more)
        grid.addWidget(self.button, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.mark, number, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.texts, number, 2)

    def show(self, line: CandidateLine | None, label: Label | None) -> None:
        """Say what the coder says; None: there is no such coder."""
        for part in (self.mark, self.texts):
            part.setVisible(line is not None)
        self.button.setVisible(line is not None and bool(line.letter))
        if line is None:
            return
        self.button.setText(_sign(line.letter))
        self.button.setAccessibleName(f"Take {line.name}’s span")
        self.button.setEnabled(bool(line.label))
        look = label, theme.current(), self.mark.devicePixelRatio()
        if look != self._look:
            self.mark.setPixmap(label_icon(label).pixmap(WIDTH, HEIGHT) if label is not None else QPixmap())
            self._look = look
        self.said.setText(f"{'▸ ' if line.is_current else ''}{isolated(line.name)}: {line.text}")
        self.more.setText("\n".join(map(breakable, line.more)))
        self.more.setVisible(bool(line.more))


class CandidateRows(QWidget):
    """`taken` carries the number of the row whose button was pressed."""

    taken = Signal(int)
    emptied = Signal()
    """The button that had the keyboard is gone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._lines: Sequence[CandidateLine] = ()
        self._labels: Mapping[str, Label] = {}
        self._shown = 0
        self._grid = QGridLayout(self)
        spaced(self._grid, 8)
        self._grid.setColumnStretch(2, 1)
        follow_keys(self, lambda: self.show_lines(self._lines, self._labels))

    @property
    def buttons(self) -> list[QPushButton]:
        """The buttons that take a coder's span, in the order of the letters."""
        return [row.button for row in self._rows[: self._shown]]

    def show_lines(self, lines: Sequence[CandidateLine], labels: Mapping[str, Label]) -> None:
        """Say what the coders say; `labels`: how they are drawn."""
        focused = QApplication.focusWidget()
        while len(self._rows) < len(lines):
            row = _Row(len(self._rows), self._grid)
            row.button.clicked.connect(self._on_clicked)
            self._rows.append(row)
        self._lines, self._labels, self._shown = lines, labels, len(lines)
        for number, row in enumerate(self._rows):
            line = lines[number] if number < len(lines) else None
            row.show(line, labels.get(line.label) if line is not None else None)
        if any(row.button is focused and not row.button.isEnabled() for row in self._rows):
            self.emptied.emit()

    @Slot()
    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.taken.emit(int(sender.property("row")))


def _sign(letter: str) -> str:
    """Return the letter of a coder, and the key that takes their span where that is another one."""
    key = key_or_none(f"adjudicate.take_{letter.lower()}") if letter and letter.lower() in LETTERS else ""
    return letter if key in ("", letter) else f"{letter} ({key})".replace("&", "&&")
