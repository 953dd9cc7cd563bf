"""What the dataset says of itself, asked in a form and written as one step."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from annotator.operations.project import describing
from annotator.ui.background.session import Session
from annotator.ui.codebook.dialogs import AskDialog
from annotator.ui.dialogs.base import open_dialog

if TYPE_CHECKING:
    from annotator.ui.dialogs.description_dialog import DescriptionDialog

_UNSAVED = "What you wrote in this form is not saved yet."


class DescribingFlow:
    """Opens the form on what is said so far."""

    def __init__(self, session: Session, window: QWidget) -> None:
        self._session, self._window = session, window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {"project.describe": self.open}

    def open(self) -> None:
        """Ask what the dataset says of itself."""
        # The form is wanted seldom, and the window is open before it is loaded.
        from annotator.ui.dialogs.description_dialog import DescriptionDialog  # noqa: PLC0415

        dialog = DescriptionDialog(describing.description(self._session.project), self._window)
        dialog.described.connect(lambda values: self._session.run(describing.describe, values))
        dialog.leaving.connect(lambda: _ask_before_leaving(dialog))
        open_dialog(dialog)


def _ask_before_leaving(dialog: "DescriptionDialog") -> None:
    ask = AskDialog("Leave without saving?", _UNSAVED, "Go on writing", "Discard it", "", dialog)
    ask.second.connect(dialog.discard)
    open_dialog(ask)
