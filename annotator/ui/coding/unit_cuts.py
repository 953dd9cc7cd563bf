"""Units cut, split and joined in the text, by whoever leads: what follows is listed before it is done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.model.ids import DocumentId
from annotator.model.wording import counted
from annotator.operations.documents import unit_words, units
from annotator.operations.documents.rereading_words import seen_layers
from annotator.operations.documents.units import UnitChange
from annotator.operations.people.roles import Right
from annotator.ui.background.session import Session
from annotator.ui.coding.selection import Shown
from annotator.ui.coding.units import CodingUnits
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.units_dialog import UnitsDialog

_MOST = 200


class UnitCuts(QObject):
    """Works on the units that `of_units` shows."""

    said = Signal(str)

    def __init__(self, session: Session, shown: Shown, of_units: CodingUnits, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._shown, self._units, self._window = session, shown, of_units, window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do."""
        return {"code.cut_units": self.cut, "code.split_unit": self.split, "code.join_units": self.join}

    def cut(self) -> None:
        """Cut all documents that are not cut yet."""
        if not self._session.allows(Right.DOCUMENTS):
            return
        self._session.in_background(
            lambda project, progress: units.cut_units(project, progress=progress),
            returned=self._say_cut,
            errored=self._session.tell,
        )

    def split(self) -> None:
        """Split the unit at the caret there."""
        if not self._session.allows(Right.DOCUMENTS):
            return
        caret, at, document = self._shown.reader.caret, self._units.at_hand(), self._document()
        if document is None or not at:
            self._session.refused.emit("Put the caret into a unit, where it is to be split.")
            return
        change = self._session.run(units.plan_split, document, at[0], [caret])
        if change is not None:
            title = f"Split unit {at[0] + 1:,}"
            self._ask(title, "Split", [change], lambda: self._split(document, at[0], caret))

    def join(self) -> None:
        """Join the units that are selected, or the one at the caret with the next."""
        if not self._session.allows(Right.DOCUMENTS):
            return
        at, document = self._units.at_hand(), self._document()
        if document is None or not at:
            self._session.refused.emit("Select the units that are to be joined.")
            return
        first, last = at[0], max(at[-1], at[0] + 1)
        change = self._session.run(units.plan_join, document, first, last)
        if change is not None:
            title = f"Join {counted(last - first + 1, 'unit')}"
            self._ask(title, "Join", [change], lambda: self._join(document, first, last))

    def _say_cut(self, done: Sequence[UnitChange]) -> None:
        said = f"{unit_words.cut_said(done)} · saved" if done else "All documents are cut into units already."
        self.said.emit(said)
        self._units.begin()

    def _split(self, document: DocumentId, at: int, caret: int) -> None:
        if self._session.run(units.split_unit, document, at, [caret]) is not None:
            self._units.go_to(at + 1)
            self.said.emit(f"Unit {at + 1:,} is split · saved")

    def _join(self, document: DocumentId, first: int, last: int) -> None:
        if self._session.run(units.join_units, document, first, last) is not None:
            self._units.go_to(first)
            self.said.emit(f"{counted(last - first + 1, 'unit is', 'units are')} joined · saved")

    def _ask(self, title: str, does: str, changes: Sequence[UnitChange], do: Callable[[], None]) -> None:
        """List what follows; where nothing does, it is done at once."""
        said = unit_words.follows_said(changes)
        if not said:
            do()
            return
        project = self._session.project
        seen = seen_layers(project)
        lines = [*unit_words.codings_said(project, changes, seen)][:_MOST]
        said += [unit_words.UNSEEN] if seen is not None else []
        dialog = UnitsDialog(title, does, said, lines, self._window)
        dialog.accepted.connect(do)
        open_dialog(dialog)

    def _document(self) -> DocumentId | None:
        if self._shown.document is None:
            return None
        return self._session.project.documents.info(self._shown.document).id
