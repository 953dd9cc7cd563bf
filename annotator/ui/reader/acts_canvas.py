"""The surface with what acts add: sentences in the margin, links to the parties, what is suggested, a drag to a party.

All of it is looked up for what is in view: a document may have any number of acts.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.kit.direction import runs_right_to_left
from annotator.ui.reader.canvas import ReaderCanvas
from annotator.ui.reader.column_placement import narrowed, nearer
from annotator.ui.reader.hits import Hits
from annotator.ui.reader.link_painter import paint_edges, paint_links, paint_thread, underline
from annotator.ui.reader.links import LinkMark, LinkPicture, Window, bars_of, lead, picture_of, words_of
from annotator.ui.reader.margin import Margin
from annotator.ui.reader.painter import Scene
from annotator.ui.reader.repaint import changed_sentences
from annotator.ui.reader.sentences import Room, Sentence
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.style import ReaderStyle
from annotator.ui.reader.suggestions import Suggestion, Suggestions
from annotator.ui.reader.words import word_of

_BEGINNING = 2000


class Aim(NamedTuple):
    """What a drag would make a party: the words at `position`, all of which are lit."""

    position: int
    extents: tuple[Extent, ...]


class ActsCanvas(ReaderCanvas):
    """Shows acts. With lanes none of it is seen: there the coders are compared."""

    def __init__(self, parent: QWidget | None = None) -> None:
        # First, since a resize may come while the rest is being built.
        self._margin = Margin()
        self._has_acts = False
        self._links: tuple[LinkMark, ...] = ()
        self._suggested = Suggestions()
        self._aimed_at: QPointF | None = None
        self._runs_leftwards = False
        # What is painted below the words, for what is painted on top in the same go.
        self._picture = LinkPicture()
        super().__init__(parent)

    def set_document(self, index: TextIndex | None) -> None:
        """Show a text from its beginning, without anything about it."""
        self._drop_acts()
        self._runs_leftwards = index is not None and runs_right_to_left(index.text[:_BEGINNING])
        super().set_document(index)

    def set_style(self, style: ReaderStyle) -> None:
        """Show everything in another style; the text at the top stays there."""
        self._margin.forget_pixmaps()
        super().set_style(style)

    def set_sentences(self, sentences: Mapping[str, str]) -> None:
        """Say these, by the ids of their marks, in the margin where the marks begin; a reader that was told keeps room.

        Marks with a sentence are acts: a drag from them is a drag to a party.
        """
        self._margin.put(sentences)
        if not self._gave_way():
            self._refresh()

    def update_sentences(self, changes: Mapping[str, str | None]) -> None:
        """Say some things anew, and (None) others no more."""
        if not self._margin.is_kept:
            self.set_sentences({})
        before = list(self._seen_sentences())
        self._margin.change(changes)
        if not self._gave_way():
            self._update_beside(before)

    def set_links(self, links: Sequence[LinkMark]) -> None:
        """Draw links from the active mark to these parties; another active mark has none until it is given its own."""
        if tuple(links) != self._links:
            self._links = tuple(links)
            self.viewport().update()

    def set_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Put a light dotted mark below these words and below no others."""
        self._suggested = Suggestions(suggestions)
        self.viewport().update()

    def suggestion_at(self, position: int) -> int | None:
        """Return the number of the suggestion for the character at `position`, in the order they were given in."""
        return self._suggested.at(position)

    def sentences(self) -> Mapping[str, str]:
        """Return what is said in the margin, by the ids of the marks."""
        return self._margin.said

    def update_marks(self, changed: Sequence[Mark], removed: Sequence[str] = ()) -> None:
        """Add or replace some marks and take others out (by id); the result is what `set_marks` would show."""
        before = list(self._seen_sentences())
        super().update_marks(changed, removed)
        self._update_beside(before)
        if self._links:
            self.viewport().update()

    def scroll_pixels(self, pixels: int) -> None:
        """Move down by so many pixels, up for a negative number."""
        super().scroll_pixels(pixels)
        # What leads to the window's edges does not move with the text.
        if self._links or self._aimed_at is not None:
            self.viewport().update()

    def column_lefts(self) -> list[int]:
        """Return the x of each column; one with sentences makes room for them as far as the window has it."""
        lefts = super().column_lefts()
        if not self._margin.is_kept or self._lanes.titles or self._stripes_room():
            return lefts
        free = self.viewport().width() - self._column_width()
        start = nearer(lefts[0], free, self._metrics.style.margin)
        return [free - start if self._runs_leftwards else start]

    def hits(self) -> Hits | None:
        """Return what looks under points, None without a text."""
        if self._scroll is None:
            return None
        return Hits(self._scroll, self.column_lefts(), self._lanes.side_by_side, self.sentences_beside)

    def sentences_beside(self, piece: ShapedPiece) -> list[Sentence]:
        """Return the sentences beside a piece in the window."""
        return [] if self._lanes.titles else self._margin.of(piece, self._metrics, self._room_beside())

    def _room_beside(self) -> Room:
        left = self.column_lefts()[0]
        return Room(left, self.viewport().width() - left - self._column_width())

    def aim(self, point: QPointF | None) -> None:
        """Draw the line of a drag from the active mark to a point and light what is there; None ends it."""
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
        """Paint the links and what a drag would take, on the tints and below the words."""
        act = scene.active
        if act is None or self._lanes.titles or not (self._links or self._aimed_at):
            return
        window, style = self._window(), self._metrics.style
        if self._aimed_at is not None and (found := self.party_at(self._aimed_at)) is not None:
            words = words_of(window, found.extents)
            for each in words:
                ground = QRectF(each.left, each.top, each.right - each.left, each.y - each.top)
                painter.fillRect(ground, QColor(style.selection))
            underline(painter, words, style.bar_colour(act.style_key))
        self._picture = picture_of(window, act, self._links)
        paint_links(painter, self._picture, self._metrics, act.style_key)

    def paint_beside(
        self, painter: QPainter, clip: QRect, visible: list[tuple[ShapedPiece, int]], scene: Scene
    ) -> None:
        """Paint sentences and suggestions, and on top of all what leads to the window's edges or follows a drag."""
        act = scene.active
        self._paint_pieces(painter, clip, visible, act.id if act is not None else None)
        if act is None or self._lanes.titles:
            return
        if self._links:
            paint_edges(painter, self._picture, self._window(), self._metrics, act.style_key)
        if self._aimed_at is not None:
            window = self._window()
            x, y = self._aimed_at.x(), self._aimed_at.y()
            path = lead(bars_of(window, act), window, act.start < window.first, x, y)
            paint_thread(painter, path, self._metrics.style, act.style_key)

    def _paint_pieces(
        self, painter: QPainter, clip: QRect, visible: list[tuple[ShapedPiece, int]], active: str | None
    ) -> None:
        margin, suggestions = self._margin, self._suggested
        if not (margin.said or len(suggestions)):
            return
        lefts = self.column_lefts()
        for piece, y in visible:
            if y > clip.bottom() or y + piece.height < clip.top():
                continue
            for column, left in enumerate(lefts):
                here = clip.translated(-left, -y)
                painter.translate(left, y)
                if len(suggestions):
                    suggestions.paint(painter, piece, here, self._metrics.style.secondary)
                if margin.said and column == 0:
                    margin.paint(painter, self.sentences_beside(piece), here, self._metrics, active)
                painter.translate(-left, -y)

    def _column_width(self) -> int:
        """Return how wide the text is; one with acts is narrower, brackets have a margin wide enough already."""
        width = super()._column_width()
        if not self._has_acts or self._lanes.titles or self._stripes_room():
            return width
        return narrowed(width, self.viewport().width(), self._metrics)

    def _gave_way(self) -> bool:
        """Make room in a document that has acts from now on; it is kept should they go, so that lines break anew once.

        Return whether all has been set anew. The line with the caret stays in view.
        """
        if self._has_acts or not self._margin.said:
            return False
        self._has_acts = True
        if self._page is None or self._page.width == self._column_width():
            return False
        caret = self.scene().caret
        is_seen = caret >= 0 and not self.line_rectangle(caret).isEmpty()
        self._set_anew()
        if is_seen and self._scroll is not None and self._scroll.follow(caret):
            self._refresh()
        return True

    def _update_sentence(self, mark: Mark | None) -> None:
        """Paint the sentence of a mark again, where it is in view."""
        if mark is None or mark.id not in self.sentences() or self._scroll is None:
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
        if self._scroll is not None and self._margin.is_kept and not self._lanes.titles:
            room = self._room_beside()
            for piece, y in self._scroll.visible():
                yield piece.number, y, self._margin.of(piece, self._metrics, room)

    def _drop_acts(self) -> None:
        self._margin.clear()
        self._has_acts = False
        self._links, self._aimed_at, self._suggested = (), None, Suggestions()

    def _window(self) -> Window:
        visible = self._scroll.visible() if self._scroll is not None else []
        size = self.viewport().size()
        return Window(visible, self.column_lefts()[0], self._column_width(), size.width(), size.height())

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
        return f"{words}: {said}" if said and not self._lanes.titles else words
