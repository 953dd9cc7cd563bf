"""A join as lines to look at before: each change, and what is not matched, in groups that can be filtered by."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from annotator.model.folding import folded
from annotator.model.joining.keys import cell_words
from annotator.model.joining.taking import ChangeKind, FieldChange
from annotator.model.wording import counted
from annotator.operations.documents.joining import JoinPlan

MOST_ROWS = 2_000
"""So many rows that belong to no document are listed; a table of all countries may have 100,000."""


class PreviewGroup(StrEnum):
    """What a line is about, as it is called where one filters by it."""

    NEW = "filled"
    CHANGED = "changed"
    KEPT = "kept as it is"
    UNFIT = "does not fit"
    AMBIGUOUS = "key of several"
    NO_ROW = "document without a row"
    NO_DOCUMENT = "row without a document"
    SAME = "the same already"


_OF_CHANGE = {
    ChangeKind.NEW: PreviewGroup.NEW,
    ChangeKind.CHANGED: PreviewGroup.CHANGED,
    ChangeKind.KEPT: PreviewGroup.KEPT,
    ChangeKind.UNFIT: PreviewGroup.UNFIT,
    ChangeKind.SAME: PreviewGroup.SAME,
}


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A line. `name`: of the document, else what the row's key says; `haystack`: all words of it, folded."""

    group: PreviewGroup
    name: str
    field: str = ""
    before: str = ""
    after: str = ""
    why: str = ""
    haystack: str = ""


@dataclass(frozen=True, slots=True)
class JoinPreview:
    """All lines of a join. `counts`: of each group, those that are not listed too."""

    plan: JoinPlan
    lines: tuple[PreviewLine, ...]
    counts: Counter[PreviewGroup]


def preview_of(plan: JoinPlan) -> JoinPreview:
    """Return the lines of a join, what needs looking at first."""
    lines = [_searched(line) for line in _lines(plan)]
    order = {group: place for place, group in enumerate(PreviewGroup)}
    lines.sort(key=lambda line: order[line.group])
    counts = Counter(line.group for line in lines)
    if plan.matches.rows:
        counts[PreviewGroup.NO_DOCUMENT] = len(plan.matches.rows)
    return JoinPreview(plan, tuple(lines), counts)


def _lines(plan: JoinPlan) -> Iterator[PreviewLine]:
    yield from (_of_change(plan, change) for change in plan.changes)
    for place in plan.matches.documents:
        yield PreviewLine(PreviewGroup.NO_ROW, plan.documents[place].title)
    for row in islice(plan.matches.rows, MOST_ROWS):
        yield PreviewLine(PreviewGroup.NO_DOCUMENT, _row_key(plan, row))
    for one in plan.matches.ambiguous:
        here, there = counted(len(one.documents), "document"), counted(len(one.rows), "row")
        key = _row_key(plan, one.rows[0])
        for place in one.documents:
            said = f"{here} and {there} have this key"
            yield PreviewLine(PreviewGroup.AMBIGUOUS, plan.documents[place].title, "", "", key, said)


def _of_change(plan: JoinPlan, change: FieldChange) -> PreviewLine:
    title = plan.documents[change.document].title
    before, after = cell_words(change.before), cell_words(change.after)
    return PreviewLine(_OF_CHANGE[change.kind], title, change.field, before, after, change.why)


def _row_key(plan: JoinPlan, row: int) -> str:
    table = plan.request.table
    return " · ".join(cell_words(table.rows[row][table.places[pair.column]]) for pair in plan.request.key.pairs)


def _searched(line: PreviewLine) -> PreviewLine:
    said = folded("\n".join((line.name, line.field, line.before, line.after)))
    return PreviewLine(line.group, line.name, line.field, line.before, line.after, line.why, said)
