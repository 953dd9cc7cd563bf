"""Two versions of the codebook side by side: a row for each difference, of which a key takes the one or the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.operations.codebook.bringing_together import Place, VersionDifference, VersionSide
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import Look, button, spaced, words

_COLUMNS = {VersionSide.FIRST: 1, VersionSide.SECOND: 2}
_KEYS = {Qt.Key.Key_A: VersionSide.FIRST, Qt.Key.Key_B: VersionSide.SECOND}


class TogetherDialog(Dialog):
    """`chosen` carries which side holds, by the place of each difference."""

    chosen = Signal(object)

    def __init__(
        self, names: tuple[str, str], differences: Sequence[VersionDifference], parent: QWidget | None = None
    ) -> None:
        intro = "What one version alone changed is proposed. Of what both changed say which holds: A or B."
        super().__init__(f"Bring versions {names[0]} and {names[1]} together", parent, intro)
        self._differences = list(differences)
        self.sides: dict[Place, VersionSide] = {
            one.place: one.proposed for one in differences if one.proposed is not None
        }
        self.rows = _DifferenceRows()
        self.rows.setHeaderLabels(["What", f"A: version {names[0]}", f"B: version {names[1]}"])
        self.rows.setAccessibleName("What is otherwise")
        self.rows.setRootIsDecorated(False)
        self.rows.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.rows.taken.connect(self._take)
        self.left = words("", Look.SECONDARY)
        self.take_first, self.take_second = button("Take &A"), button("Take &B")
        self.take_first.clicked.connect(lambda: self._take(VersionSide.FIRST))
        self.take_second.clicked.connect(lambda: self._take(VersionSide.SECOND))
        for one in self._differences:
            QTreeWidgetItem(self.rows, [one.title, one.first, one.second])
        foot = QHBoxLayout()
        spaced(foot)
        for each in (self.take_first, self.take_second):
            foot.addWidget(each)
        foot.addWidget(self.left, 1)
        self.full = (words(""), words(""))
        beside = QHBoxLayout()
        spaced(beside, 16)
        for part in self.full:
            part.setTextFormat(Qt.TextFormat.PlainText)
            beside.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        self.rows.currentItemChanged.connect(self._show_in_full)
        self.body.addWidget(self.rows, 1)
        self.body.addLayout(beside)
        self.body.addLayout(foot)
        self.accept_button = self.add_buttons("Save as a new version") or QPushButton()
        self._refresh()
        self._go_on(-1)
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(900, 560)

    @Slot()
    def _show_in_full(self) -> None:
        """Show both sides of the difference at hand below the rows, which have a line each."""
        current = self.rows.currentItem()
        row = self.rows.indexOfTopLevelItem(current) if current is not None else -1
        sides = (self._differences[row].first, self._differences[row].second) if row >= 0 else ("", "")
        for part, letter, said in zip(self.full, "AB", sides, strict=True):
            part.setText(f"{letter}: {said}" if said else "")

    @Slot(object)
    def _take(self, side: VersionSide) -> None:
        """Let a side hold of the difference at hand, and go on to the next that is open."""
        current = self.rows.currentItem()
        row = self.rows.indexOfTopLevelItem(current) if current is not None else -1
        if row >= 0:
            self.sides[self._differences[row].place] = side
            self._refresh()
            self._go_on(row)

    def _go_on(self, row: int) -> None:
        """Put the next difference that is open at hand; where none is, the next, or the last."""
        count = len(self._differences)
        later = [*range(row + 1, count), *range(max(0, row + 1))]
        is_open = [each for each in later if self._differences[each].place not in self.sides]
        target = is_open[0] if is_open else min(row + 1, count - 1)
        if (line := self.rows.topLevelItem(max(0, target))) is not None:
            self.rows.setCurrentItem(line)

    def _refresh(self) -> None:
        for row, one in enumerate(self._differences):
            line, side = self.rows.topLevelItem(row), self.sides.get(one.place)
            if line is None:
                continue
            for each, column in _COLUMNS.items():
                font = line.font(column)
                font.setBold(each is side)
                line.setFont(column, font)
            holds = f"{side.value.upper()} holds" if side is not None else "open"
            spoken = f"{one.title}: A {one.first}; B {one.second}; {holds}"
            line.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
            line.setText(0, one.title if side is not None else f"● {one.title}")
        left = sum(one.place not in self.sides for one in self._differences)
        self.left.setText(f"{left} open" if left else "All is decided.")
        self.accept_button.setEnabled(not left)

    # Qt calls this.

    def accept(self) -> None:
        if len(self.sides) == len(self._differences):
            super().accept()
            self.chosen.emit(dict(self.sides))


class _DifferenceRows(QTreeWidget):
    """`taken` carries the side whose key was pressed."""

    taken = Signal(object)

    # Qt calls this.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        side = _KEYS.get(Qt.Key(event.key())) if not event.modifiers() else None
        if side is None:
            super().keyPressEvent(event)
        else:
            self.taken.emit(side)
