"""What the commands of Adjudicate do, when they can be used, and what those are called that name coders or reasons."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot

from annotator.adjudication.ways import PROPOSED
from annotator.ui.adjudication.arrival_flow import ArrivalFlow
from annotator.ui.adjudication.arrival_strip import KEEP, OPEN
from annotator.ui.adjudication.at_hand import CaseAtHand, NothingAtHand
from annotator.ui.adjudication.case_view import ShownCases
from annotator.ui.adjudication.going_on import GoingOn
from annotator.ui.adjudication.panel import CasePanel
from annotator.ui.adjudication.policy_flow import PolicyFlow
from annotator.ui.adjudication.project_choices import ProjectChoices
from annotator.ui.adjudication.verbs import ADDED, JOINED, AdjudicationVerbs
from annotator.ui.commands.commands import LETTERS, REASONS, Fact, holding


class DeskCommands(QObject):
    """Hands each command on to the part that does it."""

    said = Signal(str)

    def __init__(
        self,
        shown: ShownCases,
        panel: CasePanel,
        verbs: AdjudicationVerbs,
        going_on: GoingOn,
        choices: ProjectChoices,
        arrivals: ArrivalFlow,
        policies: PolicyFlow,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shown, self._panel, self._verbs, self._going_on = shown, panel, verbs, going_on
        self._choices, self._arrivals, self._policies = choices, arrivals, policies
        panel.choice_requested.connect(self._on_choice)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do, by their ids."""
        verbs, shown = self._verbs, self._shown
        takes = {f"adjudicate.take_{each}": partial(verbs.take, at) for at, each in enumerate(LETTERS)}
        reasons = {f"adjudicate.reason_{at + 1}": partial(self._choose_reason, at) for at in range(REASONS)}
        decides = {f"adjudicate.{how}": partial(verbs.decide, how) for how in PROPOSED}
        return {
            **takes,
            **reasons,
            **decides,
            **self._choices.handlers(),
            "adjudicate.fill": verbs.fill,
            "adjudicate.join": verbs.join,
            "adjudicate.hold": verbs.hold,
            "adjudicate.add": verbs.add,
            "adjudicate.reopen": verbs.reopen,
            "adjudicate.example": verbs.example,
            KEEP: self._arrivals.keep,
            OPEN: self._arrivals.open_apart,
            "adjudicate.reason": lambda: self._panel.reason.field.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "adjudicate.next": lambda: shown.go_to(shown.place_in_queue + 1),
            "adjudicate.previous": shown.go_back,
            "adjudicate.next_open": self._going_on.to_open,
            "adjudicate.candidate": shown.next_candidate,
            "adjudicate.gold": self._going_on.to_gold,
            "adjudicate.order": self._panel.bar.next_order,
            "adjudicate.settle": self._settle,
        }

    def facts(self) -> frozenset[Fact]:
        """Return what holds here; nothing is decided by a key while one looks at what policies would do."""
        is_asked, at_hand = self._policies.is_open, self._shown.at_hand
        return holding(
            self._choices.facts()
            | {
                Fact.CASE: isinstance(at_hand, CaseAtHand) and not is_asked,
                Fact.DECISION: not isinstance(at_hand, NothingAtHand) and not is_asked,
                Fact.ARRIVAL: self._arrivals.is_asked and not is_asked,
            }
        )

    def titles(self) -> dict[str, str]:
        """Call the coders who are compared, and the reasons that have a key, by their names."""
        coder_letters, reasons = self._shown.coder_letters, self._panel.reason.reasons[:REASONS]
        names, order = coder_letters.names(self._shown.key), coder_letters.order(self._shown.key)
        takes = {f"adjudicate.take_{key}": f"Take {names[at]}’s span" for key, at in zip(LETTERS, order, strict=False)}
        return takes | {f"adjudicate.reason_{at}": f"Reason: {reason}" for at, reason in enumerate(reasons, 1)}

    def take_label(self, purpose: str, label: str) -> None:
        """Use a label that was chosen; `purpose`: how a case is decided with it, or what becomes of it."""
        if purpose == JOINED:
            self._verbs.join(label)
        elif purpose == ADDED:
            self._verbs.add(label)
        else:
            self._verbs.decide(purpose, label=label)

    # Inside.

    @Slot(str)
    def _on_choice(self, choice: str) -> None:
        if choice == "take":
            self._verbs.take_marked()
        else:
            self.handlers()[f"adjudicate.{choice}"]()

    def _choose_reason(self, number: int) -> None:
        reason = self._panel.reason.choose(number)
        self.said.emit(f"Reason for the next decision: {reason}" if reason else "No reason for the next decision")

    def _settle(self) -> None:
        """Settle by a policy, in all documents or in those of the set that the queue is narrowed to."""
        if self._verbs.can_settle():
            model = self._panel.model
            self._policies.ask(self._shown.coder_letters, model.counts_within().undecided, model.view.within)
