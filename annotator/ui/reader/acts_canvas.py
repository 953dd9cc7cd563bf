"""The surface with what acts add: sentences in the margin, the parts framed, what is offered, a drag to a party.

All of it is looked up for what is in view: a document may have any number of acts.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from annotator.acts.saying import NOTHING, Saying
from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.reader.canvas import ReaderCanvas
from annotator.ui.reader.gutter import paint_gutter
from annotator.ui.reader.hits import Hits
from annotator.ui.reader.margin import Margin
from annotator.ui.reader.painter import Scene
from annotator.ui.reader.parts import PartMark, frames_of, paint_parts
from annotator.ui.reader.repaint import changed_sentences
from annotator.ui.reader.sentences import Sentence
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.style import ReaderStyle
from annotator.ui.reader.suggestions import Suggestion, Suggestions
from annotator.ui.reader.words import word_of


class Aim(NamedTuple):
    """What a drag would make a party: the words at `position`, all of which are lit."""

    position: int
    extents: tuple[Extent, ...]


class ActsCanvas(ReaderCanvas):
    """Shows acts. With lanes none of it is seen: there the coders are compared."""

    def __init__(self, parent: QWidget | None = None) -> None:
        # First, since a resize may come while the rest is being built.
        self._margin = Margin()
        self._parts: tuple[PartMark, ...] = ()
        self._pages: tuple[int, ...] = ()
        self._suggested = Suggestions()
        self._aimed_at: QPointF | None = None
        super().__init__(parent)

    def set_document(self, index: TextIndex | None) -> None:
        """Show a text from its beginning, without anything about it."""
        self._drop_acts()
        super().set_document(index)

    def set_style(self, style: ReaderStyle) -> None:
        """Show everything in another style; the text at the top stays there."""
        self._margin.forget_pixmaps()
        super().set_style(style)

    def set_sentences(self, sentences: Mapping[str, Saying]) -> None:
        """Say these, by the ids of their marks, in the margin where the marks begin.

        Marks with a sentence are acts: a drag from them is a drag to a party.
        """
        before = list(self._seen_sentences())
        self._margin.put(sentences)
        self._update_beside(before)

    def update_sentences(self, changes: Mapping[str, Saying | None]) -> None:
        """Say some things anew, and (None) others no more."""
        before = list(self._seen_sentences())
        self._margin.change(changes)
        self._update_beside(before)

    def set_parts(self, parts: Sequence[PartMark]) -> None:
        """Frame these parts of the active mark; another active mark has none until it is given its own."""
        if tuple(parts) != self._parts:
            self._parts = tuple(parts)
            self.viewport().update()

    def set_pages(self, starts: Sequence[int]) -> None:
        """Say beside the text where each page of the source after the first begins."""
        if tuple(starts) != self._pages:
            self._pages = tuple(starts)
            self.viewport().update()

    def set_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Put a light dotted mark below these words and below no others."""
        self._suggested = Suggestions(suggestions)
        self.viewport().update()

    def suggestion_at(self, position: int) -> int | None:
        """Return the number of the suggestion for the character at `position`, in the order they were given in."""
        return self._suggested.at(position)

    def sentences(self) -> Mapping[str, Saying]:
        """Return what is said in the margin, by the ids of the marks."""
        return self._margin.said

    def update_marks(self, changed: Sequence[Mark], removed: Sequence[str] = ()) -> None:
        """Add or replace some marks and take others out (by id); the result is what `set_marks` would show."""
        before = list(self._seen_sentences())
        super().update_marks(changed, removed)
        self._update_beside(before)
        if self._parts:
            self.viewport().update()

    def hits(self) -> Hits | None:
        """Return what looks under points, None without a text."""
        if self._scroll is None:
            return None
        return Hits(self._scroll, self.column_lefts(), self._lanes.side_by_side, self.sentences_beside)

    def sentences_beside(self, piece: ShapedPiece) -> list[Sentence]:
        """Return the sentences beside a piece in the window."""
        return [] if self._lanes.titles else self._margin.of(piece, self._metrics, self.across())

    def aim(self, point: QPointF | None) -> None:
        """Light what a drag from the active mark to a point would take; None ends it."""
        if point != self._aimed_at:
            self._aimed_at = point
            self.viewport().update()

    def party_at(self, point: QPointF) -> Aim | None:
        """Return what a drag that is released at a point would make a party, None where there is no word.

        The innermost span there that is no act and does not enclose the active one, else the word.
        """
        hits, active = self.hits(), self.scene().active
        if hits is None or active is None or not self.viewport().rect().contains(point.toPoint()):
            return None
        target = hits.target(point, None)
        found = next((mark for mark in target.marks if self._can_be_party(mark, active)), None)
        position = hits.position_on(point)
        if target.on_bar or position is None:
            return Aim(found.start, found.extents) if found is not None and target.on_bar else None
        if found is not None:
            return Aim(position, found.extents)
        return self._word_at(position)

    def tool_tip_at(self, point: QPointF) -> str:
        """Return what there is to say where the pointer rests: of bars and sentences all the words, of suggestions."""
        hits = self.hits()
        if hits is None:
            return ""
        target = hits.target(point, self.scene().active)
        if target.on_bar:
            return "\n".join(self._in_full(mark) for mark in target.marks)
        position = hits.position_on(point)
        number = self.suggestion_at(position) if position is not None else None
        return self._suggested[number].title if number is not None else ""

    def paint_below(self, painter: QPainter, scene: Scene) -> None:
        """Light what a drag would take, on the tints and below the words."""
        if scene.active is None or self._aimed_at is None or self._lanes.titles or self._scroll is None:
            return
        found, left = self.party_at(self._aimed_at), self.column_left()
        aimed = PartMark("", found.extents if found is not None else ())
        for frame in frames_of(self._scroll.visible(), aimed, self._metrics):
            painter.fillRect(frame.box.translated(left, 0), QColor(self._metrics.style.selection))

    def paint_beside(
        self, painter: QPainter, clip: QRect, visible: list[tuple[ShapedPiece, int]], scene: Scene
    ) -> None:
        """Paint sentences and suggestions, and on top of all the frames of the active act's parts."""
        act = scene.active
        self._paint_pieces(painter, clip, visible, act.id if act is not None else None)
        if act is not None and self._parts and not self._lanes.titles:
            left = self.column_left()
            painter.translate(left, 0)
            paint_parts(painter, visible, self._parts, self._metrics, act.style_key)
            painter.translate(-left, 0)

    def _paint_pieces(
        self, painter: QPainter, clip: QRect, visible: list[tuple[ShapedPiece, int]], active: str | None
    ) -> None:
        margin, suggestions = self._margin, self._suggested
        lefts = self.column_lefts()
        for piece, y in visible:
            if y > clip.bottom() or y + piece.height < clip.top():
                continue
            for column, left in enumerate(lefts):
                here = clip.translated(-left, -y)
                painter.translate(left, y)
                if len(suggestions):
                    suggestions.paint(painter, piece, here, self._metrics.style.secondary)
                if column == 0 and len(lefts) == 1:
                    paint_gutter(painter, piece, here, self._pages, self._metrics)
                if column == 0:
                    margin.paint(painter, self.sentences_beside(piece), here, self._metrics, active)
                painter.translate(-left, -y)

    def _update_sentence(self, mark: Mark | None) -> None:
        """Paint the sentence of a mark again, where it is in view."""
        if mark is None or self._scroll is None:
            return
        left = self.column_lefts()[0]
        for piece, y in self._scroll.visible():
            # It stands beside the piece where the mark begins.
            begins = piece.start <= mark.start <= piece.stop
            for each in self.sentences_beside(piece) if begins else ():
                if each.says(mark.id):
                    self.viewport().update(left + each.left, y + each.top, each.width, each.height)

    def _update_beside(self, before: Sequence[tuple[int, int, list[Sentence]]]) -> None:
        """Paint the sentences in view that have changed; where their piece moved all is painted anyway."""
        for old, new in zip(before, list(self._seen_sentences()), strict=False):
            strip = changed_sentences(old[2], new[2]) if old[:2] == new[:2] else None
            if strip is not None:
                self._update_strips([(new[1] + strip[0], strip[1])])

    def _seen_sentences(self) -> Iterator[tuple[int, int, list[Sentence]]]:
        """Yield the number, the y and the sentences of each piece in the window."""
        if self._scroll is not None and not self._lanes.titles:
            place = self.across()
            for piece, y in self._scroll.visible():
                yield piece.number, y, self._margin.of(piece, self._metrics, place)

    def _drop_acts(self) -> None:
        self._margin.put(NOTHING)
        self._parts, self._pages, self._aimed_at, self._suggested = (), (), None, Suggestions()

    def _can_be_party(self, mark: Mark, act: Mark) -> bool:
        encloses = mark.start <= act.start and mark.stop >= act.stop
        return mark.id != act.id and mark.id not in self.sentences() and not encloses

    def _word_at(self, position: int) -> Aim | None:
        index = self._page.index if self._page is not None else TextIndex("")
        start, stop = index.word_at(position)
        return Aim(position, (Extent(start, stop),)) if index.text[start:stop].strip() else None

    def _in_full(self, mark: Mark) -> str:
        said = self.sentences().get(mark.id)
        words = word_of(mark.label, mark.doubt)
        return f"{words}: {said.text}" if said and not self._lanes.titles else words
