"""What is shown of a document, and what of it has to be painted again when something is shown otherwise.

All that is seen is one `Scene`. A change makes another, and each layer says which parts of the window look otherwise;
what scrolls is shifted on the screen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QObject, QPointF, QRect, Signal
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QAbstractScrollArea

from annotator.acts.saying import Saying
from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.reader.head_facts import DocumentHead
from annotator.ui.reader.hits import Hits
from annotator.ui.reader.lanes import Lanes
from annotator.ui.reader.layers.layer import Area
from annotator.ui.reader.layers.stack import LAYERS
from annotator.ui.reader.parties import Aim, party_at
from annotator.ui.reader.parts import PartMark
from annotator.ui.reader.scene import Display, Scene, scene_of, shown_otherwise
from annotator.ui.reader.sheet import Sheet
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.style import ReaderStyle
from annotator.ui.reader.suggestions import Suggestions
from annotator.ui.reader.words import word_of

_MOST_PARTS = 4
"""So many rectangles are painted one by one; of more, all that they lie in."""


class Board(QObject):
    """Shows a document in the viewport of `area`. `sheet`: the document as it is set."""

    moved = Signal()
    """The window may stand elsewhere on the page, or the page be longer."""
    room_wished = Signal(int)
    """So wide a window would be good for columns side by side; 0 for none."""
    marks_changed = Signal()
    """There are other marks or hits, or they may stand elsewhere on the page."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.sheet = Sheet(ReaderStyle.light())
        self.shown = Display()
        self._layers = tuple(make() for make in LAYERS)
        self._scene: Scene | None = None
        self._former: Scene | None = None
        self._places_anew = False

    # What is shown.

    def set_document(self, index: TextIndex | None) -> None:
        """Show a text from its beginning, without anything about it; None shows the placeholder."""
        self.shown = Display(placeholder=self.shown.placeholder)
        self._fit()
        self.sheet.set_document(index)
        self.refresh()

    def set_head(self, head: DocumentHead | None) -> None:
        """Show this above the text; what is seen of the text stays where it is, but for its beginning."""
        self.sheet.set_head(head)
        self.refresh()

    def set_state(self, state: str) -> None:
        """Say in the head how far the coder at the desk is with the document, empty for nothing."""
        before = self.scene()
        if self.sheet.set_state(state):
            self._show_from(before)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks and no others."""
        self.sheet.set_marks(marks)
        self._activate(self.shown.active_id)
        self.refresh()
        self.marks_changed.emit()

    def update_marks(self, changed: Sequence[Mark], removed: Sequence[str] = ()) -> None:
        """Add or replace some marks and take others out (by id); the result is what `set_marks` would show."""
        before = self.scene()
        self.sheet.update_marks(changed, removed)
        self._activate(self.shown.active_id)
        self.sheet.settle()
        self._show_from(before)
        self.moved.emit()
        self.marks_changed.emit()

    def set_active(self, mark_id: str | None) -> None:
        """Tint one mark; None or an unknown id tints none."""
        before = self.scene()
        if self._activate(mark_id):
            self._scene = None if self._places_anew else shown_otherwise(before, self.shown)
            self._update(before, still=False)

    def set_focus_range(self, extents: Sequence[Extent]) -> None:
        """Light these ranges: what is to be looked at now."""
        self.change(focus=tuple(extents))
        place = Extent(extents[0].start, extents[-1].stop) if extents and self.sheet.lanes.titles else None
        if self.sheet.open_drawer(place):
            self.refresh()

    def set_lanes(self, lanes: Lanes) -> None:
        """Tell these coders' marks apart, or show all marks in shared rows."""
        if lanes != self.sheet.lanes:
            self._fit()
            self.sheet.set_lanes(lanes)
            self.shown = replace(self.shown, column=min(self.shown.column, self.sheet.columns - 1))
            self.refresh()
            self.room_wished.emit(self.sheet.room_wished)

    def set_columns(self, columns: bool) -> None:
        """Show the coders side by side, each with their own copy of the text, or in the drawer of a case."""
        self.set_lanes(replace(self.sheet.lanes, columns=columns))

    def set_hits(self, hits: Sequence[Extent]) -> None:
        """Mark what a search found, in order and apart, in the text and beside the scroll bar."""
        self.change(hits=tuple(hits))
        self.marks_changed.emit()

    def set_sentences(self, sentences: Mapping[str, Saying]) -> None:
        """Say these, by the ids of their marks, in the margin where the marks begin.

        Marks with a sentence are acts: a drag from them is a drag to a party.
        """
        before = self.scene()
        self.sheet.margin.put(sentences)
        self._show_from(before)

    def update_sentences(self, changes: Mapping[str, Saying | None]) -> None:
        """Say some things anew, and (None) others no more."""
        before = self.scene()
        self.sheet.margin.change(changes)
        self._show_from(before)

    def set_parts(self, parts: Sequence[PartMark]) -> None:
        """Frame these parts of the active mark; another active mark has none until it is given its own."""
        self.change(parts=tuple(parts))

    def set_pages(self, starts: Sequence[int]) -> None:
        """Say beside the text where each page of the source after the first begins."""
        self.change(pages=tuple(starts))

    def set_units(self, units: Sequence[Extent]) -> None:
        """Show where the units that are given begin."""
        self.change(units=tuple(units))

    def set_suggestions(self, suggestions: Suggestions) -> None:
        """Put a light dotted mark below these words and below no others."""
        self.change(suggestions=suggestions)

    def set_style(self, style: ReaderStyle) -> None:
        """Show everything in another style; the text at the top stays there."""
        self.sheet.set_style(style)
        self.refresh()
        self.room_wished.emit(self.sheet.room_wished)

    def preview(self, extents: tuple[Extent, ...] | None) -> None:
        """Show where the active mark would be, or (None) where it is."""
        active = self.shown.active
        self.change(tinted=extents or (active.extents if active is not None else ()))

    def aim(self, point: QPointF | None) -> None:
        """Light what a drag from the active mark to a point would take; None ends it."""
        found = self.party_at(point) if point is not None else None
        self.change(aim=found.extents if found is not None else ())

    # What there is.

    @property
    def index(self) -> TextIndex:
        """The positions of the text that is shown."""
        return self.sheet.page.index if self.sheet.page is not None else TextIndex("")

    @property
    def sentences(self) -> Mapping[str, Saying]:
        """What is said in the margin, by the ids of the marks."""
        return self.sheet.margin.said

    def scene(self) -> Scene:
        """Return what is seen now."""
        if self._scene is None:
            self._scene = self._former = scene_of(self.sheet, self.shown, self._area.hasFocus(), self._former)
        return self._scene

    def hits(self) -> Hits | None:
        """Return what looks under points, None without a text."""
        return Hits(self.scene(), self._layers) if self.sheet.scroll is not None else None

    def party_at(self, point: QPointF) -> Aim | None:
        """Return what a drag from the active act that is released at a point would make a party of it."""
        hits, act = self.hits(), self.shown.active
        if hits is None or act is None or not self._area.viewport().rect().contains(point.toPoint()):
            return None
        return party_at(hits, self.index, act, self.sentences, point)

    def tool_tip_at(self, point: QPointF) -> str:
        """Return what there is to say where the pointer rests: of bars and sentences all the words, of suggestions."""
        hits = self.hits()
        if hits is None:
            return ""
        target = hits.target(point, None)
        if target.on_bar:
            return "\n".join(self._in_full(mark) for mark in target.marks)
        number = hits.suggestion_at(point)
        return self.shown.suggestions[number].title if number is not None else ""

    # What is painted.

    def change(self, **fields: object) -> None:
        """Show something else of `Display`, and paint what looks otherwise."""
        shown = replace(self.shown, **fields)  # type: ignore[arg-type]
        if shown != self.shown:
            before, self.shown = self.scene(), shown
            self._scene = shown_otherwise(before, shown)
            self._update(before, still=False)

    def scroll(self, pixels: int) -> None:
        """Move down by so many pixels, up for a negative number."""
        if self.sheet.scroll is None:
            return
        before, viewport = self.scene(), self._area.viewport()
        moved = self.sheet.scroll.by(pixels)
        self._scene = None
        # Between device pixels (a scale of 1.5, an odd place) text and bars are rounded otherwise than before.
        ratio, place = viewport.devicePixelRatio(), self.sheet.scroll.value
        if moved and (place * ratio).is_integer() and ((place - moved) * ratio).is_integer():
            viewport.scroll(0, -moved)
            self._update(before, still=True)
        else:
            viewport.update()
        self.moved.emit()

    def show_focus(self) -> None:
        """Show whether the keyboard is here now."""
        if self._scene is not None:
            self._show_from(self._scene)

    def refresh(self) -> None:
        """Keep the window on the page, and paint everything."""
        self._fit()
        self.sheet.settle()
        self._scene = None
        self._area.viewport().update()
        self.moved.emit()

    def paint(self, painter: QPainter, region: QRegion) -> None:
        """Paint a part of the window: of a few lines that stand far apart each by itself, and nothing between."""
        ratio = painter.device().devicePixelRatio()
        parts = [region.boundingRect()]
        # Between device pixels two parts could leave a seam.
        if region.rectCount() <= _MOST_PARTS and float(ratio).is_integer():
            parts = list(cast(Iterable[QRect], region))
        for clip in parts:
            if len(parts) > 1:
                painter.setClipRect(clip)
            area = Area(self.scene(), clip, ratio)
            for layer in self._layers:
                layer.paint(painter, area)

    def _show_from(self, before: Scene) -> None:
        """Paint what looks otherwise than in a scene before."""
        self._scene = None
        self._update(before, still=False)

    def _update(self, before: Scene, still: bool) -> None:
        """Paint what looks otherwise of all layers, or (`still`) of those that do not scroll."""
        now = self.scene()
        for layer in self._layers:
            if not (still and layer.scrolls):
                for rectangle in layer.invalidate(before, now):
                    self._area.viewport().update(rectangle)

    def _fit(self) -> None:
        self.sheet.resize(self._area.viewport().width(), self._area.viewport().height())

    def _activate(self, mark_id: str | None) -> bool:
        """Have another mark active, or the same one as it is now; return whether anything is another."""
        page, before = self.sheet.page, self.shown.active
        mark = page.marks.get(mark_id) if page is not None else None
        if mark is before:
            return False
        self.shown = replace(self.shown, active=mark, tinted=mark.extents if mark is not None else ())
        if mark is None or before is None or mark.id != before.id:
            self.shown = replace(self.shown, parts=(), aim=())
        # Seen also where there are more than there are rows.
        self._places_anew = page is not None and page.put_first(mark)
        return True

    def _in_full(self, mark: Mark) -> str:
        said = self.sentences.get(mark.id)
        words = word_of(mark.label, mark.doubt)
        return f"{words}: {said.text}" if said and not self.sheet.lanes.titles else words
