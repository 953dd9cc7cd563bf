"""A join in words, for the window and the command line: what is matched, what is not and why, what changes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from annotator.model.joining.keys import cell_words
from annotator.model.joining.matching import MetadataTable
from annotator.model.joining.taking import ChangeKind, FieldChange
from annotator.model.wording import counted, isolated, one_or_many, word_list
from annotator.operations.documents.join_key_words import document_keys, key_words, quoted, row_key, shown
from annotator.operations.documents.joining import JoinPlan

_NAMED, _TITLES_SHOWN = 20, 3
_KINDS = (
    (ChangeKind.NEW, "filled"),
    (ChangeKind.CHANGED, "changed"),
    (ChangeKind.KEPT, "kept as they are, though the table says otherwise"),
    (ChangeKind.SAME, "the same already"),
    (ChangeKind.UNFIT, "that do not fit the field"),
)


def matched_words(plan: JoinPlan) -> str:
    """Say how many documents and rows are matched."""
    pairs, total = len(plan.matches.pairs), len(plan.documents)
    return f"{pairs:,} of {counted(total, 'document')} {one_or_many(total, 'is', 'are')} matched."


def left_words(plan: JoinPlan) -> list[str]:
    """Say what is not matched, and why: documents without a row, rows without a document, keys of several."""
    found = plan.matches
    said = []
    if found.documents:
        titles = _titles(plan, found.documents)
        said.append(f"{counted(len(found.documents), 'document has', 'documents have')} no row: {titles}.")
    if found.rows:
        said.append(f"{counted(len(found.rows), 'row belongs', 'rows belong')} to no document.")
    if found.repeats:
        said.append(
            f"{counted(found.repeats, 'row says', 'rows say')} the same as another, and {_counts(found.repeats)}."
        )
    for one in found.ambiguous[:_NAMED]:
        titles, rows = _titles(plan, one.documents), counted(len(one.rows), "row")
        key = row_key(plan.request.table, plan.request.key, one.rows[0])
        said.append(f"{key} is the key of {rows} and of {titles}; these were not joined.")
    if (more := len(found.ambiguous) - _NAMED) > 0:
        said.append(f"So it is with {counted(more, 'other key')}.")
    return said


def _counts(number: int) -> str:
    return one_or_many(number, "counts as that one", "count as those")


def field_words(plan: JoinPlan) -> list[str]:
    """Say for each field how many values are filled, changed, kept, the same, or do not fit."""
    fields: dict[str, Counter[ChangeKind]] = {}
    for one in plan.changes:
        fields.setdefault(one.field, Counter())[one.kind] += 1
    return [
        f"{isolated(field)}: {', '.join(f'{counts[kind]:,} {words}' for kind, words in _KINDS if counts[kind])}."
        for field, counts in fields.items()
    ]


def change_words(plan: JoinPlan, change: FieldChange) -> str:
    """Say what one cell does: “AND_78_2023” · speaker: “A” → “B”."""
    before, after = _value(change.before), _value(change.after)
    what = f"{before} → {after}" if change.before not in (None, "", [], {}) else after
    why = f" ({change.why.rstrip('.')})" if change.why else ""
    return f"{quoted(plan.documents[change.document].title)} · {isolated(change.field)}: {what}{why}"


def unfit_words(plan: JoinPlan) -> Iterator[str]:
    """Say of the values that do not fit where they stand, and why; the first of them."""
    unfit = [one for one in plan.changes if one.kind is ChangeKind.UNFIT]
    yield from (f"Does not fit: {change_words(plan, one)}." for one in unfit[:_NAMED])


def nothing_words(plan: JoinPlan) -> str:
    """Say that nothing is matched, and what the keys look like on both sides."""
    table, said = plan.request.table, key_words(plan.request.key)
    if plan.matches.ambiguous:
        return f"Nothing is joined: no key ({said}) is of one row and one document alone; add a column to it."
    here = shown(document_keys(plan.documents, plan.request.key))
    there = shown(row_key(table, plan.request.key, row) for row in range(len(table.rows)))
    return (
        f"No row of {table.name} belongs to a document by this key ({said}), so nothing changes: the documents have "
        f"{here}, the rows {there}."
    )


def no_key_words(table: MetadataTable, titles: Iterable[str]) -> str:
    """Say that no key was found, and what stands on both sides."""
    columns = ", ".join(f"“{column}”" for column in table.columns[:_NAMED])
    named = ", ".join(quoted(title) for title in [*titles][:_TITLES_SHOWN])
    return (
        f"No column of {table.name} ({columns}) has the names, titles or fields of documents ({named} …), so "
        "nothing changes; say by what they belong together."
    )


def _titles(plan: JoinPlan, places: Iterable[int]) -> str:
    titles = [quoted(plan.documents[place].title) for place in places]
    more = [f"{len(titles) - _NAMED:,} more"] if len(titles) > _NAMED else []
    return word_list([*titles[:_NAMED], *more])


def _value(value: Any) -> str:
    return quoted(cell_words(value))
