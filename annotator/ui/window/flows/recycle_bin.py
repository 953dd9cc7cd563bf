"""The recycle bin in the window: shown, and things put back from it; persons and layers put into it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from annotator.model.coder import LayerKind
from annotator.model.wording import isolated
from annotator.operations.people.roles import Right
from annotator.operations.recycle_bin import removing
from annotator.operations.recycle_bin.listing import InBin, listed
from annotator.operations.recycle_bin.putting_back import put_back
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.recycle_bin import RecycleBinDialog
from annotator.ui.dialogs.removal import Removable, RemovalDialog


class RecycleBinFlows(QObject):
    """Shows what was removed as far as whoever is at the desk may see it."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._dialog: RecycleBinDialog | None = None
        self._listing = LatestTask(session, self)
        session.refused.connect(self._say)
        session.changed.connect(self._on_changed)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {"project.bin": self.show, "project.remove_person": self.remove}

    def show(self) -> None:
        """Show what lies in the bin."""
        self._dialog = dialog = RecycleBinDialog(self._window)
        dialog.put_back_requested.connect(self._put_back)
        dialog.finished.connect(self._forget)
        open_dialog(dialog)
        self._list()

    def remove(self) -> None:
        """Ask which person or layer is to go into the bin."""
        dialog = RemovalDialog(self._removable(), self._window)
        dialog.removal_requested.connect(self._remove)
        open_dialog(dialog)

    def _list(self) -> None:
        # How much hangs on each is counted, which in a large bin takes a moment.
        eyes = None if self._session.may_see_others else self._session.project.person
        self._listing.start(lambda project, _: listed(project, eyes), self._show_rows)

    def _show_rows(self, rows: list[InBin]) -> None:
        if self._dialog is not None:
            self._dialog.show_rows(rows)

    @Slot(object)
    def _put_back(self, one: InBin) -> None:
        said = self._session.run(put_back, [one.removal.id])
        if said is not None:
            self._say(" ".join([f"{isolated(one.name)} is back, with what hung on it.", *said]))
            self._session.said.emit(f"Put back: {one.name}")

    @Slot(str)
    def _say(self, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.say(sentence)

    def _removable(self) -> list[Removable]:
        project, own = self._session.project, self._session.project.person
        names = {one.id: one.name for one in project.coders.all()}
        why = self._session.why_not(Right.PEOPLE)
        found = [
            Removable(one.name, coder=one.id, why_not=why or removing.why_not_coder(project, one.id))
            for one in project.coders.all()
        ]
        for layer in project.layers.all():
            if layer.kind is not LayerKind.GOLD:
                reason = (why if layer.coder != own else "") or removing.why_not_layer(project, layer.id)
                owner = names.get(layer.coder, "") if layer.coder else ""
                found.append(Removable(layer.name, layer=layer.id, owner=owner, why_not=reason))
        return found

    @Slot(object)
    def _remove(self, chosen: Removable) -> None:
        if chosen.layer is not None:
            done = self._session.did(removing.remove_layer, chosen.layer, with_codings=True)
        else:
            assert chosen.coder is not None
            done = self._session.did(removing.remove_coder, chosen.coder, with_codings=True)
        if done:
            self._session.said.emit(f"Removed: {chosen.name} · in the recycle bin")

    @Slot(object)
    def _on_changed(self, changes: object) -> None:
        if self._dialog is not None and self._session.is_open:
            self._list()

    @Slot()
    def _forget(self) -> None:
        self._dialog = None
