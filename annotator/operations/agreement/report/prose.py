"""The design and its outcome as a paragraph that a paper can take over as it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from annotator.agreement.input.units import UnitKind, Unmarked
from annotator.agreement.registry import BY_NAME
from annotator.agreement.study.study import Aspect
from annotator.formats.jsonl.study_records import FigureRecord
from annotator.model.wording import counted, one_or_many, undefined_because, word_list
from annotator.operations.agreement.report.bias import bias_said
from annotator.operations.agreement.report.figures import ALPHAS, in_words, intervals_said, what_of, written
from annotator.operations.agreement.report.folding import TableFold, domains_of, has_domains
from annotator.operations.agreement.report.report_input import ReportInput

_NAMED = 6
"""So many labels are named; of more it is said how many there are."""
_QUESTIONS = {
    Aspect.FOUND: "for whether a passage was marked at all it was {}",
    Aspect.LABEL: "for the label of what two or more had found it was {}",
}


def design_said(report_input: ReportInput) -> str:
    """Return who coded what, as sentences."""
    return f"{_who(report_input)} {_with_what(report_input)} {report_input.record.texts.texts().sentence}"


def outcome_said(report_input: ReportInput, rows: Sequence[TableFold]) -> str:
    """Return how far coders agree and how gold came about, as sentences; `rows`: those of the appendix."""
    if not report_input.record.compared:
        return "No document was coded by two of them, so agreement cannot be computed."
    said = (
        _whole(report_input, rows),
        *_ranges(report_input, rows),
        _spans(report_input),
        bias_said(report_input),
        _gold(report_input),
        intervals_said(report_input.record),
    )
    return " ".join(filter(None, said))


def _who(report_input: ReportInput) -> str:
    record, layers = report_input.record, len(report_input.record.coders) - bool(report_input.record.gold)
    compared = [one for one in report_input.study.by_document if len(one.coders) > 1]
    who = f"{in_words(record.people).capitalize()} {one_or_many(record.people, 'coder', 'coders')}"
    if layers > record.people:
        who += f" in {in_words(layers)} layers"
    if not compared:
        return f"{who} coded {counted(record.documents, 'document')}."
    length = {info.id: info.length for info in report_input.project.documents.all()}
    characters = sum(length[one.document] for one in compared)
    of = f" of {record.documents:,}" if record.compared < record.documents else ""
    documents = f"{in_words(record.compared)}{of} {one_or_many(record.documents, 'document', 'documents')}"
    if record.gold:
        return (
            f"{who} {one_or_many(layers, 'was', 'were')} compared with gold in {documents} ({characters:,} characters)."
        )
    by = _coders_to_a_document([len(one.coders) for one in compared], layers)
    return f"{who} coded {documents} ({characters:,} characters); {by}."


def _coders_to_a_document(counts: Sequence[int], layers: int) -> str:
    least, most = min(counts), max(counts)
    if least == layers:
        return f"each document was coded by {'both' if layers == 2 else f'all {in_words(layers)}'}"
    more = f" to {in_words(most)}" if most > least else ""
    return f"each of these was coded by {in_words(least)}{more} of them"


def _with_what(report_input: ReportInput) -> str:
    record, labels = report_input.record, [*report_input.names.labels.values()]
    marked = sum(count for counts in record.spans.values() for coder, count in counts.items() if coder != record.gold)
    count = f"{in_words(len(labels))} {one_or_many(len(labels), 'label', 'labels')}"
    if has_domains(labels):
        count += f" in {in_words(len({top.id for top in domains_of(labels).values()}))} domains"
    elif labels and len(labels) <= _NAMED:
        count += f" ({word_list(label.name for label in labels)})"
    book = f"version {record.codebook_version} of the codebook “{report_input.project.codebook.name}”"
    return f"They marked {counted(marked, 'passage')} with {count}, following {book}."


def _whole(report_input: ReportInput, rows: Sequence[TableFold]) -> str:
    """Say how far coders agree on everything at once, on whether something is there, and on its label."""
    first = next((row for row in rows if row.members[0].aspect == Aspect.ALL), None)
    if first is None:
        return ""
    one = first.figure
    if one is None:
        return f"{_title(first.members[0])} of all labels is {undefined_because(first.members[0].undefined)}"
    unit, unmarked = report_input.record.design.unit, report_input.record.design.unmarked
    some = f"over the {unit} that anyone marked" if unmarked == Unmarked.LEFT_OUT else f"over all {unit}"
    given = "over the given units to which two or more gave a code" if unmarked == Unmarked.LEFT_OUT else some
    kinds = {UnitKind.SPANS: "over the passages that anyone marked", UnitKind.UNITS: given}
    over = kinds.get(UnitKind(unit), some)
    said = [f"{_title(one)} {over} and all labels was {written(one)}"]
    for aspect, question in _QUESTIONS.items():
        found = next((row.figure for row in rows if row.members[0].aspect == aspect), None)
        if found is not None and _title(found) == _title(one):
            said.append(question.format(written(found)))
    return f"{'; '.join(said)}."


def _ranges(report_input: ReportInput, rows: Sequence[TableFold]) -> Iterator[str]:
    """Say from where to where agreement goes, label by label, then attribute by attribute and slot by slot."""
    every = [one for row in rows for one in row.members if one.value is not None]
    labels = _range(report_input, (one for one in every if one.aspect == Aspect.ALL and one.label is not None))
    yield f"Label by label it ranged {labels}." if labels else ""
    parts = (
        (f"{_range(report_input, (one for one in every if one.aspect == aspect))} for {plural}", plural)
        for aspect, plural in ((Aspect.ATTRIBUTE, "attributes"), (Aspect.SLOT, "slots"))
        if sum(one.aspect == aspect for one in every) > 1
    )
    said = [range for range, _ in parts]
    yield f"Over passages that got the same label it ranged {' and '.join(said)}." if said else ""


def _range(report_input: ReportInput, figures: Iterable[FigureRecord]) -> str:
    """Return “from 0.71 [0.66, 0.77] (Warning) to 0.93 [0.90, 0.96] (Actor)”; nothing for fewer than two."""
    found = list(figures)
    if len(found) < 2:
        return ""
    # Of equal ones that of the most units, as in the table.
    low = min(found, key=lambda one: (one.value or 0, -one.n))
    high = max(found, key=lambda one: (one.value or 0, one.n))
    names = report_input.names
    return f"from {written(low)} ({what_of(low, names)}) to {written(high)} ({what_of(high, names)})"


def _spans(report_input: ReportInput) -> str:
    found = {one.coefficient: one for one in report_input.everyone if one.aspect == Aspect.ALL and one.label is None}
    strict, overlap = found.get("f1-strict"), found.get("f1-overlap")
    if strict is None or overlap is None or strict.value is None or overlap.value is None:
        return ""
    return (
        f"Matched with the same label, two coders’ passages had an F1 of {written(overlap)} where overlap was enough "
        f"and of {written(strict)} where both had to begin and end alike."
    )


def _gold(report_input: ReportInput) -> str:
    """Say how gold was decided, rule by rule; a person's decisions together."""
    project, gold = report_input.project, report_input.project.layers.gold()
    documents = [info.id for info in project.documents.all()]
    made = [one for id in documents for one in project.decisions.of_document(id) if one.rule.settles]
    if not made or gold is None:
        return ""
    spans = sum(len(project.spans.of_document(id, gold.id)) for id in documents)
    how = Counter(f"by the rule “{one.rule.value}”" if one.rule.by_policy else "by a person" for one in made)
    said = word_list(f"{count:,} {rule}" for rule, count in how.most_common())
    # Decisions, not cases: one case may have been decided twice.
    return f"The gold standard has {counted(spans, 'passage')} and rests on {counted(len(made), 'decision')}, {said}."


def _title(one: FigureRecord) -> str:
    """Return what a coefficient is called in running text; that an alpha is nominal stands in the table."""
    title = BY_NAME[one.coefficient].title.replace("'", "’")
    return title.split(" (")[0] if one.coefficient in ALPHAS else title
