"""What a reliability report says: design, coders, counts, coefficients with intervals, choices, disputes, pictures."""

from collections import Counter
from collections.abc import Iterator, Sequence

from annotator.adjudication.decisions import Status
from annotator.agreement.interval import how_found
from annotator.agreement.registry import BY_NAME, HEADLINES, SYMBOLS
from annotator.agreement.study.study import ASPECTS, Aspect, Study
from annotator.formats.study_records import FigureRecord, StudyRecord
from annotator.model.coder import State
from annotator.model.ids import LabelId
from annotator.model.wording import counted, one_or_many
from annotator.operations.adjudication import case_queue
from annotator.operations.agreement.reliability_plots import plots_of
from annotator.operations.agreement.study_names import StudyNames
from annotator.reports.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Report,
    Row,
    TableBlock,
    emphasis,
    listing,
    paragraph,
    row,
)
from annotator.store.project import Project


def report_of(project: Project, record: StudyRecord, study: Study, names: StudyNames) -> Report:
    """Return the report of a study; `record`: the same study under the names that it is to show."""
    blocks = (
        *_design(record),
        *_coders(project, record, study, names),
        *_coefficients(record, names),
        *plots_of(project, record, study, names),
        *_disputes(project, study),
        *_choices(record),
        *_everything(record, names),
    )
    steps = project.journal.history(1)
    day = f", as of {steps[0].time[:10]}" if steps else ""
    return Report(f"Reliability of {project.name}", f"Codebook version {record.codebook_version}{day}", blocks)


def _design(record: StudyRecord) -> Iterator[Block]:
    design = record.design
    yield Heading(1, "Design")
    who = f"{counted(len(record.coders), 'layer')} of {counted(record.people, 'coder')} ({', '.join(record.coders)})"
    chosen = one_or_many(record.documents, " that was chosen", " that were chosen") if design.documents else ""
    yield paragraph(
        f"{who} were compared. Of {counted(record.documents, 'document')}{chosen} two of them or more coded "
        f"{record.compared}. Agreement was computed on {design.unit}; in “all” and “found” units that nobody marked "
        f"were {design.unmarked}."
    )
    if record.people < len(record.coders):
        yield paragraph("Numbers of all together mix agreement between coders with the stability of one.")
    if design.labels:
        yield paragraph(f"Of single labels only these are shown: {', '.join(design.labels)}.")
    yield paragraph(how_found(design.level))
    version = record.program.version
    yield paragraph(f"Computed by annotator {version}. Every number can be had as JSON with “annotator agree --json”.")


def _coders(project: Project, record: StudyRecord, study: Study, names: StudyNames) -> Iterator[Block]:
    yield Heading(1, "Coders and counts")
    header = row("", *record.coders)
    rows: list[Row] = []
    states = [list(project.assignments.states(layer).values()) for layer in study.coders]
    for state, title in ((State.DONE, "Documents done"), (State.BEGUN, "Documents begun")):
        rows.append(row(title, *(str(found.count(state)) for found in states)))
    for label, counts in record.spans.items():
        rows.append(row(f"Spans: {names.label(LabelId(label))}", *(f"{counts[coder]:,}" for coder in record.coders)))
    columns = (Column(), *(Column(Align.NUMBERS) for _ in record.coders))
    yield TableBlock(columns=columns, header=(header,), rows=tuple(rows), caption="What each coder did.")


def _coefficients(record: StudyRecord, names: StudyNames) -> Iterator[Block]:
    yield Heading(1, "Agreement")
    shown = frozenset(record.design.coefficients) or HEADLINES
    everyone = [one for one in record.figures if len(one.coders) == len(record.coders)]
    for aspect, said in ASPECTS.items():
        figures = [one for one in everyone if one.aspect == aspect and one.coefficient in shown]
        if figures:
            yield Heading(2, said.title)
            yield _table(figures, names, f"{said.title}, all coders: {said.meaning}.")
    pairs = [one for one in record.figures if len(one.coders) == 2 and one.coefficient in shown]
    if pairs and len(record.coders) > 2:
        yield Heading(2, "By pair")
        for pair in dict.fromkeys(tuple(one.coders) for one in pairs):
            figures = [one for one in pairs if tuple(one.coders) == pair and one.aspect in ("all", "label")]
            yield _table(figures, names, f"{' and '.join(pair)}.", by_aspect=True)


def _table(figures: Sequence[FigureRecord], names: StudyNames, caption: str, by_aspect: bool = False) -> TableBlock:
    """Return a table: a row for each label and part, a column for each coefficient; what is undefined has a note.

    n and prevalence are those of the first coefficient of a row: others may count other units.
    """
    columns = list(dict.fromkeys(one.coefficient for one in figures))
    rows: dict[tuple[str, ...], dict[str, FigureRecord]] = {}
    for one in figures:
        what = _what(one, names)
        rows.setdefault((ASPECTS[Aspect(one.aspect)].title, what) if by_aspect else (what,), {})[one.coefficient] = one
    notes: list[str] = []
    body = []
    for heads, found in rows.items():
        first = next(iter(found.values()))
        cells = [_cell(found.get(name), notes) for name in columns]
        counts = Cell(f"{first.n:,.0f}"), Cell(_prevalence(first, names))
        body.append((Cell(": ".join(heads)), *cells, *counts))
    header = row("", *(SYMBOLS[name] for name in columns), "n", "prevalence")
    shape = (Column(), *(Column(Align.NUMBERS) for _ in columns), Column(Align.NUMBERS), Column())
    caption = f"{caption} n and prevalence are those of the first number of a row."
    return TableBlock(columns=shape, header=(header,), rows=tuple(body), caption=caption, notes=tuple(notes))


def _what(one: FigureRecord, names: StudyNames) -> str:
    label = LabelId(one.label) if one.label is not None else None
    part = names.part(Aspect(one.aspect), one.part, label) if one.part else ""
    return ", ".join(filter(None, (names.label(label), part)))


def _cell(one: FigureRecord | None, notes: list[str]) -> Cell:
    if one is None:
        return Cell("")
    if one.value is None:
        return Cell("undefined", note=_noted(one.undefined, notes))
    interval = one.interval
    if interval is None:
        return Cell(_digits(one.value))
    if interval.low is None or interval.high is None:
        return Cell(_digits(one.value), note=_noted(interval.why, notes))
    return Cell(f"{_digits(one.value)} [{_digits(interval.low, 2)}, {_digits(interval.high, 2)}]")


def _noted(sentence: str, notes: list[str]) -> int:
    if sentence not in notes:
        notes.append(sentence)
    return notes.index(sentence)


def _digits(value: float, digits: int = 3) -> str:
    return f"{value:.{digits}f}".replace("-", "\u2212")


def _prevalence(one: FigureRecord, names: StudyNames) -> str:
    """Return the most frequent categories with their shares, three at most."""
    shown = list(one.prevalence.items())[:3]
    more = ", …" if len(one.prevalence) > len(shown) else ""
    return ", ".join(f"{names.category(name)} {share:.1%}" for name, share in shown) + more


def _disputes(project: Project, study: Study) -> Iterator[Block]:
    """Say what coders differ in, case by case, how gold was decided, and for which reasons."""
    yield Heading(1, "Disputes and gold")
    entries = case_queue.queue(project, [project.layers.get(layer) for layer in study.coders])
    kinds = Counter(entry.kind.value for entry in entries)
    settled = Counter(entry.kind.value for entry in entries if entry.status is Status.DECIDED)
    rows = tuple(row(kind, f"{count:,}", f"{settled[kind]:,}") for kind, count in kinds.most_common())
    columns = (Column(), Column(Align.NUMBERS), Column(Align.NUMBERS))
    header = row("Kind", "Cases", "Decided")
    yield paragraph(f"{counted(len(entries), 'case')}, of which {counted(settled.total(), 'is', 'are')} decided.")
    yield TableBlock(columns=columns, header=(header,), rows=rows, caption="Cases by what coders differ in first.")
    made = [one for info in project.documents.all() for one in project.decisions.of_document(info.id)]
    decisions = [one for one in made if one.rule.settles]
    if decisions:
        yield _counted("Rule", Counter(one.rule.value for one in decisions), "Decisions by rule.")
    reasons = Counter(one.reason for one in decisions if one.reason)
    if reasons:
        yield _counted("Reason", reasons, "Decisions by reason, where one was given.")


def _counted(head: str, counts: Counter[str], caption: str) -> TableBlock:
    rows = tuple(row(name, f"{count:,}") for name, count in counts.most_common())
    return TableBlock(
        columns=(Column(), Column(Align.NUMBERS)), header=(row(head, "Decisions"),), rows=rows, caption=caption
    )


def _choices(record: StudyRecord) -> Iterator[Block]:
    yield Heading(1, "Coefficients and choices")
    for name in dict.fromkeys(one.coefficient for one in record.figures):
        known = BY_NAME[name]
        said = dict.fromkeys(one.convention for one in record.figures if one.coefficient == name and one.convention)
        yield paragraph(emphasis(f"{known.title} ({known.symbol})"), f". {known.definition}. {known.citation}")
        yield listing(*said)


def _everything(record: StudyRecord, names: StudyNames) -> Iterator[Block]:
    """Give every number of all coders together, also those that the tables above leave out."""
    yield Heading(1, "All numbers")
    yield paragraph("All coefficients of all coders together; those of each pair are in the JSON.")
    notes: list[str] = []
    rows = []
    for one in record.figures:
        if len(one.coders) == len(record.coders):
            what = f"{ASPECTS[Aspect(one.aspect)].title}: {_what(one, names)}"
            shares = [_digits(share) if share is not None else "" for share in (one.observed, one.expected)]
            counts = Cell(f"{one.n:,.0f}"), Cell(f"{one.documents:,}")
            rows.append(
                (Cell(what), Cell(BY_NAME[one.coefficient].title), _cell(one, notes), *counts, *map(Cell, shares))
            )
    header = row("What", "Coefficient", "Value", "n", "Documents", "Observed", "By chance")
    columns = (Column(), Column(), *(Column(Align.NUMBERS) for _ in range(5)))
    caption = "Every number of all coders."
    yield TableBlock(columns=columns, header=(header,), rows=tuple(rows), caption=caption, notes=tuple(notes))
