"""Searches that are kept in the project, below the conditions: one of them is looked for again with one key."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from annotator.model.kept_search import KeptSearch
from annotator.model.wording import isolated
from annotator.operations.passages import kept
from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.kit.widgets import Look, button, pressed_by_enter, spaced, tooltip, words

_NONE = "None yet."


class KeptSearchPanel(QWidget):
    """`chosen` carries the line of the search that is to be looked for; `line` is the one that is looked for now."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kept: Sequence[KeptSearch] = ()
        self.line = ""
        self.list = _KeptList()
        self.list.setAccessibleName("Kept searches")
        self.list.setProperty("look", Look.QUIET.value)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = words(_NONE, Look.SECONDARY)
        self.keep_link = _link("+ keep this search…", "Keep this search")
        self.rename_link = _link("Rename…", "Rename the kept search")
        self.change_link = _link("Update", "Let the kept search ask for what is looked for now")
        self.remove_link = _link("Remove", "Remove the kept search")
        self.list.itemActivated.connect(self._on_activated)
        self.list.itemClicked.connect(self._on_activated)
        self.list.currentRowChanged.connect(self._show_links)
        self.list.rename_requested.connect(self.rename)
        self.list.remove_requested.connect(self.remove)
        self.list.left.connect(self.left)
        self.keep_link.clicked.connect(self.keep)
        self.rename_link.clicked.connect(self.rename)
        self.change_link.clicked.connect(self.change)
        self.remove_link.clicked.connect(self.remove)
        self._build()
        self.reset()

    @property
    def at_hand(self) -> KeptSearch | None:
        """The kept search that is chosen in the list."""
        row = self.list.currentRow()
        return self._kept[row] if 0 <= row < len(self._kept) else None

    def renew(self) -> None:
        """Read what is kept; the one at hand stays so."""
        before = self.at_hand
        self._kept = kept.kept(self._session.project) if self._session.is_open else ()
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._kept:
            item = QListWidgetItem(one.name)
            item.setToolTip(tooltip(one.search))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.name}: {one.search}")
            self.list.addItem(item)
        row = next((at for at, one in enumerate(self._kept) if before is not None and one.id == before.id), -1)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self._show_links()

    def show_line(self, line: str) -> None:
        """Know what is looked for now, and have the search at hand that asks for it, if one does."""
        self.line = line
        row = next((at for at, one in enumerate(self._kept) if one.search == line), -1)
        self.list.blockSignals(True)
        self.list.setCurrentRow(row if row >= 0 or self.at_hand is None else self.list.currentRow())
        self.list.blockSignals(False)
        self._show_links()

    def reset(self) -> None:
        """Show nothing of this project any more."""
        self._kept, self.line = (), ""
        self.list.clear()
        self._show_links()

    # What is done.

    @Slot()
    def keep(self) -> None:
        """Ask for a name, and keep what is looked for under it."""
        line = self.line
        there = next((one for one in self._kept if one.search == line), None)
        if not line or there is not None:
            already = f"The search is kept already, as “{isolated(there.name)}”." if there is not None else ""
            self._session.refused.emit(already or "Nothing in particular is searched for; write what is to be kept.")
            return
        dialog = ReasonDialog("Keep the search", "Name", hint=line, accept="Keep", parent=self.window())
        dialog.given.connect(lambda name: self._did(lambda project: kept.keep(project, name, line), f"Kept: {name}"))
        open_dialog(dialog)

    @Slot()
    def rename(self) -> None:
        """Ask for another name of the one at hand."""
        one = self.at_hand
        if one is not None:
            dialog = ReasonDialog("Rename the kept search", "Name", one.name, one.search, parent=self.window())
            dialog.given.connect(
                lambda name: self._did(lambda project: kept.rename(project, one.id, name), f"Renamed: {name}")
            )
            open_dialog(dialog)

    @Slot()
    def change(self) -> None:
        """Let the one at hand ask for what is looked for now."""
        one = self.at_hand
        if one is not None:
            self._did(lambda project: kept.change(project, one.id, self.line), f"Updated: {one.name}")

    @Slot()
    def remove(self) -> None:
        """Keep the one at hand no more."""
        one = self.at_hand
        if one is not None:
            self._did(lambda project: kept.remove(project, one.id), f"No longer kept: {one.name}")

    def _did(self, verb: Callable[[Project], object], said: str) -> None:
        if self._session.did(verb):
            self._session.said.emit(f"{said} · saved")

    # Inside.

    @Slot(QListWidgetItem)
    def _on_activated(self, _: QListWidgetItem) -> None:
        if self.at_hand is not None:
            self.chosen.emit(self.at_hand.search)

    @Slot()
    def _show_links(self) -> None:
        one = self.at_hand
        self.none.setVisible(not self._kept)
        self.list.setVisible(bool(self._kept))
        self.keep_link.setVisible(bool(self.line) and all(each.search != self.line for each in self._kept))
        self.rename_link.setVisible(one is not None)
        self.remove_link.setVisible(one is not None)
        self.change_link.setVisible(one is not None and bool(self.line) and one.search != self.line)

    def _build(self) -> None:
        caption = words("kept searches", Look.SECONDARY)
        box = QVBoxLayout(self)
        spaced(box, 2, (12, 4, 4, 6))
        box.addWidget(caption)
        box.addWidget(self.none)
        box.addWidget(self.list, 100)
        row = QHBoxLayout()
        spaced(row, 0)
        for link in (self.rename_link, self.change_link, self.remove_link):
            row.addWidget(link)
        row.addStretch(1)
        box.addLayout(row)
        box.addWidget(self.keep_link, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)  # of an empty list the words stay below their heading


class _KeptList(QListWidget):
    """Its own keys: those by which lists elsewhere rename and remove."""

    rename_requested = Signal()
    remove_requested = Signal()
    left = Signal()

    # Qt calls this.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = {
            Qt.Key.Key_F2: self.rename_requested,
            Qt.Key.Key_Delete: self.remove_requested,
            Qt.Key.Key_Escape: self.left,
        }.get(Qt.Key(event.key()))
        if wanted is not None:
            wanted.emit()
        else:
            super().keyPressEvent(event)


def _link(text: str, name: str) -> QPushButton:
    made = pressed_by_enter(button(text, Look.LINK))
    made.setAccessibleName(name)
    return made
