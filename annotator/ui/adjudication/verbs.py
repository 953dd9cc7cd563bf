"""What is done at the desk: a case decided in any of its ways, cases joined, what all missed added, all taken back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from annotator.acts.finding import ActorIndex
from annotator.adjudication.cases import Case, CaseKind, reading_order
from annotator.adjudication.decisions import Settled, Status
from annotator.adjudication.ways import WAY
from annotator.model.coder import Layer
from annotator.model.decision import Decision
from annotator.model.ids import LayerId, RoleId
from annotator.model.span import Span
from annotator.model.wording import counted, isolated
from annotator.operations.actors.seen_actors import seen_actors
from annotator.operations.adjudication import adjudicate
from annotator.operations.feedback import feedback
from annotator.ui.adjudication.at_hand import CaseAtHand, GoldAtHand, decision_of
from annotator.ui.adjudication.case_view import ShownCases
from annotator.ui.adjudication.comparison import Comparison
from annotator.ui.adjudication.composable import Composition, parts_of
from annotator.ui.adjudication.panel import CasePanel
from annotator.ui.adjudication.queue_view import Place
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.commands.key_names import key_of

JOINED, ADDED = "joined span", "gold span"
"""What a label is asked for, besides the ways of deciding."""


class AdjudicationVerbs(QObject):
    """Decides what is at hand in `shown`. `made`: the places of the decisions made here, by their ids."""

    said = Signal(str)
    picker_requested = Signal(str)
    decided = Signal()
    """The case at hand is done with: on to the next."""

    def __init__(
        self, session: Session, shown: ShownCases, panel: CasePanel, comparison: Comparison, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.made: dict[str, Place] = {}
        self.held: list[Place] = []
        """The cases of one document that are to be joined."""
        self._session, self._shown, self._panel, self._comparison = session, shown, panel, comparison
        self._index: ActorIndex | None = None
        self._reading = LatestTask(session, self)
        panel.filling.decided.connect(self.compose)
        shown.changed.connect(self._on_shown)
        session.sight_changed.connect(self.forget_actors)
        self._filled = ""

    # Deciding.

    def take(self, number: int) -> None:
        """Take the span of the coder with a letter, by its number."""
        letters, at_hand = self._shown.coder_letters, self._shown.at_hand
        if isinstance(at_hand, CaseAtHand) and number < len(letters.layers):
            self.decide("take", letters.ordered_layers(at_hand.one.case.key)[number])

    def take_marked(self) -> None:
        """Take the span that is marked."""
        match self._shown.at_hand:
            case CaseAtHand(_, Span() as marked):
                layers = self._shown.coder_letters.layers
                self.decide("take", next((layer for layer in layers if layer.id == marked.layer), None))

    def decide(self, how: str, layer: Layer | None = None, label: str | None = None) -> None:
        """Decide the case at hand and go to the next open one."""
        at_hand = self._shown.at_hand
        if not isinstance(at_hand, CaseAtHand) or not self.somebody_decides():
            return
        way, one, marked = WAY[how], at_hand.one, at_hand.marked
        if label is None and way.asks_label(one.case):
            self.picker_requested.emit(how)
            return
        source = layer.id if layer is not None else marked.layer if way.is_of_marked and marked else None
        book, reason = self._shown.document.book, self._panel.reason.text
        decide = partial(adjudicate.decide_by, case=one.case, how=how, layer=source, label=label)
        verb = partial(decide, reason=reason, book=book)
        self._finish(one.case, self._run(verb), layer)

    def join(self, label: str | None = None) -> None:
        """Join the case at hand with those that are held, or else with the next one of the text."""
        at_hand = self._shown.at_hand
        if not isinstance(at_hand, CaseAtHand) or not self.somebody_decides():
            return
        one = at_hand.one
        cases = self._to_join(one)
        if self.held and not self._held_here():
            hold = key_of("adjudicate.hold")
            self._session.refused.emit(
                f"The cases that are held are not in this text: go back to join them, or hold this one with {hold}."
            )
        elif len(cases) < 2:
            hold = key_of("adjudicate.hold")
            self._session.refused.emit(f"No other open case follows in this text: hold one with {hold}, then join.")
        elif label is None and WAY["join"].asks_label(*cases):
            self.picker_requested.emit(JOINED)
        else:
            reason, book = self._panel.reason.text, self._shown.document.book
            verb = partial(adjudicate.join, cases=cases, label=label, reason=reason, book=book)
            self._finish(one.case, self._run(verb))

    def hold(self) -> None:
        """Keep the case at hand for joining, or let go of it."""
        at_hand = self._shown.at_hand
        if not isinstance(at_hand, CaseAtHand):
            return
        case, held = at_hand.one.case, self._held_here()
        place = case.document, case.key
        self._hold([each for each in held if each != place] if place in held else [*held, place])
        text, join = counted(len(self.held), "case"), key_of("adjudicate.join")
        self.said.emit(f"{text} held; go to another one and press {join} to join them")

    def add(self, label: str | None = None) -> None:
        """Put the words that are selected into gold, as all coders missed them."""
        selected, document = self._shown.selection(), self._shown.document.id
        if document is None or not self.somebody_decides():
            return
        if selected is None:
            self._session.refused.emit(
                f"Select in the text what all coders missed, then press {key_of('adjudicate.add')}."
            )
        elif label is None:
            self.picker_requested.emit(ADDED)
        else:
            reason, layers = self._panel.reason.text, list(self._shown.coder_letters.layers)
            found = self._session.project.documents.info(document).id
            decision = self._session.run(adjudicate.add, found, label, [selected], layers, reason)
            if decision is not None:
                self._panel.reason.clear()
                self._shown.go_to_gold(decision.gold[0])
                self.said.emit(f"Added to gold · saved; {key_of('adjudicate.reopen')} takes it back")

    def fill(self) -> None:
        """Choose whose passage, attributes and slots are right, one by one."""
        at_hand = self._shown.at_hand
        if not isinstance(at_hand, CaseAtHand) or at_hand.marked is None or not self.somebody_decides():
            return
        case = at_hand.one.case
        known = self._shown.known_of(case)
        self._filled = case.key
        self._panel.begin_filling(at_hand.marked.layer, lambda base: parts_of(case, base, known))
        if self._index is None:
            self._read_actors()

    @Slot(object)
    def compose(self, chosen: Composition) -> None:
        """Decide the case as it was chosen part by part."""
        at_hand = self._shown.at_hand
        if not isinstance(at_hand, CaseAtHand) or not self.somebody_decides():
            return
        one = at_hand.one
        given = {role: (adjudicate.Slot(role, actor=actor),) for role, actor in chosen.actors.items()}
        slots: dict[RoleId, LayerId | tuple[adjudicate.Slot, ...]] = {**chosen.slots, **given}
        verb = partial(
            adjudicate.compose,
            case=one.case,
            base=chosen.base,
            attributes=chosen.attributes,
            slots=slots,
            reason=self._panel.reason.text,
            book=self._shown.document.book,
        )
        self._finish(one.case, self._run(verb))

    # Taking back, and learning from it.

    def reopen(self) -> None:
        """Take back what was decided about what is at hand, with its gold."""
        if not self.somebody_decides():
            return
        match self._shown.at_hand:
            case GoldAtHand(_, decision):
                if self._session.did(adjudicate.remove_gold, decision):
                    self._shown.leave_gold()
                    self.said.emit("Taken back out of gold · saved")
            case CaseAtHand(one) if one.decision is None:
                self._session.refused.emit("The case is open: nothing was decided about it yet.")
            case CaseAtHand(one):
                if self._session.did(adjudicate.reopen, one.case, self._shown.document.book):
                    self.said.emit("Reopened · saved")

    def example(self) -> None:
        """Make what was decided an example of the codebook."""
        decision = decision_of(self._shown.at_hand)
        if decision is None:
            self._session.refused.emit("Decide the case first: then it can become an example.")
        elif self.somebody_decides():
            learned = self._session.run(feedback.example_from, decision)
            if learned is not None:
                self.said.emit(learned.sentence)

    def somebody_decides(self) -> bool:
        """Whether a decision can be made now; says why not."""
        busy = self._comparison.is_comparing or self._comparison.is_opening
        if self._session.coder is None:
            self._session.refused.emit(f"Nobody decides yet: say who you are with {key_of('project.who')}.")
        elif busy:
            self._session.refused.emit("The coders are still being compared: a moment.")
        elif self._shown.only_looks:
            self._session.refused.emit("A case is decided in the text: leave the policies first, with Escape.")
        return self._session.coder is not None and not busy and not self._shown.only_looks

    def can_settle(self) -> bool:
        """Whether policies can settle anything now; says why not."""
        if len(self._shown.coder_letters.layers) < 2:
            self._session.refused.emit("There is nothing to settle before two coders have coded a text.")
            return False
        return self.somebody_decides()

    def reset(self) -> None:
        """Begin anew with the next project."""
        self.made = {}
        self._hold([])
        self.forget_actors()

    @Slot()
    def forget_actors(self) -> None:
        """Read the register again when an actor is typed next."""
        self._index = None
        if self._reading.is_busy:
            self._read_actors()

    # Inside.

    def _run(self, verb: Callable[..., Decision]) -> Decision | None:
        """Decide; what comes next is shown once, afterwards."""
        self._shown.quiet = True
        try:
            return self._session.run(verb)
        finally:
            self._shown.quiet = False

    def _finish(self, case: Case, decision: Decision | None, layer: Layer | None = None) -> None:
        if decision is None:
            return
        self.made[decision.id] = (case.document, case.key)
        self._hold([])
        self._panel.reason.clear()
        self._panel.end_filling()
        name = decision.rule.value
        if layer is not None:  # whose span was taken
            name = f"{isolated(self._shown.coder_letters.name(layer.id, case.key))}’s span"
        self.said.emit(f"Decided: {name} · saved")
        self.decided.emit()

    def _held_here(self) -> list[Place]:
        """Return the cases that are held of this document, and are still there."""
        document = self._shown.document
        return [place for place in self.held if place[0] == document.id and place[1] in document.cases]

    def _hold(self, places: list[Place]) -> None:
        self.held = places
        self._panel.model.show_held(places)

    def _to_join(self, one: Settled) -> list[Case]:
        cases = self._shown.document.cases
        held = [cases[key].case for _, key in self._held_here() if key != one.case.key]
        if held:
            return [one.case, *held]
        here = reading_order(one.case)
        open_ones = (
            each.case
            for each in cases.values()
            if each.case.kind is not CaseKind.AGREED and each.status is not Status.DECIDED
        )
        following = min((case for case in open_ones if reading_order(case) > here), key=reading_order, default=None)
        return [one.case, *([following] if following is not None else [])]

    @Slot(object)
    def _read_actors(self) -> None:
        self._reading.start(lambda project, _: ActorIndex(seen_actors(project)), self._take_index)

    def _take_index(self, index: ActorIndex) -> None:
        self._index = index
        self._panel.filling.set_index(index)

    @Slot()
    def _on_shown(self) -> None:
        """Leave the choosing of parts where something else has come."""
        at_hand = self._shown.at_hand
        key = at_hand.one.case.key if isinstance(at_hand, CaseAtHand) else ""
        if self._filled and self._filled != key:
            self._filled = ""
            self._panel.end_filling()
