"""Units that are given, in the text: walked by keys, each given its code by one, and counted until none is left."""

from PySide6.QtCore import QObject, Signal, Slot

from annotator.model.codebook import CodesPerUnit, CodingUnit, Scope
from annotator.model.given_units import held_units, touched
from annotator.model.span import Extent
from annotator.model.wording import counted
from annotator.operations.coding import unit_coding
from annotator.operations.people.roles import Right
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.background.session import Session
from annotator.ui.coding.selection import Shown
from annotator.ui.commands.key_names import key_of


class CodingUnits(QObject):
    """The units of the document in `shown`; none where any passage is coded. `changed`: they are others."""

    said = Signal(str)
    changed = Signal()

    def __init__(self, session: Session, shown: Shown, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._shown = session, shown
        self.given: tuple[Extent, ...] = ()
        self._left: list[int] | None = None
        # The unit at hand in each document: where units touch, the caret behind one is before the next.
        self._places: dict[str, Extent] = {}
        shown.marks.completed.connect(self.forget)

    @property
    def are_given(self) -> bool:
        """Whether the codebook says that nothing but units is coded."""
        return self._session.is_open and self._session.project.codebook.unit is not CodingUnit.FREE

    def show(self) -> None:
        """Read the units of the document that is shown."""
        document, before = self._shown.document, self.given
        there = self.are_given and document is not None
        self.given = self._session.project.units.of_document(document) if there and document else ()
        self._shown.reader.board.set_units(self.given)
        self._shown.inspector.card.say_empty(self._hint() if there else "")
        self.forget()
        if self.given != before:
            self.changed.emit()

    def _hint(self) -> str:
        """Return what to do while no coding is at hand."""
        if self.given:
            return f"A label’s key gives the unit its code. {key_of('code.next_span')} goes to the next unit."
        if not self._session.why_not(Right.DOCUMENTS):
            return "Units are coded, and this text is not cut yet: “Cut the documents into units” (menu Code, Units)."
        return "Units are coded, and this text is not cut yet: whoever leads cuts it."

    def begin(self) -> None:
        """Select the unit at the caret, or the next without a code, so that a label's key has something to code."""
        if not self.given or self._session.layer is None:
            return
        self._shown.marks.finish()
        self.forget()
        known, at = self._places.get(self._shown.document or ""), self.at_hand()
        place = self.given.index(known) if known in self.given else at[0] if at else None
        if (place is not None and place in self.left()) or (not self.go_next_left() and place is not None):
            self.go_to(place)

    @Slot()
    def forget(self) -> None:
        """Count anew what is left: something was coded."""
        self._left = None

    def follow(self, changes: Changes) -> None:
        """Read them anew after they were cut otherwise."""
        if changes.touches(Table.UNITS, Table.CODEBOOK_VERSIONS):
            self.show()

    def at_hand(self) -> range:
        """Return the places of the units that the selection touches, or of the one at the caret."""
        reader = self._shown.reader
        selection = reader.selection() or Extent(reader.caret, reader.caret)
        return touched(self.given, *selection)

    def takes(self, label: str) -> bool:
        """Whether a label is put on units here."""
        found = self._session.project.codebook.get(label)
        return self.are_given and found is not None and found.scope is Scope.SPAN

    def code(self, label: str) -> bool:
        """Give the units at hand a code, and go on to the next where each gets one; whether it was done."""
        session, shown, at = self._session, self._shown, self.at_hand()
        if not self.given:
            session.refused.emit("This document is not cut into units yet; whoever leads cuts it.")
            return False
        if not at:
            session.refused.emit(f"No unit stands here; {key_of('code.next_span')} goes to the next one.")
            return False
        if session.layer is None or shown.document is None:
            return False
        units = [self.given[one] for one in at]
        document = session.project.documents.info(shown.document).id
        made = session.run(unit_coding.code_units, document, session.layer.id, units, label)
        if made is None:
            return False
        single = session.project.codebook.codes_per_unit is CodesPerUnit.ONE
        self.go_to(min(at[-1] + 1, len(self.given) - 1) if single else at[-1])
        if not single:
            shown.select(made[-1].id)
        self.said.emit(self._coded_said(label))
        return True

    def go(self, steps: int) -> None:
        """Go to the next unit, or to the one before."""
        at = self.at_hand()
        reader = self._shown.reader
        if at:
            place = at[-1] + 1 if steps > 0 else at[0] - 1
        else:
            behind = len(touched(self.given, 0, reader.caret)) if reader.caret else 0
            place = behind if steps > 0 else behind - 1
        if 0 <= place < len(self.given):
            self.go_to(place)
        else:
            self._session.refused.emit(f"There is no unit {'after' if steps > 0 else 'before'} this place.")

    def go_to(self, place: int) -> None:
        """Select a unit, and what is coded there."""
        shown, unit = self._shown, self.given[place]
        self._places[shown.document or ""] = unit
        shown.marks.finish()
        there = [span for span in shown.inspector.model.spans if span.extents == (unit,)]
        shown.steer(unit.start, unit.stop)
        shown.select(there[0].id if there else None)
        shown.reader.reveal_range(*unit)

    def go_next_left(self) -> bool:
        """Go to the next unit without a code, after the last to the first; whether there is one."""
        left = self.left()
        if not left:
            return False
        at = self.at_hand()
        start = at[-1] + 1 if at else len(touched(self.given, 0, max(1, self._shown.reader.caret)))
        self.go_to(next((one for one in left if one >= start), left[0]))
        return True

    def left(self) -> list[int]:
        """Return the places of the units that have no code; each key press asks for them."""
        if self._left is None:
            self._left = self._count_left()
        return self._left

    def how_much(self) -> str:
        """Return how many units are left, for the foot; empty where none are given."""
        if not self.given:
            return ""
        left = len(self.left())
        return (
            f"{left:,} of {counted(len(self.given), 'unit')} left" if left else f"all {len(self.given):,} units coded"
        )

    def left_open(self) -> str:
        """Return that units have no code; nothing where all have."""
        left = len(self.left()) if self.given else 0
        return counted(left, "unit has no code", "units have no code") if left else ""

    def _coded_said(self, label: str) -> str:
        name = self._shown.name_of(label)
        if self.left():
            return f"Coded as {name} · saved"
        return f"Coded as {name} · saved; all units have a code: {key_of('document.done_next')} says so and goes on"

    def _count_left(self) -> list[int]:
        model = self._shown.inspector.model
        coded: set[int] = set()
        for span in model.spans:
            label = model.label(span.label)
            if label is None or not label.names_actors:
                coded.update(held_units(self.given, span.extents))
        return [at for at in range(len(self.given)) if at not in coded]
