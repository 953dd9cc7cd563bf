"""Who is coding: one of the project's coders, in one of their layers, or a new one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from annotator.model.coder import Coder, Layer
from annotator.model.ids import CoderId, LayerId
from annotator.model.names import tidied
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit import theme
from annotator.ui.kit.icons import icon
from annotator.ui.kit.widgets import Look, begin_at, labelled, words

_MOST_ROWS = 10
"""So many coders are seen without scrolling."""


@dataclass(frozen=True, slots=True)
class Who:
    """A coder of the project, or with `coder` None the name of a new one. `layer`: None for the coder's first."""

    coder: CoderId | None
    name: str
    layer: LayerId | None = None


class WhoDialog(Dialog):
    """Two keys for whoever coded last: the dialog opens on them, Enter goes on.

    A coder with further layers has a row for each, named like the layer, below the row of the first.
    """

    chosen = Signal(object)
    rename_requested = Signal(object)
    """The coder of the row at hand is to get another name."""

    def __init__(
        self,
        coders: Sequence[Coder],
        last: CoderId | None = None,
        parent: QWidget | None = None,
        further: Sequence[Layer] = (),
        at: LayerId | None = None,
        why_none_new: str = "",
    ) -> None:
        """`further`: the coders' layers besides the first of each; `at`: the one of the last coder to open on.

        `why_none_new`: why nobody is added or renamed here, in a sentence; empty where somebody may be.
        """
        intro = "Each codes in a layer of their own and sees no other while coding."
        super().__init__("Who is coding?", parent, intro)
        self._coders = tuple(coders)
        self.list = QListWidget()
        self.list.setIconSize(QSize(16, 16))
        self._rows = _rows(self._coders, further)
        for row in self._rows:
            item = QListWidgetItem(icon("person", theme.current().secondary), row.name)
            item.setToolTip(", ".join(next(coder for coder in self._coders if coder.id == row.coder).roles))
            self.list.addItem(item)
        self.name = QLineEdit(placeholderText="A new name")
        self._problem = words("", Look.PROBLEM)
        if self._coders:
            self.body.addLayout(labelled("&Coders", self.list), 1)
        if why_none_new:
            self.body.addWidget(words(why_none_new, Look.SECONDARY))
        else:
            self.body.addLayout(labelled("Somebody &else", self.name, "Their layer begins empty."))
        self.body.addWidget(self._problem)
        self.accept_button = self.add_buttons("Go on")
        self.rename_button = self.add_side_button("Rename…")
        self.rename_button.setVisible(bool(self._coders) and not why_none_new)
        self.rename_button.clicked.connect(self._rename)
        self.name.textChanged.connect(self._check)
        self.list.itemActivated.connect(self.accept)
        self.list.currentRowChanged.connect(self._check)
        self._select(last, at)
        self._check()
        self.setMinimumWidth(400)

    @property
    def choice(self) -> Who | None:
        """Who was chosen; a name that the project knows already is that coder. None while nobody is."""
        typed = tidied(self.name.text())
        if typed:
            known = next((who for who in self._rows if who.name.casefold() == typed.casefold()), None)
            return known or Who(None, typed)
        row = self.list.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _select(self, last: CoderId | None, at: LayerId | None) -> None:
        rows = [row for row, who in enumerate(self._rows) if who.coder == last and who.layer in (None, at)][-1:]
        if self._coders:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            begin_at(self.list, rows[0] if rows else 0)
        else:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _check(self) -> None:
        choice = self.choice
        typed = tidied(self.name.text())
        known = bool(typed) and choice is not None and choice.coder is not None
        self._problem.setText(
            f"{choice.name} is a coder already and goes on in that layer." if known and choice else ""
        )
        self.list.setEnabled(not typed)
        self.rename_button.setEnabled(not typed and choice is not None)
        if self.accept_button is not None:
            self.accept_button.setEnabled(choice is not None)
            self.accept_button.setText(f"Go on as {choice.name}".replace("&", "&&") if choice else "Go on")

    @Slot()
    def _rename(self) -> None:
        choice = self.choice
        if choice is not None:
            self.reject()
            self.rename_requested.emit(next(coder for coder in self._coders if coder.id == choice.coder))

    # Qt calls these.

    def showEvent(self, event: QShowEvent) -> None:
        # Only now the rows have the height that the style gives them: all are seen, up to ten.
        rows = min(len(self._rows), _MOST_ROWS)
        self.list.setMinimumHeight(rows * self.list.sizeHintForRow(0) + 2 * self.list.frameWidth() + 4)
        self.adjustSize()
        super().showEvent(event)

    def accept(self, _item: QListWidgetItem | QModelIndex | None = None) -> None:
        choice = self.choice
        if choice is not None:
            super().accept()
            self.chosen.emit(choice)


def _rows(coders: Sequence[Coder], further: Sequence[Layer]) -> list[Who]:
    """Return each coder, followed by their further layers."""
    rows = []
    for coder in coders:
        rows.append(Who(coder.id, coder.name))
        rows += [Who(coder.id, layer.name, layer.id) for layer in further if layer.coder == coder.id]
    return rows
