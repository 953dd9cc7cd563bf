"""The ways in which a person decides cases, in one table that the verb, the keys, the buttons and all words read.

A new way is a value of `Rule`, its function in `combining` and its line in `WAYS`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeVar

from annotator.adjudication.cases import Case
from annotator.adjudication.combining import intersection, majority_extent, relabel, split, union
from annotator.adjudication.decisions import Verdict, defer, none_of_them, take
from annotator.adjudication.policies import POLICIES, Policy
from annotator.model.decision import Rule
from annotator.model.errors import NotAllowed
from annotator.model.ids import LabelId, LayerId

_Needed = TypeVar("_Needed", LayerId, LabelId)


class Asks(Enum):
    """Whether a label is asked for first."""

    NEVER = auto()
    WHERE_THEY_DIFFER = auto()
    ALWAYS = auto()


class Needs(Enum):
    """What the candidates of a case must be like."""

    NOTHING = auto()
    SEVERAL = auto()
    """More than one."""
    EXTENTS_APART = auto()
    """On different passages."""
    PLACES_APART = auto()
    """On different passages, or of different labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to decide. `id`: its command is `adjudicate.` and this; `rule`: what its decisions note.

    `key`, `title`: of the command; empty for one that has a command a coder. `short`, `spoken`: what its button says,
    and tells assistive tools. `decided`: the rule after “Decided:”; `told`: the rule as a coder who compares with gold
    is told. `propose` (case, layer, label): what comes of a case by itself; None for a way that is told more than
    these. `is_of_marked`: the span that is marked says on which passage. `needs_case`: whether it is about a case;
    `needs`: what its candidates must be like for it to make anything of them.
    """

    id: str
    rule: Rule
    decided: str
    told: str
    key: str = ""
    title: str = ""
    short: str = ""
    spoken: str = ""
    asks: Asks = Asks.NEVER
    propose: Callable[[Case, LayerId | None, LabelId | None], Verdict] | None = None
    is_of_marked: bool = False
    needs_case: bool = True
    needs: Needs = Needs.NOTHING

    def asks_label(self, *cases: Case) -> bool:
        """Whether a label is to be asked for before these cases are decided so."""
        labels = {span.label for case in cases for span in case.candidates}
        return self.asks is Asks.ALWAYS or (self.asks is Asks.WHERE_THEY_DIFFER and len(labels) > 1)

    def applies(self, case: Case) -> bool:
        """Whether it makes something of a case that another way does not make more plainly."""
        places = {(span.label, span.extents) for span in case.candidates}
        told = {
            Needs.NOTHING: True,
            Needs.SEVERAL: len(case.candidates) > 1,
            Needs.EXTENTS_APART: len({extents for _, extents in places}) > 1,
            Needs.PLACES_APART: len(places) > 1,
        }
        return told[self.needs] and not (self.needs is Needs.EXTENTS_APART and self._is_refused(case))

    def _is_refused(self, case: Case) -> bool:
        """Whether a way to put extents together finds nothing in them."""
        try:
            if self.propose is not None:
                self.propose(case, None, case.candidates[0].label)
        except NotAllowed:
            return True
        return False


def _needed(how: str, given: _Needed | None) -> _Needed:
    if given is None:
        raise _not_alone(how)
    return given


def _not_alone(how: str) -> NotAllowed:
    return NotAllowed(f"A case cannot be settled by “{how}” alone.")


WAYS: tuple[Way, ...] = (
    Way(
        id="take",
        rule=Rule.TAKEN,
        decided="one coder’s span taken",
        told="One coder’s span was taken as it is.",
        short="take",
        spoken="Take the span that is marked",
        propose=lambda case, layer, label: take(case, _needed("take", layer)),
    ),
    Way(
        id="union",
        rule=Rule.UNION,
        decided="the union of the spans",
        told="All was taken that anybody marked.",
        key="u",
        title="Take the union: all that any coder marked",
        short="union",
        spoken="Union",
        asks=Asks.WHERE_THEY_DIFFER,
        propose=lambda case, layer, label: union(case, label),
        needs=Needs.EXTENTS_APART,
    ),
    Way(
        id="intersection",
        rule=Rule.INTERSECTION,
        decided="the intersection of the spans",
        told="What all who marked it share was taken.",
        key="i",
        title="Take the intersection: what all marked",
        short="shared",
        spoken="Intersection",
        asks=Asks.WHERE_THEY_DIFFER,
        propose=lambda case, layer, label: intersection(case, label),
        needs=Needs.EXTENTS_APART,
    ),
    Way(
        id="majority",
        rule=Rule.MAJORITY_EXTENT,
        decided="the characters that most marked",
        told="What more than half of them marked was taken.",
        key="m",
        title="Take the characters that most marked",
        short="most",
        spoken="What most marked",
        asks=Asks.WHERE_THEY_DIFFER,
        propose=lambda case, layer, label: majority_extent(case, label),
        needs=Needs.EXTENTS_APART,
    ),
    Way(
        id="split",
        rule=Rule.SPLIT,
        decided="each span kept",
        told="Each span was kept as one of its own.",
        key="k",
        title="Split: keep every span",
        short="keep all",
        spoken="Keep every span",
        propose=lambda case, layer, label: split(case),
        needs=Needs.PLACES_APART,
    ),
    Way(
        id="relabel",
        rule=Rule.RELABELLED,
        decided="another label",
        told="It was given another label.",
        key="r",
        title="Give it another label…",
        short="label",
        spoken="Give it another label",
        asks=Asks.ALWAYS,
        propose=lambda case, layer, label: relabel(case, _needed("relabel", label), layer),
        is_of_marked=True,
    ),
    Way(
        id="fill",
        rule=Rule.COMPOSED,
        decided="put together from several coders",
        told="It was put together from what several coders said.",
        key="v",
        title="Choose passage, slots and attributes…",
        short="by parts",
        spoken="Choose passage, slots and attributes",
        needs=Needs.SEVERAL,
    ),
    Way(
        id="join",
        rule=Rule.JOINED,
        decided="several cases joined into one span",
        told="Several spans were joined into one.",
        key="j",
        title="Join with the cases held, or the next one",
        short="join",
        spoken="Join cases",
        asks=Asks.WHERE_THEY_DIFFER,
    ),
    Way(
        id="add",
        rule=Rule.ADDED,
        decided="added, as all coders missed it",
        told="Nobody had marked it, and it was added.",
        key="+",
        title="Add the selection, as all missed it…",
        short="add",
        spoken="Add what all missed",
        asks=Asks.ALWAYS,
        needs_case=False,
    ),
    Way(
        id="none",
        rule=Rule.NONE,
        decided="none of them",
        told="It was decided that nothing belongs here.",
        key="x",
        title="None of them",
        short="none",
        spoken="None of them",
        propose=lambda case, layer, label: none_of_them(case),
    ),
    Way(
        id="defer",
        rule=Rule.DEFERRED,
        decided="deferred",
        told="It was left for later.",
        key="l",
        title="Later: defer the case",
        short="later",
        spoken="Later",
        propose=lambda case, layer, label: defer(case),
    ),
)
"""The one list of ways."""

WAY: Mapping[str, Way] = {way.id: way for way in WAYS}
PROPOSED = tuple(way.id for way in WAYS if way.propose is not None and way.key)
"""The ways that need no more than their key, and perhaps a label."""
RULES: Mapping[Rule, Way | Policy] = {
    **{policy.rule: policy for policy in POLICIES},
    **{way.rule: way for way in WAYS},
}
"""What each rule stands for: the policy, or the way in which a person decided."""


def verdict(case: Case, how: str, layer: LayerId | None = None, label: LabelId | None = None) -> Verdict:
    """Return what a way to decide, by its id, makes of a case; raises `NotAllowed` where more must be said for it."""
    way = WAY.get(how)
    if way is None or way.propose is None:
        raise _not_alone(how)
    return way.propose(case, layer, label)
