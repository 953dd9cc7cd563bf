"""What the dataset says of itself, asked in a form and written as one step."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from annotator.operations.project import describing
from annotator.ui.background.session import Session
from annotator.ui.dialogs.base import open_dialog


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
        open_dialog(dialog)
