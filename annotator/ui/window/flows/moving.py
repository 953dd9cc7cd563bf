"""Ways through a text by keys, in whichever workspace shows one: by sentence and paragraph, and to wider selections."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.model.span import Extent

if TYPE_CHECKING:
    # The text is loaded with the workspace that shows one.
    from annotator.ui.reader.caret import MovementUnit
    from annotator.ui.reader.pane import ReaderPane
    from annotator.ui.reader.view import ReaderView

_WAYS = {"next": (1, False), "previous": (-1, False), "extend": (1, True), "extend_back": (-1, True)}
"""To which side, and whether the selection goes along."""


class MovingFlows(QObject):
    """Moves the caret of the text that `at_hand` returns; changes nothing in the project."""

    def __init__(self, at_hand: "Callable[[], ReaderPane | None]", parent: QObject) -> None:
        super().__init__(parent)
        self._at_hand = at_hand

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        made: dict[str, Callable[[], object]] = {"move.select_more": self.select_more}
        for name in ("sentence", "paragraph"):
            for way, (side, extend) in _WAYS.items():
                made[f"move.{way}_{name}"] = partial(self._move_by, name, side, extend)
        return made

    def _move_by(self, name: str, side: int, extend: bool) -> None:
        # Loaded by then, with the text.
        from annotator.ui.reader.caret import MovementUnit  # noqa: PLC0415

        self.move(MovementUnit(name), side, extend)

    def move(self, unit: "MovementUnit", side: int, extend: bool) -> None:
        """Move the caret by a unit; `extend` selects on the way."""
        if (reader := self._reader()) is not None:
            reader.move(unit, side, extend)

    def select_more(self) -> None:
        """Select the word at the caret; pressed again the sentence, the paragraph, the text."""
        if (reader := self._reader()) is not None:
            wider = wider_than(reader)
            if wider is not None:
                reader.set_selection(*wider)

    def _reader(self) -> "ReaderView | None":
        pane = self._at_hand()
        return pane.reader if pane is not None else None


def wider_than(reader: "ReaderView") -> Extent | None:
    """Return the least unit of the text that is more than what is selected, None where all of it is."""
    index = reader.text_index()
    now = reader.selection() or Extent(reader.caret, reader.caret)
    # Inside of what is selected: a word of one character may touch the next one.
    inner = min(now.start + 1, now.stop - 1) if now.start < now.stop else reader.caret
    units = (index.word_at(inner), index.sentence_at(inner), index.paragraph_at(inner), Extent(0, len(index.text)))
    wider = (unit for unit in units if unit != now and unit.start <= now.start and now.stop <= unit.stop)
    return next(wider, None)
