"""The rows of the appendix: labels and parts that many labels share, folded so that any codebook fits on a page.

Where one row stands for several figures it shows the lowest of them, and the others beside it: nothing is chosen by
being good. Labels of a large codebook are folded by domain, the label above them all; attributes and slots by name.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.agreement.study.act_ratings import PARTIES
from annotator.agreement.study.study import ASPECTS, Aspect
from annotator.formats.jsonl.study_records import FigureRecord
from annotator.model.codebook import Label
from annotator.model.ids import LabelId
from annotator.operations.agreement.report.figures import headlines, what_of
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.operations.agreement.study_names import TOPMOST

MOST_LABELS, MOST_PARTS = 12, 14
"""Rows of single labels or domains, and of parts: the least used beyond are one row together."""
_APART = "Taken apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFold:
    """A row. `group`: the heading it stands under; `figure`: the lowest of those that are defined, None for none.

    `members`: all that it stands for; `whose`: the label or part that has the lowest, nothing where `name` says it.
    `short`: the name where there is little room.
    """

    group: str
    name: str
    members: tuple[FigureRecord, ...]
    whose: str = ""
    short: str = ""

    @property
    def figure(self) -> FigureRecord | None:
        """The lowest of the defined ones."""
        return _lowest(self.members)

    @property
    def others(self) -> tuple[float, ...]:
        """The values of the others."""
        return tuple(one.value for one in self.members if one.value is not None and one is not self.figure)

    @property
    def undefined(self) -> tuple[FigureRecord, ...]:
        """Those without a value."""
        return tuple(one for one in self.members if one.value is None)

    @property
    def title(self) -> str:
        """The name, with whose figure it is and of how many it is the lowest."""
        lowest = f", lowest of {len(self.others) + 1}" if self.others else ""
        return f"{self.name}: {self.whose}{lowest}" if self.whose else f"{self.name}{lowest}"

    @property
    def mark(self) -> str:
        """The name in a figure."""
        return self.short or (f"{self.name}: {self.whose}" if self.whose else self.name)


@dataclass(slots=True)
class _Folded:
    """Figures that become one row. `used`: how much there is of them."""

    name: str
    used: float = 0
    members: list[FigureRecord] = field(default_factory=list)


def rows_of(report_input: ReportInput) -> list[TableFold]:
    """Return the rows of the appendix, in the order of the aspects; those of which nothing is defined too."""
    figures = [*headlines(report_input.everyone).values()]
    return [row for aspect in Aspect for row in _of_aspect(report_input, aspect, figures)]


def domains_of(labels: Iterable[Label]) -> dict[LabelId, Label]:
    """Return for each label the one at the top of its hierarchy, itself where nothing stands above it."""
    known = {label.id: label for label in labels}

    def top(label: Label) -> Label:
        return top(known[label.parent]) if label.parent is not None and label.parent in known else label

    return {id: top(label) for id, label in known.items()}


def has_domains(labels: Sequence[Label]) -> bool:
    """Whether a codebook is so large that its labels are shown by domain, and has domains."""
    domains = {label.id for label in domains_of(labels).values()}
    return len(labels) > MOST_LABELS and 1 < len(domains) < len(labels)


def label_groups(report_input: ReportInput) -> dict[str, str]:
    """Return under which name each label is shown, by its id, in the order of the codebook.

    Under its own in a small codebook; in a large one under that of its domain, or where it has none and is not among
    the most used, together with the others.
    """
    labels = [*report_input.names.labels.values()]
    tops = domains_of(labels)
    named: dict[str, str] = {label.id: (tops[label.id] if has_domains(labels) else label).name for label in labels}
    used: Counter[str] = Counter()
    for id, name in named.items():
        used[name] += sum(report_input.record.spans.get(id, {}).values())
    if len(used) <= MOST_LABELS:
        return named
    kept = {name for name, _ in used.most_common(MOST_LABELS - 1)}
    rest = "Other domains" if has_domains(labels) else "Other labels"
    ordered = sorted(named.items(), key=lambda pair: pair[1] not in kept)
    return {id: name if name in kept else rest for id, name in ordered}


def _of_aspect(report_input: ReportInput, aspect: Aspect, figures: Sequence[FigureRecord]) -> Iterator[TableFold]:
    found = [one for one in figures if one.aspect == aspect]
    if aspect in (Aspect.ACT, Aspect.DYAD):
        # Of acts as a whole one row: their slots have theirs, and the supplement has all.
        whole = [one for one in found if (one.aspect, one.label, one.part) == (Aspect.ACT, None, PARTIES)]
        short = ASPECTS[aspect].title
        yield from (TableFold(group=_APART, name=_question(aspect), members=(one,), short=short) for one in whole)
        return
    if ASPECTS[aspect].has_parts:
        folds = _by_part(report_input, aspect, found)
        yield from _rows(report_input, ASPECTS[aspect].title, _capped(folds, MOST_PARTS, "Other parts"))
        return
    group = "Everything at once" if aspect is Aspect.ALL else _APART
    for one in found:
        if one.label is None:
            name = report_input.names.label(None) if aspect is Aspect.ALL else _question(aspect)
            short = "" if aspect is Aspect.ALL else ASPECTS[aspect].title
            if one.part:
                short = report_input.names.part(aspect, one.part, None)
                name = f"{name}, {short.lower()}"
            yield TableFold(group=group, name=name, members=(one,), short=short)
    if aspect is Aspect.ALL:
        yield from _topmost(report_input, group)
        labels = [one for one in found if one.label is not None]
        yield from _rows(report_input, group, _by_label(report_input, labels))


def _topmost(report_input: ReportInput, group: str) -> Iterator[TableFold]:
    """Yield the row of all labels as the topmost above them, where a large codebook has domains."""
    if has_domains([*report_input.names.labels.values()]):
        everyone = [one for one in report_input.record.by_parent if len(one.coders) == len(report_input.record.coders)]
        for (aspect, label, _), one in headlines(everyone).items():
            if aspect == Aspect.ALL and label is None:
                yield TableFold(group=group, name=TOPMOST, members=(one,))


def _question(aspect: Aspect) -> str:
    """Return “Found: whether something is there”, without what it is computed over."""
    said = ASPECTS[aspect]
    return f"{said.title}: {re.split('[,;]', said.meaning)[0]}"


def _by_label(report_input: ReportInput, figures: Sequence[FigureRecord]) -> list[_Folded]:
    groups = label_groups(report_input)
    folds: dict[str, _Folded] = {}
    for one in figures:
        name = groups.get(one.label or "", report_input.names.category(one.label or ""))
        folds.setdefault(name, _Folded(name)).members.append(one)
    return [*folds.values()]


def _by_part(report_input: ReportInput, aspect: Aspect, figures: Sequence[FigureRecord]) -> dict[str, _Folded]:
    folds: dict[str, _Folded] = {}
    for one in figures:
        name = report_input.names.part(aspect, one.part, LabelId(one.label or ""))
        fold = folds.setdefault(name, _Folded(name))
        fold.members.append(one)
        fold.used += one.n
    return folds


def _capped(folds: Mapping[str, _Folded], most: int, rest: str) -> list[_Folded]:
    """Return at most so many folds, in their order; the least used are one together, in the last place."""
    every = [*folds.values()]
    if len(every) <= most:
        return every
    used = sorted(every, key=lambda fold: -fold.used)
    kept = used[: most - 1]
    others = [fold for fold in every if fold not in kept]
    together = _Folded(rest, members=[one for fold in others for one in fold.members])
    return [*(fold for fold in every if fold in kept), together]


def _rows(report_input: ReportInput, group: str, folds: Iterable[_Folded]) -> Iterator[TableFold]:
    for fold in folds:
        yield TableFold(group=group, name=fold.name, members=tuple(fold.members), whose=_whose(report_input, fold))


def _whose(report_input: ReportInput, fold: _Folded) -> str:
    """Return whose figure the lowest is; nothing where the row's name says it."""
    lowest = _lowest(fold.members)
    one = lowest or fold.members[0]
    label = report_input.names.label(LabelId(one.label or ""))
    part = report_input.names.part(Aspect(one.aspect), one.part, LabelId(one.label or "")) if one.part else ""
    whose = what_of(one, report_input.names) if part != fold.name else label
    return whose if whose != fold.name else ""


def _lowest(figures: Sequence[FigureRecord]) -> FigureRecord | None:
    defined = [one for one in figures if one.value is not None]
    return min(defined, key=lambda one: (one.value or 0, -one.n), default=None)
