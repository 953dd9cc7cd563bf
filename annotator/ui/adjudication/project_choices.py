"""What is chosen for all who adjudicate in a project: who is compared, whether names are seen, the list of reasons."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.operations.adjudication import adjudicate, without_names
from annotator.ui.adjudication.queue_updater import QueueUpdater
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import Fact
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.coders import CodersDialog
from annotator.ui.dialogs.reasons_dialog import ReasonsDialog

_HIDDEN = "Names are hidden: coders are A, B …, in a different order for each case"
_AT_THE_END = "Names come after the last decision, where they are hidden"
_NEVER = "Names never come, where they are hidden"


class ProjectChoices(QObject):
    """Asks and writes; `queue_updater` follows. `compare`: compares the coders with these names."""

    said = Signal(str)

    def __init__(
        self, session: Session, queue_updater: QueueUpdater, compare: Callable[[list[str]], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._queue_updater, self._compare, self._window = session, queue_updater, compare, parent

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do that choose for the project."""
        return {
            "adjudicate.coders": self.choose_coders,
            "adjudicate.reasons": self.edit_reasons,
            "adjudicate.blind": self.toggle_names,
            "adjudicate.names_at_end": self.toggle_end,
        }

    def facts(self) -> dict[Fact, bool]:
        """Return what the project has chosen."""
        settings = self._queue_updater.settings
        return {
            Fact.NAMES_HIDDEN: settings.adjudicate_without_names,
            Fact.NAMES_AT_END: settings.names_after_last_decision,
        }

    def choose_coders(self) -> CodersDialog:
        """Ask which coders are compared."""
        known = [layer.name for layer in self._session.project.layers.all() if layer.coder is not None]
        compared = [layer.name for layer in self._queue_updater.layers]
        dialog = CodersDialog(known, compared, self._window)
        dialog.chosen.connect(self._compare)
        open_dialog(dialog)
        return dialog

    def edit_reasons(self) -> ReasonsDialog:
        """Let the project's list of reasons be edited."""
        dialog = ReasonsDialog(adjudicate.reasons(self._session.project), self._window)
        dialog.chosen.connect(lambda reasons: self._session.run(adjudicate.set_reasons, reasons))
        open_dialog(dialog)
        return dialog

    def toggle_names(self) -> None:
        """Hide who said what from whoever adjudicates in this project, or show it."""
        on = not self._queue_updater.settings.adjudicate_without_names
        if self._session.did(without_names.hide_names, on):
            self.said.emit(_HIDDEN if on else "Names are shown")

    def toggle_end(self) -> None:
        """Let names that are hidden come after the last decision, or never."""
        on = not self._queue_updater.settings.names_after_last_decision
        if self._session.did(without_names.show_at_the_end, on):
            self.said.emit(_AT_THE_END if on else _NEVER)
