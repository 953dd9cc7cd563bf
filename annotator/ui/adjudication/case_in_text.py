"""What is at hand, in the text: its lines apart from the others, its candidate tinted, all of it in sight."""

from collections.abc import Sequence

from annotator.adjudication.cases import Case
from annotator.adjudication.queue import QueueEntry
from annotator.model.span import Extent, Span
from annotator.model.wording import isolated
from annotator.ui.adjudication.document import ShownDocument
from annotator.ui.reader.view import ReaderView


class CaseInText:
    """`lit`: what was brought into view last, which is not moved again while one looks at it."""

    def __init__(self, reader: ReaderView, document: ShownDocument) -> None:
        self.lit = ""
        self._reader, self._document = reader, document

    def where(self, place: int) -> str:
        """Return the document and the paragraph of a place."""
        return f"{isolated(self._document.title)} · ¶ {self._reader.sheet.paragraph_at(place)}"

    def show_case(self, case: Case, marked: Span | None) -> None:
        """Bring a case into view, its marked candidate tinted."""
        self._reader.set_focus_range(_range(case.start, case.stop))
        self._document.feed.hasten(case.start)
        self.tint(marked)
        self._reader.reveal_range(case.start, case.stop, centred=case.key != self.lit)
        self.lit = case.key

    def show_gold(self, gold: Span) -> None:
        """Bring a gold span into view."""
        self._reader.set_focus_range(_range(gold.start, gold.stop))
        self._reader.set_active(gold.id)
        self._reader.reveal_range(gold.start, gold.stop)
        self.lit = gold.id

    def show_nothing(self) -> None:
        """Tint nothing."""
        self._reader.set_focus_range(())
        self._reader.set_active(None)
        self.lit = ""

    def tint(self, marked: Span | None) -> None:
        """Tint a candidate, once the text has it."""
        if marked is not None:
            self._reader.set_active(marked.id)

    def get_ready(self, entry: QueueEntry | None) -> None:
        """Get ready for a case that may come next: in the queue it may stand anywhere in the text."""
        if entry is not None and entry.document == self._document.id:
            self._document.feed.hasten(entry.start)
            self._reader.sheet.get_ready(entry.start)


def _range(start: int, stop: int) -> Sequence[Extent]:
    return (Extent(start, stop),) if stop > start else ()
