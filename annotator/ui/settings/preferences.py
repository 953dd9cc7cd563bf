"""The settings in use: whoever changes them says so once, and everybody hears."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotator.model.errors import UserError
from annotator.ui.reader.pitch import usual_size
from annotator.ui.settings import settings as store
from annotator.ui.settings.merging import merged
from annotator.ui.settings.settings import Settings


class Preferences(QObject):
    """The present settings. `changed` after each change; `failed` carries a sentence once they cannot be saved.

    `folder`: where they are kept. `is_kept`: whether they were, the last time; set it where it is said otherwise that
    they are not, since that is said once.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None, screen: int = 0) -> None:
        """`screen`: how wide it is, in pixels: on a wide one texts are larger at first."""
        super().__init__(parent)
        self.folder, self.is_kept = folder, True
        self.fresh = Settings(text_px=usual_size(screen))
        """What holds where nothing was set."""
        self.value, self.notice = store.load(folder, self.fresh)
        self._kept = self.value

    def put(self, settings: Settings) -> None:
        """Use these settings from now on, here and the next time, with what other windows have changed meanwhile."""
        if settings == self.value:
            return
        self.value = merged(self._kept, settings, store.found(self.folder, self._kept))
        try:
            store.save(self.value, self.folder)
        except UserError as error:
            if self.is_kept:
                self.failed.emit(str(error))
            self.is_kept = False
        else:
            self.is_kept, self._kept = True, self.value
        self.changed.emit()
