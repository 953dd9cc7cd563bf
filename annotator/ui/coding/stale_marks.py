"""Which codings on the screen were made under an older definition of their label.

That hangs on the label and the version of the codebook, not on the single span: each such pair is compared once, off
the window's thread, and what is coded under the codebook in force is not asked about.
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject

from annotator.model.ids import UNKNOWN_VERSION
from annotator.model.span import Span
from annotator.operations.codebook import stale
from annotator.operations.codebook.stale import Pair
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.inspector.view import Inspector


class OlderCodings(QObject):
    """Tells `inspector` of the labels and versions whose meaning is otherwise now, as spans with them are shown."""

    def __init__(self, session: Session, inspector: Inspector, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._inspector = session, inspector
        self._asked: set[Pair] = set()
        self._waiting: set[Pair] = set()
        self._comparing = LatestTask(session, self)

    def note(self, spans: Iterable[Span]) -> None:
        """Spans are shown: ask about the labels and versions among them that were not met yet."""
        if not self._session.is_open:
            return
        known = (UNKNOWN_VERSION, self._session.project.codebooks.current().id)
        pairs = {(span.label, span.codebook_version) for span in spans}
        new = {pair for pair in pairs if pair[1] not in known} - self._asked
        if not new:
            return
        self._asked |= new
        self._waiting |= new
        # After those that are being compared, whose answer counts as well.
        self._comparing.when_free(self._compare)

    def reset(self) -> None:
        """Another codebook or project comes: nothing is known any more."""
        self._comparing.drop()
        self._asked, self._waiting = set(), set()
        self._inspector.show_older(frozenset())

    def _compare(self) -> None:
        pairs, self._waiting = self._waiting, set()
        self._comparing.start(lambda project, _: stale.changed(project, pairs), self._on_found)

    def _on_found(self, found: Iterable[Pair]) -> None:
        self._inspector.show_older(self._inspector.model.older | frozenset(found))
