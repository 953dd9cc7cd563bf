"""A place of one's own text against gold, in words: what differs, by which rule, and how much is as in gold."""

from annotator.adjudication.cases import CaseKind
from annotator.adjudication.ways import RULES
from annotator.model.practice import PracticeResult, Score
from annotator.model.span import Span
from annotator.model.wording import counted, one_or_many, word_list
from annotator.operations.feedback.feedback import FeedbackPlace
from annotator.operations.feedback.releases import GoldVisibility
from annotator.operations.feedback.training import passed

_TOGETHER = "\u00a0"
"""A space at which no line breaks."""
MINE, GOLD = "Mine", "Gold"
_DIFFERING = {
    CaseKind.LABEL: ("label", "differs"),
    CaseKind.BOUNDARY: ("boundary", "differs"),
    CaseKind.ATTRIBUTE: ("attributes", "differ"),
    CaseKind.SLOT: ("slots", "differ"),
}
"""What differs, with its verb where it is the only one."""
_WITHOUT = {
    GoldVisibility.NOT_RELEASED: "The gold of this text has not been released. Until then it is not shown here.",
    GoldVisibility.NOT_BEGUN: "You have not coded this text, so that there is nothing to compare. Gold is not shown.",
    GoldVisibility.NOT_DONE: "This is a practice text: mark it as done in Code, and gold is shown here at once.",
}


def kind_of(place: FeedbackPlace) -> str:
    """Return in what a place differs, in a few words."""
    if place.is_missing:
        return "in gold, not in mine"
    if place.is_extra:
        return "in mine, not in gold"
    found = [each for kind, each in _DIFFERING.items() if kind in place.case.differs] or [("nothing", "differs")]
    return f"{word_list(name for name, _ in found)} {one_or_many(len(found), found[0][1], 'differ')}"


def boundary(mine: Span, gold: Span) -> str:
    """Return how the boundaries of gold stand to one's own; nothing where they are the same."""
    if mine.extents == gold.extents:
        return ""
    moves = (_move("begins", mine.start - gold.start), _move("ends", mine.stop - gold.stop))
    told = word_list(filter(None, moves))
    if len(mine.extents) == len(gold.extents) == 1:
        return f"Boundary: gold {told}."
    pieces = f"has {counted(len(gold.extents), 'piece')}, mine {len(mine.extents)}"
    return f"Boundary: gold {told}, and {pieces}." if told else f"Boundary: gold {pieces}, and they differ."


def why(place: FeedbackPlace) -> str:
    """Return the rule, the reason and the day of the decision."""
    if place.rule is None:
        return "Nothing was decided about this place."
    reason = f" Reason: {place.reason}" if place.reason else ""
    return f"{RULES[place.rule].told} Decided on {place.time[:10]}.{reason}"


def nothing_to_show(standing: GoldVisibility, places: int) -> str:
    """Return why a document shows no difference."""
    if standing is not GoldVisibility.SHOWN:
        return _WITHOUT[standing]
    if not places:
        return "Neither you nor gold has anything in this text."
    return "All that you coded here is as in gold."


def share(score: Score) -> str:
    """Return how many places are as in gold."""
    return f"{score.just_so} of {counted(score.places, 'place')} as in gold"


def formula(score: Score) -> str:
    """Return F1 with what it is computed from, or why there is none."""
    if score.f1 is None:
        return "F1 undefined, because neither you nor gold has a span"
    return f"F1 {percent(score.f1)} = 2 · {score.same} / ({score.own} + {score.gold})".replace(" ", _TOGETHER)


def verdict(result: PracticeResult, mark: float) -> str:
    """Return whether a practice document was passed, by its first result."""
    is_passed = passed(result.score, mark)
    told = {True: "passed", False: "not passed", None: "nothing to pass"}[is_passed]
    return f"Practice: {told}. {formula(result.score)}; the pass mark is {percent(mark)}."


def percent(value: float) -> str:
    """Return a share as a percentage, cut and not rounded up, so that 79.96 % does not look like 80 %."""
    return f"{int(value * 1000 + 1e-9) / 10:g}{_TOGETHER}%"


def _move(verb: str, earlier: int) -> str:
    if not earlier:
        return ""
    count = abs(earlier)
    return f"{verb} {counted(count, 'character')} {'earlier' if earlier > 0 else 'later'}"
