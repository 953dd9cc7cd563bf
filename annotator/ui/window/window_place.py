"""Where the window stood, kept in the settings from one run to the next.

Qt writes it as bytes that only Qt reads; what it does not know again it leaves alone.
"""

import base64

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMainWindow

from annotator.ui.settings.settings import Settings

_FRAME = QSize(16, 40)
"""What a window manager may put around; it is known only once the window is shown."""


def restore(window: QMainWindow, settings: Settings) -> None:
    """Put the window where the settings say, if they say anything that Qt can use."""
    if settings.geometry:
        window.restoreGeometry(base64.b64decode(settings.geometry, validate=False))


def fit(window: QMainWindow, room: QSize) -> None:
    """Make a window that is not shown yet no larger than a screen with so much room has place for, with its frame."""
    window.resize(window.size().boundedTo(room - _FRAME))


def with_place(settings: Settings, window: QMainWindow) -> Settings:
    """Return the settings with the window's place as it is now."""
    geometry = base64.b64encode(window.saveGeometry().data()).decode()
    return settings.model_copy(update={"geometry": geometry})
