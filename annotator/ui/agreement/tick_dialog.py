"""Which coders, documents or labels: a list to tick, filtered as one types."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from annotator.model.wording import isolated
from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.ticks import TickEntry, TickModel, tick_list
from annotator.ui.kit.widgets import Field, Look, button, spaced, words

_MANY = 8
"""From so many options on there is a line to filter them."""


class TickDialog(Dialog):
    """A list to tick; `chosen` carries the ids, in their order. `least`: so many must be ticked."""

    chosen = Signal(tuple)

    def __init__(
        self,
        title: str,
        intro: str,
        options: Sequence[tuple[str, str]],
        ticked: Collection[str],
        least: int = 1,
        parent: QWidget | None = None,
        groups: Sequence[tuple[str, Collection[str]]] = (),
    ) -> None:
        """`groups`: options that can be ticked together, and all others not, by the name of what they are."""
        super().__init__(title, parent, intro)
        self._least = least
        self.model = TickModel([TickEntry(id, " ".join(name.split())) for id, name in options], ticked, self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self.model)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filter = Field(placeholderText="Filter", clearButtonEnabled=True)
        self.list = tick_list(self.model, title)
        self.all_button, self.none_button = button("Tick these", Look.LINK), button("Untick these", Look.LINK)
        self.count = words("", Look.SECONDARY)
        self.groups = QComboBox()
        self.groups.addItem("Those of a set…")
        for name, ids in groups:
            self.groups.addItem(isolated(name), tuple(ids))
        self._build(title)
        self.accept_button = self.add_buttons("Compare") or QPushButton()
        self._connect()
        self._check()
        self.resize(420, 420)

    @property
    def choice(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(entry.id for entry in self.model.entries if entry.id in self.model.chosen)

    def _build(self, title: str) -> None:
        self.filter.setAccessibleName(f"Filter: {title}")
        self.list.setModel(self._shown)
        self.list.setUniformItemSizes(True)
        self.count.setWordWrap(False)
        row = QHBoxLayout()
        spaced(row, 4)
        row.addWidget(self.count, 1)
        row.addWidget(self.all_button)
        row.addWidget(self.none_button)
        self.groups.setAccessibleName(f"Tick those of a set: {title}")
        self.body.addWidget(self.groups)
        self.groups.setVisible(self.groups.count() > 1)
        self.body.addWidget(self.filter)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(row)
        self.filter.setVisible(len(self.model.entries) > _MANY)
        if self.model.entries:
            self.list.setCurrentIndex(self._shown.index(0, 0))
        (self.filter if len(self.model.entries) > _MANY else self.list).setFocus()

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._shown.setFilterFixedString)
        self.filter.descended.connect(self.list.setFocus)
        self.filter.left.connect(self.reject)
        self.model.ticked.connect(self._check)
        self.all_button.clicked.connect(lambda: self.model.choose(self.model.chosen | self._passing()))
        self.groups.activated.connect(self._on_group)
        self.none_button.clicked.connect(lambda: self.model.choose(self.model.chosen - self._passing()))

    def _passing(self) -> set[str]:
        """Return those that the filter lets through."""
        rows = (self._shown.mapToSource(self._shown.index(row, 0)).row() for row in range(self._shown.rowCount()))
        return {self.model.entries[row].id for row in rows}

    @Slot(int)
    def _on_group(self, row: int) -> None:
        if row:
            self.model.choose(set(self.groups.itemData(row)) & {entry.id for entry in self.model.entries})

    @Slot()
    def _check(self) -> None:
        enough = len(self.model.chosen) >= self._least
        said = f"{len(self.model.chosen)} of {len(self.model.entries)} ticked"
        self.count.setText(said if enough else f"{said}; at least {self._least} must be")
        self.accept_button.setEnabled(enough)

    # Qt calls these.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.accept_button.isEnabled():
            return
        super().keyPressEvent(event)

    def accept(self) -> None:
        if len(self.model.chosen) >= self._least:
            super().accept()
            self.chosen.emit(self.choice)
