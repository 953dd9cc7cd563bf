"""Code: the text with the coder's own spans, the inspector beside it. What the user asks becomes a verb.

The view changes when the store has said so: `on_changed` is the only place that touches marks and lists, whether a
key, an undo or a background task made the change.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.model.codebook import Scope
from annotator.model.span import Extent, Span
from annotator.model.text import TextIndex
from annotator.operations import annotate
from annotator.store.journal import Changes
from annotator.ui.coding.edges import moved
from annotator.ui.coding.loading import SpanLoader
from annotator.ui.inspector.view import Inspector
from annotator.ui.reader.caret import Unit
from annotator.ui.reader.pane import ReaderPane
from annotator.ui.reader.pointer import with_edges
from annotator.ui.reader.spanindex import Mark
from annotator.ui.session import Session
from annotator.ui.widgets import LEAST_TEXT

_MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class CodingWorkspace(QSplitter):
    """One document in the coder's own layer."""

    state_changed = Signal()
    said = Signal(str)
    picker_requested = Signal(str)
    """Asks for a label: "code" or "relabel"."""
    menu_requested = Signal(QPoint)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.session = session
        self.document: str | None = None
        self.last_label: str | None = None
        self._index = TextIndex("")
        self._active: str | None = None
        # The span that was selected last: what "add to the span" means once the caret has left it.
        self._recent: str | None = None
        # Where the caret was in each document.
        self._places: dict[str, int] = {}
        # Which edge the arrows move: False the start, True the end, None neither.
        self._edge: bool | None = None
        self._steering = False
        self.pane = ReaderPane()
        self.pane.setMinimumWidth(LEAST_TEXT)
        self.reader = self.pane.reader
        self.inspector = Inspector()
        self.addWidget(self.pane)
        self.addWidget(self.inspector)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setSizes([900, 300])
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.reader.set_placeholder("Choose a document at the left, or import some with Ctrl+I.")
        self.reader.installEventFilter(self)
        self._loader = SpanLoader(self)
        self._connect()

    # What is shown.

    def show_document(self, document: str | None) -> None:
        """Show a document in the coder's layer, where the caret was in it, or else from its beginning."""
        self._end_edge()
        self.inspector.card.give_note()
        if self.document is not None:
            self._places[self.document] = self.reader.caret
        self.document = document
        self._recent = None
        project = self.session.project if self.session.is_open else None
        text = project.documents.get(document).text if project and document else ""
        self._index = TextIndex(text)
        self.reader.set_document(self._index if document else None)
        place = min(self._places.get(document or "", 0), len(text))
        self._show_spans(place)
        if place:
            self._steer(place, place)

    def forget(self) -> None:
        """Show nothing, and begin anew with the next project."""
        self.show_document(None)
        self._places.clear()
        self.last_label = None

    def redress(self) -> None:
        """Draw the marks again, after the theme changed."""
        self.inspector.redress()

    @property
    def active(self) -> Span | None:
        """The selected span."""
        return self.inspector.model.get(self._active)

    @property
    def is_loading(self) -> bool:
        """Whether spans of the document are still being read."""
        return self._loader.is_reading

    def on_changed(self, changes: Changes) -> None:
        """Show what a step changed in this document and layer, and no more."""
        if changes.touches("codebook_versions"):
            self.inspector.set_codebook(self.session.project.codebook)
            self._show_spans()
        elif changes.touches("spans") and changes.concerns(self.document):
            if changes.is_bulk:
                self._show_spans()
                return
            ids = sorted(changes.ids("spans"))
            found = [span for span in self.session.project.spans.get_many(ids) if self._is_mine(span)]
            mine = {span.id for span in found}
            removed = [id for id in ids if id not in mine]
            self.reader.update_marks([self._mark(span) for span in found], removed)
            self.inspector.update_spans(found, removed)
            self._loader.note(found, removed)
            self._set_active(self._active if self.active else None)

    def show_changed(self, changes: Changes) -> None:
        """Select the first span of this text that a step changed, so that an undo is seen where it happened."""
        rows = [self.inspector.model.row_of(id) for id in changes.ids("spans")]
        if found := [row for row in rows if row >= 0]:
            self.set_active(self.inspector.model.spans[min(found)].id)

    def set_active(self, span: str | None) -> None:
        """Select a span, put the caret at its start and bring it into view."""
        self._set_active(span)
        found = self.active
        if found is not None and found.extents:
            self._steer(found.start, found.start)
            self.reader.reveal(found.id)

    # Commands.

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this workspace do."""
        move = self.reader.move
        return {
            "code.pick_label": lambda: self.picker_requested.emit("code"),
            "code.repeat_label": self.repeat_label,
            "code.relabel": lambda: self.picker_requested.emit("relabel"),
            "code.delete": self.delete,
            "code.note": self.inspector.card.focus_note,
            "code.doubt": self.toggle_doubt,
            "code.start_edge": lambda: self.begin_edge(False),
            "code.stop_edge": lambda: self.begin_edge(True),
            "code.add_extent": self.add_extent,
            "move.next_span": lambda: self.go_span(1),
            "move.previous_span": lambda: self.go_span(-1),
            "move.cycle": self.cycle,
            "move.select_more": self.select_more,
            "move.next_sentence": lambda: move(Unit.SENTENCE, 1),
            "move.previous_sentence": lambda: move(Unit.SENTENCE, -1),
            "move.extend_sentence": lambda: move(Unit.SENTENCE, 1, True),
            "move.extend_back_sentence": lambda: move(Unit.SENTENCE, -1, True),
            "move.next_paragraph": lambda: move(Unit.PARAGRAPH, 1),
            "move.previous_paragraph": lambda: move(Unit.PARAGRAPH, -1),
            "move.extend_paragraph": lambda: move(Unit.PARAGRAPH, 1, True),
            "move.extend_back_paragraph": lambda: move(Unit.PARAGRAPH, -1, True),
            "move.to_spans": self._to_list,
        }

    def code(self, label: str) -> None:
        """Code the selection (or with a document's label the document); without a selection relabel the span."""
        session = self.session
        found = session.project.codebook.get(label)
        if found is None or self.document is None or not self._somebody_codes():
            return
        assert session.layer is not None
        selection = self.reader.selection()
        extents: list[Extent] = []
        if found.scope is Scope.SPAN:
            if selection is None and self.active is not None:
                self.relabel(label)
                return
            if selection is None:
                session.refused.emit("Select a passage first: Space selects the word at the caret.")
                return
            extents = [self._tidy(selection)]
        document = session.project.documents.info(self.document).id
        self.last_label = label
        span = session.run(annotate.add_span, document, session.layer.id, extents, label)
        if span is not None:
            if extents:
                self._steer(extents[0].stop, extents[0].stop)
            self._set_active(span.id)
            self._say(f"Coded as {found.name.lower()}")

    def relabel(self, label: str) -> None:
        """Give the selected span another label."""
        span, name = self.active, self.inspector.model.name_of(label).lower()
        if span is not None and span.label == label:
            self.session.refused.emit(f"The span is coded as {name} already.")
        elif span is not None and self.session.did(annotate.relabel, [span.id], label):
            self.last_label = label
            self._say(f"Relabelled as {name}")

    def repeat_label(self) -> None:
        """Code with the label that was used last."""
        if self.last_label is None:
            self.session.refused.emit("No label was used yet: press the key of one.")
        else:
            self.code(self.last_label)

    def delete(self) -> None:
        """Delete the selected span; the next one is not selected, so that a second press deletes nothing."""
        span = self.active
        if span is not None and self.session.did(annotate.remove_spans, [span.id]):
            self._say(f"Deleted: {self.inspector.model.name_of(span.label).lower()}")

    def toggle_doubt(self) -> None:
        """Mark the selected span as in doubt, or take the mark away."""
        span = self.active
        if span is not None and self.session.did(annotate.set_doubt, span.id, not span.doubt):
            self._say("Not in doubt any more" if span.doubt else "Marked as in doubt")

    def set_note(self, id: str, note: str) -> None:
        """Write the note of a span."""
        span = self.inspector.model.get(id)
        if span is not None and self.session.did(annotate.set_note, span.id, note):
            self._say("Note written" if note.strip() else "Note removed")

    def add_extent(self) -> None:
        """Add the selection to the span that is selected, or was last; it then may have a gap."""
        span, selection = self.inspector.model.get(self._active or self._recent), self.reader.selection()
        if span is None or selection is None or not span.extents:
            self.session.refused.emit("Select a span, then a passage besides it, and add that to the span.")
            return
        if self.session.did(annotate.set_extents, span.id, [*span.extents, self._tidy(selection)]):
            self._steer(selection.stop, selection.stop)
            self._set_active(span.id)
            self._say(f"Added to the {self.inspector.model.name_of(span.label).lower()}")

    def go_span(self, steps: int) -> None:
        """Select the next or the previous span, from the selected one or else from the caret."""
        self._loader.finish()
        model = self.inspector.model
        row = model.row_of(self._active)
        if row < 0:
            row = model.at_or_after(self.reader.caret) - (1 if steps > 0 else 0)
        if 0 <= row + steps < len(model.spans):
            self.set_active(model.spans[row + steps].id)
        else:
            self.session.refused.emit(f"There is no span {'after' if steps > 0 else 'before'} this place.")

    def cycle(self) -> None:
        """Select the next of the spans that lie over the caret."""
        marks = self.reader.marks_at(self.reader.caret)
        if not marks:
            self.session.refused.emit("No span lies under the caret.")
            return
        ids = [mark.id for mark in marks]
        at = ids.index(self._active) + 1 if self._active in ids else 0
        self._set_active(ids[at % len(ids)])

    def select_more(self) -> None:
        """Select the word at the caret; pressed again the sentence, the paragraph, the text."""
        caret, index = self.reader.caret, self._index
        now = self.reader.selection() or Extent(caret, caret)
        whole = Extent(0, len(index.text))
        # Inside of what is selected: a word of one character may touch the next one.
        inner = min(now.start + 1, now.stop - 1) if now.start < now.stop else caret
        for unit in (index.word_at(inner), index.sentence_at(inner), index.paragraph_at(inner), whole):
            if unit != now and unit.start <= now.start and now.stop <= unit.stop:
                self.reader.set_selection(*unit)
                return

    def begin_edge(self, end: bool) -> None:
        """Let the arrow keys move an edge of the selected span until Enter or Escape."""
        span = self.active
        if span is None or not span.extents:
            return
        self._edge = end
        self._hold(span.stop if end else span.start)
        self.reader.setFocus(Qt.FocusReason.ShortcutFocusReason)
        which = "End" if end else "Start"
        self.said.emit(f"{which} of the span: arrows move it, with Ctrl by words; Enter ends")

    def move_edge(self, direction: int, by_word: bool) -> None:
        """Move the chosen edge."""
        span = self.active
        if span is None or self._edge is None:
            return
        extents = moved(self._index, span.extents, self._edge, direction, by_word)
        if self.session.run(annotate.set_extents, span.id, extents):
            edge = extents[-1].stop if self._edge else extents[0].start
            self._hold(edge)
            self.said.emit(f"{'End' if self._edge else 'Start'} moved · saved; Enter ends")

    # Inside.

    def _hold(self, edge: int) -> None:
        """Put the caret on the edge that is moved: it shows which one it is, and it is seen where it goes."""
        self._steer(edge, edge)
        self.reader.reveal_range(max(0, edge - 1), edge + 1)

    def _connect(self) -> None:
        card = self.inspector.card
        self._loader.read.connect(self._on_read)
        self._loader.finished.connect(self._on_all_read)
        self.reader.mark_clicked.connect(self._on_mark_clicked)
        self.reader.edge_dragged.connect(self._on_edge_dragged)
        self.reader.selection_changed.connect(self._on_selection)
        self.reader.context_menu_requested.connect(self._on_menu)
        self.inspector.chosen.connect(self.set_active)
        self.inspector.left.connect(lambda: self.reader.setFocus(Qt.FocusReason.OtherFocusReason))
        card.note_given.connect(self.set_note)
        card.relabel_requested.connect(lambda: self.picker_requested.emit("relabel"))
        card.doubt_requested.connect(self.toggle_doubt)
        card.delete_requested.connect(self.delete)

    def _show_spans(self, place: int | None = None) -> None:
        """Show the spans, of very many those around `place` (the caret) first."""
        spans: list[Span] = []
        session = self.session
        self._loader.cancel()
        if session.is_open and self.document and session.layer:
            at = self.reader.caret if place is None else place
            source, length = session.project.spans, len(self._index.text)
            spans = self._loader.start(source, self.document, session.layer.id, length, at)
        self.reader.set_marks([self._mark(span) for span in spans])
        self.inspector.model.show_spans(spans)
        self._set_active(None)

    @Slot(list)
    def _on_read(self, spans: list[Span]) -> None:
        self.reader.update_marks([self._mark(span) for span in spans])

    @Slot(list)
    def _on_all_read(self, spans: list[Span]) -> None:
        self.inspector.model.show_spans(spans)
        self.inspector.select(self._active)

    def _set_active(self, span: str | None) -> None:
        if span is not None and self.inspector.model.get(span) is None:
            self._loader.finish()
        if span != self._active:
            self._end_edge()
        self._active = span
        self._recent = span or self._recent
        self.reader.set_active(span)
        self.inspector.select(span)
        self.state_changed.emit()

    def _is_mine(self, span: Span) -> bool:
        return self.session.layer is not None and (span.document, span.layer) == (self.document, self.session.layer.id)

    def _mark(self, span: Span) -> Mark:
        name = self.inspector.model.name_of(span.label)
        return Mark(span.id, name, span.label, span.extents, span.doubt)

    def _tidy(self, selection: Extent) -> Extent:
        return self._index.snapped_to_graphemes(*self._index.trimmed(*selection))

    def _say(self, text: str) -> None:
        self.said.emit(f"{text} · saved")

    def _steer(self, anchor: int, position: int) -> None:
        """Put the caret somewhere without that counting as leaving the selected span."""
        self._steering = True
        self.reader.set_selection(anchor, position)
        self._steering = False

    def _end_edge(self) -> None:
        if self._edge is not None:
            self._edge = None
            self.said.emit("The edge stands · saved")

    def _to_list(self) -> None:
        self._loader.finish()
        self.inspector.focus_list()

    def _somebody_codes(self) -> bool:
        if self.session.layer is None:
            self.session.refused.emit("Nobody codes yet: say who is coding with Ctrl+U.")
        return self.session.layer is not None

    @Slot(str)
    def _on_mark_clicked(self, span: str) -> None:
        self._set_active(span)

    @Slot(str, int, int)
    def _on_edge_dragged(self, span: str, start: int, stop: int) -> None:
        found = self.inspector.model.get(span)
        if found is None:
            return
        extents = with_edges(found.extents, Extent(start, stop))
        if self.session.run(annotate.set_extents, found.id, extents):
            self._say("Edge moved")
        else:
            self.reader.viewport().update()

    @Slot()
    def _on_selection(self) -> None:
        span = self.active
        caret = self.reader.caret
        if span is not None and not self._steering and not span.start <= caret <= span.stop:
            self._set_active(None)
        else:
            self.state_changed.emit()

    @Slot(QPoint, int)
    def _on_menu(self, point: QPoint, position: int) -> None:
        marks = self.reader.marks_at(position)
        if marks and self.reader.selection() is None and self._active not in [mark.id for mark in marks]:
            self._set_active(marks[0].id)
        self.menu_requested.emit(point)

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the arrows of the reader while an edge is being moved, and Escape to leave the selected span."""
        if watched is not self.reader or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = event.key()
        if key in _MODIFIERS:
            # Ctrl comes by itself before the arrow that it belongs to.
            return False
        if self._edge is None:
            if key == Qt.Key.Key_Escape and self._active is not None:
                self._set_active(None)
                return True
            return False
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end_edge()
            return True
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            span = self.active
            forward = (key == Qt.Key.Key_Right) != (span is not None and self.reader.right_to_left_at(span.start))
            self.move_edge(1 if forward else -1, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            return True
        self._end_edge()
        return False
