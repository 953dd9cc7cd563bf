"""What further coding would bring: how many documents each label, attribute and slot needs, and which come next.

The most useful next documents are those that one coder has coded and in which the label is frequent: coded by the
others as well, each adds to what coders can differ on in proportion to how often the label is used there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from annotator.agreement.planning import GOAL, CodingPlan, plan
from annotator.agreement.study.study import Aspect, Design, Figure, Study
from annotator.model.coder import Layer
from annotator.model.ids import DocumentId, LabelId
from annotator.operations.agreement.comparing import ALPHAS, best_of
from annotator.operations.agreement.measure import agree
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project

_PLANNED = (Aspect.ALL, Aspect.ATTRIBUTE, Aspect.SLOT)
_NEXT = 5
"""So many documents are named for each number."""


@dataclass(frozen=True, slots=True)
class NextDocument:
    """A document in which one coder alone is compared. `coder`: by column; `spans`: with the label, of that coder.

    `adds`: about how many disagreements by chance it would add, were it coded by all.
    """

    document: DocumentId
    coder: int
    spans: int
    adds: float


@dataclass(frozen=True, slots=True)
class Planned:
    """A number and what it needs. `by_two`: documents needed where two coders code each, the median of all pairs."""

    figure: Figure
    plan: CodingPlan
    by_two: int | None
    next_documents: tuple[NextDocument, ...]


def planned_of(
    project: Project, layers: Sequence[Layer], design: Design, goal: float = GOAL, progress: Progress = silent
) -> tuple[Study, list[Planned]]:
    """Return the study of these layers, and what its labels, attributes and slots need for intervals of ± `goal`."""
    study = agree(project, layers, replace(design, coefficients=ALPHAS, gamma_samples=0), progress)
    return study, list(planned(study, goal))


def planned(study: Study, goal: float = GOAL) -> Iterator[Planned]:
    """Yield what each number needs, of everything at once, of each label, attribute and slot."""
    level, uses = study.design.level, _uses(study)
    by_key, of_pairs = _by_key(study)
    for key, figures in by_key.items():
        figure = best_of(figures)
        parts = figure.result.left_out
        if parts is not None:
            made = plan(parts, level, goal)
            is_enough = made.needed is not None and made.needed <= made.documents
            following = () if is_enough else tuple(_next(study, figure, uses[figure.label]))
            pairs = [one for one in of_pairs.get(key, ()) if one.coefficient == figure.coefficient]
            yield Planned(figure, made, _by_two(pairs, level, goal), following)


def unplanned(study: Study) -> Iterator[Figure]:
    """Yield the numbers of all coders that have no value, so that nothing can be foretold of them."""
    yield from (figure for figures in _by_key(study)[0].values() if (figure := best_of(figures)).result.value is None)


def _by_key(study: Study) -> tuple["_Figures", "_Figures"]:
    """Return the numbers of all coders that are planned for, and those of pairs, by what they are of."""
    found: tuple[_Figures, _Figures] = {}, {}
    for one in study.figures:
        if one.aspect in _PLANNED and one.coefficient in ALPHAS:
            kept = found[len(one.coders) < len(study.coders)]
            kept.setdefault((one.aspect, one.label, one.part), []).append(one)
    return found


def _by_two(pairs: Sequence[Figure], level: float, goal: float) -> int | None:
    parts = [one.result.left_out for one in pairs]
    found = [needed for one in parts if one is not None and (needed := plan(one, level, goal).needed) is not None]
    return round(median(found)) if found else None


_Key = tuple[Aspect, LabelId | None, str]
_Figures = dict[_Key, list[Figure]]
_Uses = dict[int, Counter[int]]


def _uses(study: Study) -> defaultdict[LabelId | None, _Uses]:
    """Return how often each coder used a label, of each document; by label, under None of all labels."""
    found: defaultdict[LabelId | None, _Uses] = defaultdict(dict)
    for place in study.places:
        for coder, span in enumerate(place.spans):
            if span is not None:
                for label in (None, span.label):
                    found[label].setdefault(place.document, Counter())[coder] += 1
    return found


def _next(study: Study, figure: Figure, uses: _Uses) -> Iterator[NextDocument]:
    """Yield the documents that add most, of those that one coder has coded."""
    alone = {at: counts for at, counts in uses.items() if len(study.by_document[at].coders) == 1}
    together = sum(counts.total() for at, counts in uses.items() if at not in alone)
    interval = figure.result.interval
    expected = interval.expected if interval is not None and interval.expected is not None else 0.0
    each = expected / together * len(study.coders) if together else 0.0
    for document, counts in sorted(alone.items(), key=lambda one: (-one[1].total(), one[0]))[:_NEXT]:
        (coder,) = study.by_document[document].coders
        yield NextDocument(study.by_document[document].document, coder, counts.total(), each * counts.total())


def coded_by(study: Study, coders: int) -> int:
    """Return in how many documents so many of the coders are compared."""
    return sum(len(one.coders) == coders for one in study.by_document)
