"""The open project is written to a new file, encrypted or not, while it is closed; then that one can be opened."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from annotator.model.errors import Cancelled, UserError
from annotator.operations.project import encryption
from annotator.operations.project.encryption import Rewriting, WrittenAnew
from annotator.store.connections import keys
from annotator.store.connections.connecting import forget, key_of, require_library
from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress
from annotator.ui.codebook.dialogs import AskDialog
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.encryption_dialog import EncryptionChoice, EncryptionDialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.window.flows.backups import BackupFlows

_COMMANDS = {
    "project.encrypt": Rewriting.ENCRYPT,
    "project.change_passphrase": Rewriting.CHANGE,
    "project.decrypt": Rewriting.DECRYPT,
}


class EncryptingFlows(QObject):
    """`may_leave`: asks what is unsaved first; `take_over`: opens a project in the window."""

    def __init__(
        self,
        session: Session,
        backups: BackupFlows,
        may_leave: Callable[[Callable[[], object]], bool],
        take_over: Callable[[Project], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._backups, self._window = session, backups, window
        self._may_leave, self._take_over = may_leave, take_over

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {command: partial(self._ask, kind) for command, kind in _COMMANDS.items()}

    def _ask(self, kind: Rewriting) -> None:
        path = self._session.project.path
        try:
            require_library(path.name)
        except UserError as error:
            open_dialog(ErrorDialog.of(error, self._window))
            return
        proposed = encryption.proposed(path, kind)
        dialog = EncryptionDialog(kind, proposed, encryption.what_stays(path, kind), self._window)
        dialog.chosen.connect(partial(self._write, kind))
        open_dialog(dialog)

    def _write(self, kind: Rewriting, choice: EncryptionChoice) -> None:
        if not self._may_leave(lambda: self._write(kind, choice)):
            return
        session, keeper, path = self._session, self._backups.keeper, self._session.project.path
        key, open_again = key_of(path), self._opener()
        session.close()  # nobody may have it open
        if key is not None:  # closing forgot it
            keys.keep(key)

        def work(_: Progress) -> WrittenAnew:
            keeper.finish()
            return encryption.rewrite(path, choice.path, kind, choice.passphrase)

        def failed(error: Exception) -> None:
            open_again(path)
            if not isinstance(error, Cancelled):
                open_dialog(ErrorDialog.of(error, self._window))

        session.said.emit(f"Writing {choice.path.name}…")
        session.tasks.run(work, returned=lambda made: self._offer(path, made, open_again), errored=failed)

    def _offer(self, old: Path, made: WrittenAnew, open_again: Callable[[Path], object]) -> None:
        """Say what stays, and open whichever of both files is wanted; the key of the other is known no more."""
        self._session.said.emit(f"Wrote {made.path.name}")
        ask = AskDialog(
            f"Made {made.path.name}", made.stays, f"Open {made.path.name}", f"Open {old.name}", "Neither", self._window
        )
        ask.first.connect(lambda: open_again(made.path))
        ask.second.connect(lambda: open_again(old))
        # In the next turn: a dialog has finished before it says which answer was given.
        ask.finished.connect(lambda _: QTimer.singleShot(0, self, lambda: self._forget_closed(old, made.path)))
        open_dialog(ask)

    def _forget_closed(self, *paths: Path) -> None:
        for path in paths:
            forget(path)  # not of one that is open

    def _opener(self) -> Callable[[Path], object]:
        """Return what opens a file, with whoever is at the desk now at it again."""
        session = self._session
        coder, layer = session.coder, session.layer

        def open_again(path: Path) -> None:
            try:
                self._take_over(Project.open(path))
            except UserError as error:
                open_dialog(ErrorDialog.of(error, self._window))
                return
            if coder is not None:
                session.set_coder(session.project.coders.get(coder.id), layer and session.project.layers.get(layer.id))

        return open_again
