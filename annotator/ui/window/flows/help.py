"""What helps: the keys, and what there is to say about the program."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from annotator.licences import parts
from annotator.log import log_file
from annotator.ui.commands.action_set import ActionSet, shortcut_rows
from annotator.ui.dialogs.about import AboutDialog
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.licences import LicencesDialog
from annotator.ui.dialogs.shortcuts import ShortcutsDialog


class HelpFlows(QObject):
    """Opens what is to be read. `actions` is asked for late: it needs these handlers first."""

    def __init__(self, actions: Callable[[], ActionSet], window: QWidget) -> None:
        super().__init__(window)
        self._actions, self._window = actions, window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {"help.shortcuts": self.shortcuts, "help.about": self.about}

    def shortcuts(self) -> ShortcutsDialog:
        """List all keys."""
        dialog = ShortcutsDialog(shortcut_rows(self._actions()), self._window)
        open_dialog(dialog)
        return dialog

    def about(self) -> AboutDialog:
        """Say what program this is, and how it is cited."""
        dialog = AboutDialog(log_file(), self._window)
        dialog.licences_requested.connect(self._licences)
        open_dialog(dialog)
        return dialog

    @Slot()
    def _licences(self) -> None:
        sender = self.sender()
        open_dialog(LicencesDialog(parts(), sender if isinstance(sender, QWidget) else self._window))
