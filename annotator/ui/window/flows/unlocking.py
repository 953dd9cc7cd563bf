"""The passphrase of an encrypted file is asked, and once it fits what was wanted of the file is done."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator.model.errors import UserError
from annotator.store.connections.connecting import is_locked, unlock
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.passphrase_dialog import PassphraseDialog


def unlocked(path: Path, window: QWidget, then: Callable[[], object]) -> bool:
    """Whether a file needs no passphrase, or it is known; else it is asked, and `then` called once it fits."""
    if not is_locked(path):
        return True
    dialog = PassphraseDialog(path.name, window)

    def attempt(passphrase: str) -> None:
        try:
            unlock(path, passphrase)
        except UserError as error:
            dialog.say(str(error))
            return
        dialog.done(PassphraseDialog.DialogCode.Accepted)
        then()

    dialog.given.connect(attempt)
    open_dialog(dialog)
    return False
