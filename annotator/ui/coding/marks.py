"""The spans of one layer in one document, as marks in the text and as rows in the list: all, or those of a step.

Of very many the ones in sight come first and the others while the program is idle (`loading.py`). Whoever needs all
of them asks `finish` first.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from annotator.model.errors import NotAllowed
from annotator.model.ids import LayerId
from annotator.model.span import Span, quotes
from annotator.store.rows.spans import Spans
from annotator.ui.background.visible_first import AT_ONCE
from annotator.ui.coding.sentences import ActSentences
from annotator.ui.coding.span_loader import SpanLoader
from annotator.ui.coding.stale_marks import OlderCodings
from annotator.ui.inspector.view import Inspector
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.view import ReaderView


class SpanMarks(QObject):
    """Puts spans into `reader` and `inspector` alike.

    What the acts among them say is told by `sentences`, which of them are to be looked at again by `older`.
    """

    completed = Signal()
    """All spans are read, and the list shows them anew."""
    misquoted = Signal(int)
    """So many of the document's spans do not have the text that they quote: said once all are read."""

    def __init__(
        self, reader: ReaderView, inspector: Inspector, sentences: ActSentences, older: OlderCodings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._reader, self._inspector, self._sentences, self._older = reader, inspector, sentences, older
        self._unsaid: list[Span] = []
        self._text, self._wrong = "", 0
        self._loader = SpanLoader(self)
        self._loader.read.connect(self._on_read)
        self._loader.finished.connect(self._on_all_read)

    @property
    def is_loading(self) -> bool:
        """Whether spans of the document are still being read."""
        return self._loader.is_reading

    def show(self, source: Spans, document: str, layer: LayerId, text: str, place: int) -> None:
        """Show what `source` has in a document, those around `place` first, and hold their quotes against its text."""
        self._text, self._wrong = text, 0
        spans = self._loader.start(source, document, layer, len(text), place)
        self._put(spans, place)
        self._hold(spans)

    def show_again(self, source: Spans, document: str, layer: LayerId, text: str, place: int) -> None:
        """Show what `show` would: what stays as it was is neither read into the list nor drawn anew.

        Of very many all are shown anew, those around `place` first.
        """
        if self.is_loading or source.count_in(document, layer) > AT_ONCE:
            self.show(source, document, layer, text, place)
            return
        spans = {span.id: span for span in source.of_document(document, layer)}
        known = {span.id: span for span in self._inspector.model.spans}
        changed = [span for span in spans.values() if known.get(span.id) != span]
        removed = known.keys() - spans.keys()
        if changed or removed:
            self.update(changed, sorted(removed))
        self._sentences.look_again([*spans.values()])

    def clear(self) -> None:
        """Show none."""
        self._loader.cancel()
        self._older.reset()
        self._put([], 0)

    def update(self, changed: Sequence[Span], removed: Sequence[str]) -> None:
        """Put or replace some spans and take others (by id) out."""
        self._reader.update_marks([self._mark(span) for span in changed], removed)
        self._inspector.update_spans(changed, removed)
        self._older.note(changed)
        self._loader.note(changed, removed)

    def finish(self) -> None:
        """Read at once what is left."""
        self._loader.finish()

    def _put(self, spans: list[Span], place: int) -> None:
        self._unsaid = []
        self._reader.set_marks([self._mark(span) for span in spans])
        self._inspector.model.show_spans(spans)
        self._sentences.show(spans, place)
        self._older.note(spans)

    def _hold(self, spans: Sequence[Span]) -> None:
        self._wrong += sum(not _is_quoted(self._text, span) for span in spans)
        if self._wrong and not self.is_loading:
            self.misquoted.emit(self._wrong)

    def _mark(self, span: Span) -> Mark:
        name = self._inspector.model.name_of(span.label)
        return Mark(span.id, name, span.label, span.extents, span.doubt, noted=bool(span.note))

    @Slot(list)
    def _on_read(self, spans: list[Span]) -> None:
        self._reader.update_marks([self._mark(span) for span in spans])
        self._unsaid += spans
        self._older.note(spans)
        self._wrong += sum(not _is_quoted(self._text, span) for span in spans)

    @Slot(list)
    def _on_all_read(self, spans: list[Span]) -> None:
        self._inspector.model.show_spans(spans)
        # The list knows the spans only now, and with them their acts.
        unsaid, self._unsaid = self._unsaid, []
        self._sentences.add(unsaid)
        self.completed.emit()
        self._hold(())


def _is_quoted(text: str, span: Span) -> bool:
    try:
        return quotes(text, span.extents, span.quote)
    except NotAllowed:
        return False
