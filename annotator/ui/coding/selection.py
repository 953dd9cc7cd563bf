"""What the coder has before them: the document, the one span that is selected, the place of the caret.

Text, list and card are told here alone which span is selected, and shown a change only when the store has said so:
whether a key, an undo or a background task made it, it comes by `on_changed`.
"""

from collections.abc import Collection

from PySide6.QtCore import QObject, QRect, Signal, Slot

from annotator.model.span import Extent, Span
from annotator.model.text import TextIndex
from annotator.model.wording import counted, one_or_many
from annotator.operations.coding import punctuation
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.background.session import Session
from annotator.ui.coding.marks import SpanMarks
from annotator.ui.coding.sentences import ActSentences
from annotator.ui.coding.stale_marks import OlderCodings
from annotator.ui.inspector.view import Inspector
from annotator.ui.reader.head_facts import head_in
from annotator.ui.reader.view import ReaderView

_JUMPS = 50
"""So many jumps can be gone back from."""
_MANY_ACTORS = 50
"""So many actors changed at once are an import: whom it concerns is read anew."""


class Shown(QObject):
    """One document in the coder's own layer. `index`: its text; `active_id`: the selected span's id."""

    state_changed = Signal()
    """Another span or another passage may be selected."""
    leaving = Signal()
    """The selected span is about to be another one, or none."""

    def __init__(self, session: Session, reader: ReaderView, inspector: Inspector, parent: QObject) -> None:
        super().__init__(parent)
        self.session, self.reader, self.inspector = session, reader, inspector
        self.document: str | None = None
        self.index = TextIndex("")
        self.active_id: str | None = None
        # The span that was selected last: what "add to the span" means once the caret has left it.
        self._recent: str | None = None
        # Where the caret was in each document.
        self._places: dict[str, int] = {}
        self._steering = False
        # Where jumps began: anchor, caret and the span that was selected.
        self._jumps: list[tuple[int, int, str | None]] = []
        self._walks = False
        self.is_held = False
        """Whether a slot of the selected act waits for words: selecting them does not let go of the act."""
        self.sentences = ActSentences(session, reader, inspector.model, self)
        self.older = OlderCodings(session, inspector, self)
        self.marks = SpanMarks(reader, inspector, self.sentences, self.older, self)
        self.marks.completed.connect(self._on_completed)
        self.marks.misquoted.connect(self._say_misquoted)
        inspector.card.paragraph_of = reader.sheet.paragraph_at
        reader.mark_clicked.connect(self.select)
        reader.selection_changed.connect(self._on_selection)
        inspector.chosen.connect(self.go_to)
        inspector.names_of = self._names_of
        inspector.mentions.chosen.connect(self.go_mention)

    @property
    def active(self) -> Span | None:
        """The selected span."""
        return self.inspector.model.get(self.active_id)

    @property
    def active_or_last(self) -> Span | None:
        """The selected span, or the one that was selected last in this document."""
        return self.inspector.model.get(self.active_id or self._recent)

    def show(self, document: str | None) -> None:
        """Show a document, where the caret was in it, or else from its beginning."""
        if self.document is not None:
            self._places[self.document] = self.reader.caret
        self.document = document
        self._recent, self._jumps = None, []
        project = self.session.project if self.session.is_open else None
        found = project.documents.get(document) if project and document else None
        text = found.text if found else ""
        self.index = TextIndex(text)
        self.reader.set_document(self.index if found else None)
        self.reader.set_head(head_in(project, found) if project and found else None)
        pages = project.documents.pages(found.id) if project and found else ()
        self.reader.board.set_pages(pages)
        self.inspector.card.pages = pages
        place = min(self._places.get(document or "", 0), len(text))
        self._show_spans(place)
        if place:
            self.steer(place, place)

    def forget_places(self) -> None:
        """Begin each document at its beginning again."""
        self._places.clear()

    def on_changed(self, changes: Changes) -> None:
        """Show what a step changed in this document and layer, and no more."""
        if changes.touches(Table.ACTORS):
            self.inspector.show_mentions(anew=True)
        if changes.touches(Table.CODEBOOK_VERSIONS):
            self.inspector.set_codebook(self.session.project.codebook)
            self.older.reset()
            self._show_spans(self.reader.caret)
        elif changes.touches(Table.SPANS, Table.LINKS, Table.ACTORS) and (
            changes.concerns(self.document) or changes.touches(Table.ACTORS)
        ):
            if len(changes.ids(Table.ACTORS)) > _MANY_ACTORS or (changes.is_bulk and changes.touches(Table.ACTORS)):
                self._show_spans(self.reader.caret)
                return
            if changes.is_bulk:
                self._show_what_differs()
                return
            ids, found = sorted(changes.ids(Table.SPANS)), list[Span]()
            if self.document is not None and self.session.layer is not None:
                found = self.session.project.spans.among(ids, self.document, self.session.layer.id)
            mine, all_known = {span.id for span in found}, not self.marks.is_loading
            # Of others' codings, which are nothing here, there may be very many.
            gone = [id for id in ids if id not in mine and not (all_known and self.inspector.model.get(id) is None)]
            self.marks.update(found, gone)
            self.sentences.follow(changes)
            self.select(self.active_id if self.active else None)

    def show_changed(self, changes: Changes) -> None:
        """Select the first span of this text that a step changed, so that an undo is seen where it happened.

        Of spans that are gone now the passage is selected that the first of them stood on.
        """
        rows = [self.inspector.model.row_of(id) for id in changes.ids(Table.SPANS)]
        if found := [row for row in rows if row >= 0]:
            self.go_to(self.inspector.model.spans[min(found)].id)
        elif changes.ids(Table.SPANS) and self.document is not None and self.session.layer is not None:
            stood = self.session.project.spans.stood(changes.step, self.document, self.session.layer.id)
            if stood is not None:
                self.reader.set_selection(*stood)
                self.reader.reveal_range(*stood)

    @Slot(str)
    def select(self, span: str | None) -> None:
        """Select a span, or (None) none; the caret stays where it is."""
        if span is not None and self.inspector.model.get(span) is None:
            self.marks.finish()
        if span != self.active_id:
            self.is_held = False
            self.leaving.emit()
        self.active_id = span
        self._recent = span or self._recent
        self.reader.set_active(span)
        self.inspector.select(span)
        self.state_changed.emit()

    @Slot(str)
    def go_to(self, span: str | None) -> None:
        """Select a span, put the caret at its start and bring it into view."""
        self._note_jump(span)
        self.select(span)
        found = self.active
        if found is not None and found.extents:
            self.steer(found.start, found.start)
            self.reader.reveal(found.id)

    @Slot(str)
    def go_mention(self, actor: str) -> None:
        """Go to the next mention of an actor, after the last to the first; "": of nobody registered."""
        self.marks.finish()
        found = self.inspector.model.next_mention(actor, self.reader.caret)
        if found is not None:
            self.go_to(found.id)

    def _names_of(self, actors: Collection[str]) -> dict[str, str]:
        if not self.session.is_open:
            return {}
        return {actor.id: actor.name for actor in self.session.project.actors.get_many(sorted(actors))}

    def go_back(self) -> bool:
        """Go back to where the last jump began; whether there was one."""
        if not self._jumps:
            return False
        anchor, caret, span = self._jumps.pop()
        self.select(span if self.inspector.model.get(span) is not None else None)
        self.steer(anchor, caret)
        self.reader.reveal_range(min(anchor, caret), max(anchor, caret))
        return True

    def forget_jumps(self) -> None:
        """Go back to none of the places from which jumps began."""
        self._jumps = []

    def steer(self, anchor: int, position: int) -> None:
        """Put the caret somewhere without that counting as leaving the selected span."""
        self._steering = True
        self.reader.set_selection(anchor, position)
        self._steering = False

    def tidy(self, selection: Extent) -> Extent:
        """Return a selection without blanks at its edges and what ends a sentence, in whole characters."""
        return punctuation.tidied(self.session.project, self.index, *selection)

    def passage_on_screen(self) -> QRect:
        """Return where the lines of the selection, or of the selected span, stand on the screen; empty for neither."""
        reader, span = self.reader, self.active
        here = reader.selection() or (Extent(span.start, span.stop) if span is not None and span.extents else None)
        if here is None:
            return QRect()
        view = reader.viewport()
        edges = [place for at in here if not (place := reader.line_rectangle(at)).isEmpty()]
        if not edges:
            return QRect()
        top, bottom = min(place.top() for place in edges), max(place.bottom() for place in edges)
        lines = QRect(0, top, view.width(), bottom - top + 1)
        return QRect(view.mapToGlobal(lines.topLeft()), lines.size())

    def name_of(self, label: str) -> str:
        """Return what a label is called."""
        return self.inspector.model.name_of(label)

    # Inside.

    def _note_jump(self, span: str | None) -> None:
        """Keep where one is before a jump; a walk through the list is one jump."""
        walks = self.inspector.list.hasFocus()
        if span != self.active_id and not (walks and self._walks):
            self._jumps = [*self._jumps[1 - _JUMPS :], (self.reader.anchor, self.reader.caret, self.active_id)]
        self._walks = walks

    @Slot(int)
    def _say_misquoted(self, count: int) -> None:
        does, quotes = one_or_many(count, "does", "do"), one_or_many(count, "it quotes", "they quote")
        self.session.said.emit(
            f"{counted(count, 'coding')} here {does} not have the text that {quotes}: let the project be checked."
        )

    def _show_spans(self, place: int) -> None:
        """Show the spans, of very many those around `place` first; none is selected."""
        session = self.session
        if session.is_open and self.document and session.layer:
            self.marks.show(session.project.spans, self.document, session.layer.id, self.index.text, place)
        else:
            self.marks.clear()
        self.select(None)

    def _show_what_differs(self) -> None:
        """Show what a step changed that names no rows; mostly it is nothing of this text and layer."""
        session = self.session
        if self.document is not None and session.layer is not None:
            place, text = self.reader.caret, self.index.text
            self.marks.show_again(session.project.spans, self.document, session.layer.id, text, place)
            self.select(self.active_id if self.active else None)

    @Slot()
    def _on_completed(self) -> None:
        self.inspector.select(self.active_id)

    @Slot()
    def _on_selection(self) -> None:
        span = self.active
        steered = self._steering or self.is_held
        if span is not None and not steered and not span.start <= self.reader.caret <= span.stop:
            self.select(None)
        else:
            self.state_changed.emit()
