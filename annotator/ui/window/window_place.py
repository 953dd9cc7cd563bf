"""Where the window stood and how wide its columns were, kept in the settings from one run to the next.

Qt writes both as bytes that only Qt reads; what it does not know again it leaves alone.
"""

import base64

from PySide6.QtWidgets import QMainWindow, QSplitter

from annotator.ui.settings.settings import Settings


def restore(window: QMainWindow, columns: QSplitter, settings: Settings) -> None:
    """Put window and columns where the settings say, if they say anything that Qt can use."""
    for saved, put in ((settings.geometry, window.restoreGeometry), (settings.layout, columns.restoreState)):
        if saved:
            put(base64.b64decode(saved, validate=False))


def with_places(settings: Settings, window: QMainWindow, columns: QSplitter) -> Settings:
    """Return the settings with the places as they are now."""
    geometry = base64.b64encode(window.saveGeometry().data()).decode()
    layout = base64.b64encode(columns.saveState().data()).decode()
    return settings.model_copy(update={"geometry": geometry, "layout": layout})
