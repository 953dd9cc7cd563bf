"""A study of agreement as lines of text: a table for each part of the codings, then one by pair."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotator.agreement.input.units import Uncoded
from annotator.agreement.interval import of_many
from annotator.agreement.registry import HEADLINES, SYMBOLS
from annotator.agreement.results import PLACES
from annotator.agreement.study.study import ASPECTS, Aspect
from annotator.cli.bias_text import bias_lines
from annotator.cli.gold_text import gold_lines
from annotator.formats.jsonl.study_records import FigureRecord, StudyRecord, uncoded_said
from annotator.model.ids import LabelId
from annotator.model.wording import as_sentence, counted, one_or_many, undefined_because, word_list
from annotator.operations.agreement.sampling_error import sampling_error_said
from annotator.operations.agreement.study_names import StudyNames

_SHOWN = HEADLINES - {"ac1", "u-alpha"}
"""What fits beside each other on a terminal, unless others are asked for."""
_NAME, _CELL = 36, 21
_NAMED = 8
"""So many labels that nobody used are named."""


def lines_of(study: StudyRecord, names: StudyNames) -> list[str]:
    """Return a study as lines."""
    return list(_lines(study, names))


def _lines(study: StudyRecord, names: StudyNames) -> Iterator[str]:
    design = study.design
    yield (
        f"{counted(study.compared, 'document')} of {study.documents} ({study.characters:,} characters in all) coded by "
        f"two or more; coders: {', '.join(study.coders)}."
    )
    yield study.texts.texts().sentence
    if not study.compared:
        yield "No document was coded by two of these coders, so there is nothing to compare."
        return
    if design.uncoded:
        yield f"Units: as they are given; one without a code is {design.uncoded} for its coder."
        if design.uncoded == Uncoded.MISSING and (left_out := uncoded_said(study.units, study.uncoded)):
            yield left_out
    else:
        yield f"Units: {design.unit}; in “all” and “found” those that nobody marked are {design.unmarked}."
    if design.documents:
        looked_at = one_or_many(len(design.documents), "was looked at", "were looked at")
        yield f"Only {counted(len(design.documents), 'document')} of the project {looked_at}."
    if design.labels:
        named = ", ".join(names.label(LabelId(label)) for label in design.labels)
        yield f"Of single labels only {named} {one_or_many(len(design.labels), 'is', 'are')} shown."
    layers = len(study.coders) - bool(study.gold)
    if study.people < layers:
        yield several_layers(study)
    if study.gold and layers > 1:
        yield "Numbers of all together take gold for one coder more."
    yield f"In brackets: {design.level:.0%} interval over documents. n is that of the first number of a row."
    yield (
        "Where n stands as “80 of 93”, numbers are of those 80 places that two or more found, with the same label "
        "where attributes and slots are compared."
    )
    if len(study.coders) > 2:
        yield "F1, boundaries and dyads are pooled over pairs of coders: their n counts a span once for each pair."
    yield from _of_unused(study, names)
    tables = NotedCells()
    lines = [*gold_lines(study, names, tables.cell, _CELL), *_tables(study, names, tables)]
    yield from filter(None, [of_many(len(tables.intervals), design.level)])
    yield from _unanswered(study)
    yield from lines
    if tables.why:
        yield ""
        yield from (f"[{number}] {reason}" for number, reason in enumerate(tables.why, 1))


def _tables(study: StudyRecord, names: StudyNames, tables: "NotedCells") -> Iterator[str]:
    design = study.design
    figures = [one for one in study.figures if one.label not in unused_of(study)]
    everyone = [one for one in figures if len(one.coders) == len(study.coders)]
    shown = frozenset(design.coefficients) or _SHOWN
    for aspect in Aspect:
        title = f"{ASPECTS[aspect].title}: {ASPECTS[aspect].meaning}"
        yield from _table(title, _of(everyone, aspect), names, tables, shown)
    for aspect, said in ASPECTS.items():
        parents = [one for one in _of(study.by_parent, aspect) if len(one.coders) == len(study.coders)]
        yield from _table(f"{said.title}, labels below counted as their parent", parents, names, tables, shown, True)
    if len(study.coders) > 2:
        for pair in dict.fromkeys(tuple(one.coders) for one in figures if len(one.coders) == 2):
            of_pair = [one for one in figures if tuple(one.coders) == pair and one.aspect == Aspect.ALL]
            yield from _table(f"{' – '.join(pair)}: all at once", of_pair, names, tables, shown)
    yield from bias_lines(study, names, tables.noted)


def unused_of(study: StudyRecord) -> frozenset[str]:
    """Return the labels that none of the coders used, by id: that all agree not to is no agreement on them."""
    return frozenset(label for label, counts in study.spans.items() if not any(counts.values()))


def _of_unused(study: StudyRecord, names: StudyNames) -> Iterator[str]:
    unused = [label for label in study.design.labels or study.spans if label in unused_of(study)]
    if unused:
        named = [names.label(LabelId(label)) for label in unused[:_NAMED]]
        more = len(unused) - len(named)
        others = (f"{more:,} {one_or_many(more, 'other', 'others')}",) if more else ()
        yield f"No number is shown of labels that none of these coders used: {word_list((*named, *others))}."


def several_layers(study: StudyRecord) -> str:
    """Say that somebody is compared with themselves."""
    layers = len(study.coders) - bool(study.gold)
    return (
        f"These are {layers} layers of {counted(study.people, 'coder')}: numbers of all together mix agreement between "
        "coders with the stability of one."
    )


def _unanswered(study: StudyRecord) -> Iterator[str]:
    """Say which of the coefficients that were asked for have no figure at all."""
    there = {one.coefficient for one in study.figures}
    for name in study.design.coefficients:
        if name not in there:
            yield f"{name}: nothing that was coded, by these coders and with these choices, is what it compares."


def _of(figures: Iterable[FigureRecord], aspect: Aspect) -> list[FigureRecord]:
    return [one for one in figures if one.aspect == aspect]


def _table(
    title: str,
    figures: Sequence[FigureRecord],
    names: StudyNames,
    tables: "NotedCells",
    wanted: frozenset[str],
    by_parent: bool = False,
) -> Iterator[str]:
    """Yield a table: a row for each label and part, a column for each coefficient; n is that of the row's first."""
    shown = [one for one in figures if one.coefficient in wanted]
    columns = list(dict.fromkeys(one.coefficient for one in shown))
    if not columns:
        return
    yield ""
    yield title
    yield f"{'':<{_NAME}}" + "".join(f"{SYMBOLS[name]:>{_CELL}}" for name in columns) + f"{'n':>16}"
    rows: dict[tuple[str | None, str], dict[str, FigureRecord]] = {}
    for one in shown:
        rows.setdefault((one.label, one.part), {})[one.coefficient] = one
    order = {label: at for at, label in enumerate((None, *names.labels))}
    in_order = sorted(rows.values(), key=lambda one: order.get(_label_of(one), len(order)))
    for found in rows.values() if by_parent else in_order:
        first = next(iter(found.values()))
        cells = "".join(f"{tables.cell(found.get(column)):>{_CELL}}" for column in columns)
        n = number_of_units(first)
        yield f"{name_of(first, names, by_parent)[: _NAME - 1]:<{_NAME}}{cells}{n:>16}"
    if error := sampling_error_said(shown):
        yield error


def number_of_units(one: FigureRecord) -> str:
    """Return how many units a figure is of, and of how many; nothing where it is undefined because there are none."""
    places = one.details.get(PLACES)
    if places is not None:
        return f"{one.n:,.0f} of {places:,.0f}"
    return f"{one.n:,.0f}" if one.n or one.value is not None else ""


def _label_of(row: Mapping[str, FigureRecord]) -> LabelId | None:
    label = next(iter(row.values())).label
    return LabelId(label) if label is not None else None


def name_of(one: FigureRecord, names: StudyNames, by_parent: bool = False) -> str:
    """Return what a row is of: “Warning · Force”; `by_parent`: the labels below count as it."""
    label = LabelId(one.label) if one.label is not None else None
    part = names.part(Aspect(one.aspect), one.part, label) if one.part else ""
    return " · ".join(filter(None, (names.label(label, by_parent), part)))


class NotedCells:
    """What the tables have shown so far. `why`: the sentences of footnotes; `intervals`: the numbers that have one."""

    def __init__(self) -> None:
        self.why: list[str] = []
        self.intervals: set[int] = set()

    def cell(self, one: FigureRecord | None) -> str:
        """Return what stands in a cell; none where there is no figure."""
        if one is None:
            return ""
        if one.value is None:
            return self.noted(as_sentence(undefined_because(one.undefined)))
        interval = one.interval
        if interval is None:
            return f"{one.value:.3f}"
        if interval.low is None or interval.high is None:
            return f"{one.value:.3f} {self.noted(interval.why)}"
        self.intervals.add(id(one))
        return f"{one.value:.3f} [{interval.low:.2f}, {interval.high:.2f}]"

    def noted(self, sentence: str) -> str:
        """Return the mark of a footnote."""
        if sentence not in self.why:
            self.why.append(sentence)
        return f"[{self.why.index(sentence) + 1}]"
