"""What a reliability report says: design, coders, counts, coefficients with intervals, choices, disputes, pictures."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from annotator.agreement.registry import BY_NAME, HEADLINES, SYMBOLS
from annotator.agreement.study import Study
from annotator.formats.study_records import FigureRecord, StudyRecord
from annotator.model.coder import State
from annotator.operations.reliability_plots import plots_of
from annotator.reports.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Report,
    Row,
    Table,
    emphasis,
    listing,
    paragraph,
    row,
)
from annotator.store.project import Project

PARTS = {
    "all": "Everything at once",
    "found": "Found",
    "boundary": "Boundary",
    "label": "Label",
    "attribute": "Attributes",
    "slot": "Slots",
}
"""The aspects in their order, as headings."""
_EXPLAINED = {
    "all": "Each unit as each coder left it, with whatever labels stand on it.",
    "found": "Whether coders saw that something is here, whatever they called it.",
    "boundary": "Where a passage begins and ends, over the passages that two coders found.",
    "label": "What a passage was called, over the passages that two coders found.",
    "attribute": "What was said of a passage, over the passages that two coders found and gave the same label.",
    "slot": "Who speaks and who is addressed, over the acts that two coders found and gave the same label.",
}


def report_of(project: Project, record: StudyRecord, study: Study) -> Report:
    """Return the report of a study; `record`: the same study under the names that it is to show."""
    names: dict[str, str] = {label.id: label.name for label in project.codebook.labels}
    blocks = (
        *_design(record),
        *_coders(project, record, study, names),
        *_coefficients(record, names),
        *plots_of(project, record, study, names),
        *_disputes(project),
        *_choices(record),
        *_everything(record, names),
    )
    steps = project.journal.history(1)
    day = f", as of {steps[0].time[:10]}" if steps else ""
    return Report(f"Reliability of {project.name}", f"Codebook version {record.codebook_version}{day}", blocks)


def _design(record: StudyRecord) -> Iterator[Block]:
    design = record.design
    yield Heading(1, "Design")
    yield paragraph(
        f"{len(record.coders)} coders ({', '.join(record.coders)}) coded {record.documents} documents of "
        f"{record.characters:,} characters; {record.compared} of the documents were coded by two of them or more. "
        f"Agreement was computed on {design.unit}; units that nobody marked were {design.unmarked}."
    )
    if design.resamples:
        yield paragraph(
            f"Intervals are {design.level:.0%} bootstrap intervals (percentiles) over documents: {design.resamples:,} "
            f"resamples, seed {design.seed}. All numbers were resampled together."
        )
    version = record.program.version
    yield paragraph(f"Computed by annotator {version}. Every number can be had as JSON with “annotator agree --json”.")


def _coders(project: Project, record: StudyRecord, study: Study, names: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(1, "Coders and counts")
    header = row("", *record.coders)
    rows: list[Row] = []
    states = [list(project.assignments.states(layer).values()) for layer in study.coders]
    for state, title in ((State.DONE, "Documents done"), (State.BEGUN, "Documents begun")):
        rows.append(row(title, *(str(found.count(state)) for found in states)))
    for label, counts in record.spans.items():
        rows.append(row(f"Spans: {names.get(label, label)}", *(f"{counts[coder]:,}" for coder in record.coders)))
    columns = (Column(), *(Column(Align.NUMBERS) for _ in record.coders))
    yield Table(columns=columns, header=(header,), rows=tuple(rows), caption="What each coder did.")


def _coefficients(record: StudyRecord, names: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(1, "Agreement")
    everyone = [one for one in record.figures if len(one.coders) == len(record.coders)]
    for aspect, title in PARTS.items():
        figures = [one for one in everyone if one.aspect == aspect and one.coefficient in HEADLINES]
        if figures:
            yield Heading(2, title)
            yield paragraph(_EXPLAINED[aspect])
            yield _table(figures, names, f"{title}: all coders.")
    pairs = [one for one in record.figures if len(one.coders) == 2 and one.coefficient in HEADLINES]
    if pairs and len(record.coders) > 2:
        yield Heading(2, "By pair")
        for pair in dict.fromkeys(tuple(one.coders) for one in pairs):
            figures = [one for one in pairs if tuple(one.coders) == pair and one.aspect in ("all", "label")]
            yield _table(figures, names, f"{' and '.join(pair)}.", by_aspect=True)


def _table(figures: Sequence[FigureRecord], names: Mapping[str, str], caption: str, by_aspect: bool = False) -> Table:
    """Return a table: a row for each label and part, a column for each coefficient; what is undefined has a note."""
    columns = list(dict.fromkeys(one.coefficient for one in figures))
    rows: dict[tuple[str, ...], dict[str, FigureRecord]] = {}
    for one in figures:
        what = _what(one, names)
        rows.setdefault((PARTS[one.aspect], what) if by_aspect else (what,), {})[one.coefficient] = one
    notes: list[str] = []
    body = []
    for heads, found in rows.items():
        most = max(found.values(), key=lambda one: one.n)
        cells = [_cell(found.get(name), notes) for name in columns]
        body.append((Cell(": ".join(heads)), *cells, Cell(f"{most.n:,.0f}"), Cell(_prevalence(most))))
    header = row("", *(SYMBOLS[name] for name in columns), "n", "prevalence")
    shape = (Column(), *(Column(Align.NUMBERS) for _ in columns), Column(Align.NUMBERS), Column())
    return Table(columns=shape, header=(header,), rows=tuple(body), caption=caption, notes=tuple(notes))


def _what(one: FigureRecord, names: Mapping[str, str]) -> str:
    label = names.get(one.label, one.label) if one.label is not None else "All labels"
    return f"{label}, {one.part}" if one.part else label


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


def _prevalence(one: FigureRecord) -> str:
    """Return the most frequent categories with their shares, three at most."""
    shown = list(one.prevalence.items())[:3]
    more = ", …" if len(one.prevalence) > len(shown) else ""
    return ", ".join(f"{name} {share:.1%}" for name, share in shown) + more


def _disputes(project: Project) -> Iterator[Block]:
    """Say how gold was decided, and for which reasons."""
    decisions = [one for info in project.documents.all() for one in project.decisions.of_document(info.id)]
    if not decisions:
        return
    rules = Counter(str(one.rule) for one in decisions)
    yield Heading(1, "How gold was decided")
    yield paragraph(f"{len(decisions):,} cases were decided.")
    yield _counted("Rule", rules, "By rule.")
    reasons = Counter(one.reason for one in decisions if one.reason)
    if reasons:
        yield _counted("Reason", reasons, "By reason, where one was given.")


def _counted(head: str, counts: Counter[str], caption: str) -> Table:
    rows = tuple(row(name, f"{count:,}") for name, count in counts.most_common())
    return Table(columns=(Column(), Column(Align.NUMBERS)), header=(row(head, "Cases"),), rows=rows, caption=caption)


def _choices(record: StudyRecord) -> Iterator[Block]:
    yield Heading(1, "Coefficients and choices")
    for name in dict.fromkeys(one.coefficient for one in record.figures):
        known = BY_NAME[name]
        said = dict.fromkeys(one.convention for one in record.figures if one.coefficient == name and one.convention)
        yield paragraph(emphasis(f"{known.title} ({known.symbol})"), f". {known.definition}. {known.citation}")
        yield listing(*said)


def _everything(record: StudyRecord, names: Mapping[str, str]) -> Iterator[Block]:
    """Give every number of all coders together, also those that the tables above leave out."""
    yield Heading(1, "All numbers")
    yield paragraph("All coefficients of all coders together; those of each pair are in the JSON.")
    notes: list[str] = []
    rows = []
    for one in record.figures:
        if len(one.coders) == len(record.coders):
            what = f"{PARTS[one.aspect]}: {_what(one, names)}"
            shares = [_digits(share) if share is not None else "" for share in (one.observed, one.expected)]
            counts = Cell(f"{one.n:,.0f}"), Cell(f"{one.documents:,}")
            rows.append(
                (Cell(what), Cell(BY_NAME[one.coefficient].title), _cell(one, notes), *counts, *map(Cell, shares))
            )
    header = row("What", "Coefficient", "Value", "n", "Documents", "Observed", "By chance")
    columns = (Column(), Column(), *(Column(Align.NUMBERS) for _ in range(5)))
    caption = "Every number of all coders."
    yield Table(columns=columns, header=(header,), rows=tuple(rows), caption=caption, notes=tuple(notes))
