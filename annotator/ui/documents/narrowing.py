"""Which documents are shown: those of the line at the left that the filter above the table lets through too."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from annotator.model.document_filter import DocumentFilter, FilterNames
from annotator.model.document_row import DocumentRow
from annotator.model.errors import BadFilter
from annotator.model.filter_words import Term
from annotator.operations.documents.filtering import understood
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress
from annotator.ui.documents.feed import DocumentFeed
from annotator.ui.documents.set_lines import ALL, OPEN, DocumentSetLine, line_with, set_of
from annotator.ui.documents.set_panel import SetPanel
from annotator.ui.documents.shown import ShownDocuments
from annotator.ui.documents.table_page import TablePage

_FEW = 2_000
"""Of so many documents a filter is understood at once; of more in the background."""


class Narrowing(QObject):
    """`changed` tells that another line or filter holds."""

    changed = Signal()

    def __init__(
        self, session: Session, feed: DocumentFeed, shown: ShownDocuments, page: TablePage, sets: SetPanel
    ) -> None:
        super().__init__(page)
        self._session, self._feed, self._shown, self._page, self._sets = session, feed, shown, page, sets
        self._text, self._filter = "", DocumentFilter("", FilterNames())
        self._line: DocumentSetLine | None = None
        self._parsing = LatestTask(session, self)
        page.filter_changed.connect(self._on_typed)
        sets.set_chosen.connect(self._on_set)

    @property
    def is_busy(self) -> bool:
        """Whether a filter is still to be understood."""
        return self._parsing.is_busy or self._page.is_waiting

    @property
    def line(self) -> DocumentSetLine | None:
        """The line at the left that is chosen, None for all documents."""
        return self._line if self._line is not None and self._line.id != ALL else None

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self.line is not None or bool(self._filter.terms)

    @property
    def words(self) -> str:
        """All that narrows, as a filter; empty where nothing does, or no filter could say it."""
        line = self.line
        if line is not None and not line.filter and set_of(line) is None:
            return ""
        of_line = "" if line is None else line.filter if set_of(line) is None else str(Term(line.text, "set"))
        return " ".join(filter(None, (of_line, str(self._filter))))

    @property
    def asks_for_cases(self) -> bool:
        """Whether open cases decide what is shown."""
        return self._filter.asks("open") or (self._line is not None and self._line.id == OPEN)

    def show_all(self) -> None:
        """Leave nothing out any more."""
        self._page.show_filter("")
        if self.line is not None:
            self._sets.choose(ALL)

    def renew(self) -> None:
        """What sets and fields there are is another: understand the filter anew, and take the line as it is now."""
        self._line = line_with(self._sets.groups, self._sets.chosen)
        if self._line is None and self._sets.chosen != ALL and self._sets.groups.standing:
            self._sets.choose(ALL)  # the set is gone
            return
        self._understand()

    def reset(self) -> None:
        """Begin anew, with another project."""
        self._parsing.drop()
        self._text, self._filter, self._line = "", DocumentFilter("", FilterNames()), None
        self._page.say_fault("")

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        if text.strip() != self._text:
            self._text = text.strip()
            self._understand()

    @Slot(str)
    def _on_set(self, id: str) -> None:
        self._line = line_with(self._sets.groups, id)
        self._apply()

    def _understand(self) -> None:
        text, rows = self._text, self._feed.listing.rows
        if not self._session.is_open:
            return
        if not text:
            self._parsing.drop()
            self._take(DocumentFilter("", FilterNames()))
        elif len(rows) <= _FEW:
            try:
                self._take(understood(self._session.project, text, rows))
            except BadFilter as error:
                self._page.say_fault(str(error))
        else:
            self._parsing.start(_work(text, rows), self._take, self._on_error)

    def _take(self, found: DocumentFilter) -> None:
        self._page.say_fault("")
        self._filter = found
        self._apply()

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, BadFilter):
            self._page.say_fault(str(error))
        else:
            self._session.tell(error)

    def _apply(self) -> None:
        line = self.line
        keeps = [line.keeps] if line is not None and line.keeps is not None else []
        if self._filter.terms:
            keeps.append(self._filter.matches)
        self._shown.keep(*keeps)
        self.changed.emit()


def _work(text: str, rows: Sequence[DocumentRow]) -> Callable[[Project, Progress], DocumentFilter]:
    def work(project: Project, progress: Progress) -> DocumentFilter:
        return understood(project, text, rows)

    return work
