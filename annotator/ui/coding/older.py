"""Which codings on the screen were made under an older definition of their label.

That hangs on the label and the version of the codebook, not on the single span: each such pair is compared once, off
the window's thread, and what is coded under the codebook in force is not asked about.
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject

from annotator.model.span import Span
from annotator.operations import stale
from annotator.operations.stale import Pair
from annotator.ui.inspector.view import Inspector
from annotator.ui.session import Session


class OlderCodings(QObject):
    """Tells `inspector` of the labels and versions whose meaning is otherwise now, as spans with them are shown."""

    def __init__(self, session: Session, inspector: Inspector, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._inspector = session, inspector
        self._asked: set[Pair] = set()
        # What was asked about before another codebook or project came is answered too late.
        self._round = 0

    def note(self, spans: Iterable[Span]) -> None:
        """Spans are shown: ask about the labels and versions among them that were not met yet."""
        if not self._session.is_open:
            return
        known = (0, self._session.project.codebooks.current().number)
        pairs = {(span.label, span.codebook_version) for span in spans}
        new = {pair for pair in pairs if pair[1] not in known} - self._asked
        if not new:
            return
        self._asked |= new
        asked_in = self._round
        self._session.in_background(
            lambda project, _: stale.changed(project, new),
            returned=lambda found: self._on_found(asked_in, found),
            errored=self._session.tell,
        )

    def forget(self) -> None:
        """Another codebook or project comes: nothing is known any more."""
        self._round += 1
        self._asked = set()
        self._inspector.show_older(frozenset())

    def _on_found(self, asked_in: int, found: Iterable[Pair]) -> None:
        if asked_in == self._round:
            self._inspector.show_older(self._inspector.model.older | frozenset(found))
