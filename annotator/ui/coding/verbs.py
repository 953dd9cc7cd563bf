"""What a coder does to spans: each is one verb on the project, and a sentence about it.

Nothing is drawn here. The verb changes the store, and the store's answer (`Shown.on_changed`) changes what is seen.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from annotator.model.codebook import Scope
from annotator.model.span import Extent
from annotator.operations.coding import annotate, punctuation
from annotator.ui.background.session import Session
from annotator.ui.coding.selection import Shown
from annotator.ui.coding.units import CodingUnits
from annotator.ui.commands.key_names import key_of
from annotator.ui.reader.pointer import with_edges


class CodingVerbs(QObject):
    """Verbs on the span that is selected in `shown`, or on the selected passage."""

    said = Signal(str)
    picker_requested = Signal(str)
    """Asks for a label: "code" or "relabel"."""

    def __init__(self, session: Session, shown: Shown, units: CodingUnits, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._shown, self._units = session, shown, units
        self.last_label: str | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands that change spans do."""
        return {
            "code.pick_label": lambda: self.picker_requested.emit("code"),
            "code.repeat_label": self.repeat_label,
            "code.relabel": lambda: self.picker_requested.emit("relabel"),
            "code.delete": self.delete,
            "code.note": self.write_note,
            "code.doubt": self.toggle_doubt,
            "code.add_extent": self.add_extent,
            "code.punctuation": self.toggle_punctuation,
        }

    def code(self, label: str) -> None:
        """Code the selection (or with a document's label the document); without a selection relabel the span."""
        session, shown = self._session, self._shown
        found = session.project.codebook.get(label)
        if found is None or shown.document is None or not self._somebody_codes():
            return
        assert session.layer is not None
        if self._units.takes(label):
            self.last_label = label
            self._units.code(label)
            return
        selection = shown.reader.selection()
        extents: list[Extent] = []
        if found.scope is Scope.SPAN:
            if selection is None and shown.active is not None:
                self.relabel(label)
                return
            if selection is None:
                way = key_of("move.select_more")
                session.refused.emit(f"Select a passage first: {way} selects the word at the caret.")
                return
            extents = [shown.tidy(selection)]
        document = session.project.documents.info(shown.document).id
        self.last_label = label
        span = session.run(annotate.add_span, document, session.layer.id, extents, label)
        if span is not None:
            if extents:
                shown.steer(extents[0].stop, extents[0].stop)
            shown.select(span.id)
            self._say(f"Coded as {found.name}")

    def relabel(self, label: str) -> None:
        """Give the selected span another label."""
        span, name = self._shown.active, self._shown.name_of(label)
        if span is not None and span.label == label:
            self._session.refused.emit(f"The span is already coded as {name}.")
        elif span is not None and self._session.did(annotate.relabel, [span.id], label):
            self.last_label = label
            self._say(f"Relabelled as {name}")

    def repeat_label(self) -> None:
        """Code with the label that was used last."""
        if self.last_label is None:
            self._session.refused.emit("No label was used yet: press the key of one.")
        else:
            self.code(self.last_label)

    @Slot()
    def delete(self) -> None:
        """Delete the selected span; the next one is not selected, so that a second press deletes nothing."""
        span = self._shown.active
        if span is not None and self._session.did(annotate.remove_spans, [span.id]):
            self._say(f"Deleted: {self._shown.name_of(span.label)}")

    def write_note(self) -> None:
        """Put the keyboard into the note; without a span into a line that says so, and keeps the keys from the text."""
        if not self._shown.inspector.card.focus_note():
            self._session.refused.emit(
                "A note belongs to a span, and none is selected: click on one, or code a passage."
            )

    @Slot()
    def toggle_doubt(self) -> None:
        """Mark the selected span as in doubt, or take the mark away; without one say what is missing."""
        span = self._shown.active
        if span is None:
            self._session.refused.emit(
                "A doubt is about a span, and none is selected: click on one, or code a passage."
            )
        elif self._session.did(annotate.set_doubt, span.id, not span.doubt):
            self._say("No longer in doubt" if span.doubt else "Marked as in doubt")

    @Slot(str, str)
    def set_note(self, id: str, note: str) -> None:
        """Write the note of a span, which need not be the selected one."""
        span = self._shown.inspector.model.get(id)
        if span is not None and self._session.did(annotate.set_note, span.id, note):
            self._say("Note written" if note.strip() else "Note removed")

    def add_extent(self) -> None:
        """Add the selection to the span that is selected, or was last; it then may have a gap."""
        span, selection = self._shown.active_or_last, self._shown.reader.selection()
        if span is None or selection is None or not span.extents:
            self._session.refused.emit("Select a span, then a passage besides it, and add that to the span.")
            return
        if self._session.did(annotate.set_extents, span.id, [*span.extents, self._shown.tidy(selection)]):
            self._shown.steer(selection.stop, selection.stop)
            self._shown.select(span.id)
            self._say(f"Added to {self._shown.name_of(span.label)}")

    def toggle_punctuation(self) -> None:
        """Code the punctuation that ends a sentence with it in this project, or no more."""
        on = not punctuation.is_coded(self._session.project)
        if self._session.did(punctuation.code, on):
            self._say(f"Final punctuation is {'coded with its sentence' if on else 'left outside of what is coded'}")

    @Slot(str, int, int)
    def drag_edges(self, id: str, start: int, stop: int) -> None:
        """Give a span the outer edges that the pointer has dragged."""
        span = self._shown.inspector.model.get(id)
        if span is None:
            return
        if self._session.run(annotate.set_extents, span.id, with_edges(span.extents, Extent(start, stop))):
            self._say("Edge moved")
        else:
            # It draws the edge where it was dragged to until it is told.
            self._shown.reader.viewport().update()

    def _somebody_codes(self) -> bool:
        if self._session.layer is None:
            self._session.refused.emit(f"Nobody codes yet: say who is coding with {key_of('project.who')}.")
        return self._session.layer is not None

    def _say(self, text: str) -> None:
        self.said.emit(f"{text} · saved")
