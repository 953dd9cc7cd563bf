"""How texts are shown and searched, alike in all workspaces: size, columns, and the words that one looks for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.model.codebook import Codebook
from annotator.ui.reader.pitch import zoomed
from annotator.ui.settings.preferences import Preferences
from annotator.ui.settings.reader_look import reader_style

if TYPE_CHECKING:
    # The text is loaded with the workspace that shows one.
    from annotator.ui.reader.find_bar import FindBar
    from annotator.ui.reader.pane import ReaderPane


class ReadingFlows(QObject):
    """Sets all texts that it is given as the preferences say; `at_hand` returns the one that is in use, if any."""

    def __init__(
        self,
        preferences: Preferences,
        at_hand: "Callable[[], ReaderPane | None]",
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._preferences, self._at_hand = preferences, at_hand
        self._panes: list[ReaderPane] = []
        self._codebook: Codebook | None = None

    def add(self, pane: "ReaderPane") -> None:
        """Take care of one more text."""
        self._panes.append(pane)
        pane.reader.zoom_requested.connect(self.zoom)
        self._dress(pane)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {
            "edit.find": lambda: self._find(lambda bar: bar.open()),
            "edit.find_next": lambda: self._find(lambda bar: bar.go_next()),
            "edit.find_previous": lambda: self._find(lambda bar: bar.go_previous()),
            "view.larger": lambda: self.zoom(1),
            "view.smaller": lambda: self.zoom(-1),
            "view.columns": self.toggle_columns,
        }

    def apply_theme(self, codebook: Codebook | None) -> None:
        """Set all texts as they are to be shown now."""
        self._codebook = codebook
        for pane in self._panes:
            self._dress(pane)

    def _dress(self, pane: "ReaderPane") -> None:
        pane.reader.set_style(reader_style(self._preferences.value, self._codebook))
        pane.reader.board.set_columns(self._preferences.value.columns)
        pane.reader.set_whole_words(self._preferences.value.whole_words)

    def zoom(self, steps: int) -> None:
        """Make the text larger or (negative) smaller by so many of the sizes that there are."""
        self._put(text_px=zoomed(self._preferences.value.text_px, steps))

    def toggle_columns(self) -> None:
        """Show the coders side by side, or in lanes below each line."""
        self._put(columns=not self._preferences.value.columns)

    def _find(self, what: "Callable[[FindBar], object]") -> None:
        pane = self._at_hand()
        if pane is not None:
            what(pane.find_bar)

    def _put(self, **values: object) -> None:
        self._preferences.put(self._preferences.value.model_copy(update=values))
