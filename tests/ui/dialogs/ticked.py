"""Documents to tick, for the tests of the dialogs that list some."""

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.ticks import TickEntry

ENTRIES = (
    TickEntry("a", "First", "ready"),
    TickEntry("b", "Second", "2 cases not decided"),
    TickEntry("c", "Third", "ready"),
)


def shown(qtbot: QtBot, dialog: QDialog) -> None:
    """Put a dialog on the screen until the test ends."""
    qtbot.addWidget(dialog)
    dialog.show()
