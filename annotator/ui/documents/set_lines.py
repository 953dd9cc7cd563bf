"""The lines of the left side: what stands there always, what documents say of themselves, and one's own sets; pure.

Each line says by a function which documents are in it; those that are filters say it in words too, so that a set can
be made of one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum

from annotator.model.coder import State
from annotator.model.document_filter import DocumentFilter, FilterNames
from annotator.model.document_row import DocumentRow
from annotator.model.document_set import DocumentSet
from annotator.model.field_values import number_in, texts_of, values_of
from annotator.model.filter_words import FilterSign, Term
from annotator.model.folding import folded
from annotator.model.ids import DocumentId, LayerId, SetId
from annotator.operations.documents.sets import FieldValue
from annotator.ui.documents.arranging import Keeps
from annotator.ui.documents.columns import said_in

ALL, BEGUN, CODED, OPEN, OWN_SETS = "all", "begun", "coded", "open", "your sets"
TASKS = "tasks"
FIELD, VALUE, SET = "field.", "value.", "set."
ALWAYS = ("kind", "language", "year", "speaker")
"""By what documents are grouped in each project; fields with fixed values follow."""
_MOST_VALUES = 200
_GAP = "\x1f"
_ANY_FIELD = FilterNames()
_Key = str | float


class LineKind(StrEnum):
    """What a line is."""

    HEADING = "heading"
    STANDING = "standing"
    FIELD = "field"
    VALUE = "value"
    SET = "set"


@dataclass(frozen=True, slots=True)
class DocumentSetLine:
    """`count`: how many documents are in it; of a field how many values. `filter`: the same in words, if there are.

    `is_open`: whether the values of a field are listed; `by_hand`: whether documents can be put into it; `fault`: why
    its filter lets nothing in.
    """

    id: str
    text: str
    kind: LineKind
    count: int | None = None
    keeps: Keeps | None = None
    filter: str = ""
    is_open: bool = False
    by_hand: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Looks:
    """Who looks. `layers`: those whose states may be seen; `sees_others`: whether others' are among them."""

    layers: Sequence[LayerId] = ()
    sees_others: bool = False


@dataclass(frozen=True, slots=True)
class SetMembers:
    """One of one's own sets with the documents that are in it, or why nobody can say."""

    one: DocumentSet
    documents: Set[DocumentId] = frozenset()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Groups:
    """What is counted of all documents: how many are in what stands there always, and say each value of a field."""

    standing: Sequence[DocumentSetLine] = ()
    values: Mapping[str, Sequence[FieldValue]] = field(default_factory=dict)
    sets: Sequence[DocumentSetLine] = ()


def grouped(rows: Sequence[DocumentRow], looks: Looks, fields: Sequence[str], sets: Sequence[SetMembers]) -> Groups:
    """Count the documents of each line. `fields`: by which they are grouped besides."""
    standing = [replace(line, count=sum(map(line.keeps or _none, rows))) for line in _standing(rows, looks)]
    values = {name: _values(rows, name) for name in dict.fromkeys((*ALWAYS, *fields))}
    return Groups(standing, {name: found for name, found in values.items() if found}, [*map(_set_line, sets)])


def lines_of(groups: Groups, open_fields: Set[str]) -> list[DocumentSetLine]:
    """Return the lines in their order, with the values of the fields that are unfolded."""
    found = list(groups.standing)
    if groups.values:
        found.append(DocumentSetLine("by metadata", "by metadata", LineKind.HEADING))
    for name, values in groups.values.items():
        is_open = name in open_fields
        found.append(DocumentSetLine(f"{FIELD}{name}", name, LineKind.FIELD, len(values), is_open=is_open))
        if is_open:
            found += [_value_line(name, value) for value in values[:_MOST_VALUES]]
    found.append(DocumentSetLine(OWN_SETS, OWN_SETS, LineKind.HEADING))
    return [*found, *groups.sets]


def line_with(groups: Groups, id: str) -> DocumentSetLine | None:
    """Return the line with an id, also where it is folded away; None where there is none any more."""
    name = id.removeprefix(VALUE).partition(_GAP)[0] if id.startswith(VALUE) else ""
    return next((line for line in lines_of(groups, {name}) if line.id == id), None)


def set_of(line: DocumentSetLine | None) -> SetId | None:
    """Return the set that a line is of, None where it is of none of one's own."""
    return SetId(line.id.removeprefix(SET)) if line is not None and line.kind is LineKind.SET else None


def _none(row: DocumentRow) -> bool:
    return False


def _standing(rows: Sequence[DocumentRow], looks: Looks) -> list[DocumentSetLine]:
    layers = looks.layers

    def is_begun(row: DocumentRow) -> bool:
        return any(row.state(layer) is State.BEGUN for layer in layers)

    def is_shared(row: DocumentRow) -> bool:
        return sum(row.state(layer) is not State.UNTOUCHED for layer in layers) > 1

    def is_task(row: DocumentRow) -> bool:
        return any(layer in row.given and row.state(layer) is not State.DONE for layer in layers)

    own = "" if looks.sees_others else "state:begun"
    found = [DocumentSetLine(ALL, "All documents", LineKind.STANDING, keeps=lambda row: True)]
    if not looks.sees_others and any(row.given for row in rows):
        theirs = "given:me -state:done"
        found.append(DocumentSetLine(TASKS, "Given to you, not done", LineKind.STANDING, keeps=is_task, filter=theirs))
    found += [
        DocumentSetLine(BEGUN, "Begun, not done", LineKind.STANDING, keeps=is_begun, filter=own),
    ]
    if looks.sees_others and len(layers) > 1:
        found.append(
            DocumentSetLine(CODED, "Coded by two or more", LineKind.STANDING, keeps=is_shared, filter="coded>=2")
        )
        if any(row.open_cases is not None for row in rows):
            found.append(
                DocumentSetLine(
                    OPEN, "Cases open", LineKind.STANDING, keeps=lambda row: bool(row.open_cases), filter="open>=1"
                )
            )
    return found


def _values(rows: Sequence[DocumentRow], name: str) -> list[FieldValue]:
    """Return the values of a field with how many documents say each, the commonest first; years in their order.

    What a filter takes for one is one here too: in whatever case, and numbers however they are written.
    """
    counts, written = Counter[_Key](), dict[_Key, Counter[str]]()
    for row in rows:
        said = _texts(row, name)
        counts.update({_key(text) for text in said})
        for text in said:
            written.setdefault(_key(text), Counter())[text] += 1
    named = [(written[key].most_common(1)[0][0], count) for key, count in counts.items()]
    if name == "year":
        return [FieldValue(year, count, str(Term(year, "date"))) for year, count in sorted(named)]
    named.sort(key=lambda one: (-one[1], folded(one[0])))
    return [FieldValue(text, count, str(Term(text, name, FilterSign.IS))) for text, count in named]


def _texts(row: DocumentRow, name: str) -> list[str]:
    if name == "year":
        year = said_in(row, "date")[:4]
        return [year] if len(year) == 4 and year.isdigit() else []
    values = values_of(row.info.metadata, name)
    return [text.strip() for value in values for text in texts_of(value) if text.strip()]


def _key(text: str) -> _Key:
    number = number_in(text)
    return folded(text) if number is None else number


def _value_line(name: str, value: FieldValue) -> DocumentSetLine:
    keeps = DocumentFilter(value.filter, _ANY_FIELD).matches
    if name == "year":

        def keeps(row: DocumentRow) -> bool:
            return said_in(row, "date").startswith(value.value)

    return DocumentSetLine(
        f"{VALUE}{name}{_GAP}{value.value}", value.value, LineKind.VALUE, value.count, keeps, value.filter
    )


def _set_line(found: SetMembers) -> DocumentSetLine:
    one, members = found.one, found.documents
    return DocumentSetLine(
        f"{SET}{one.id}",
        one.name,
        LineKind.SET,
        None if found.fault else len(members),
        lambda row: row.info.id in members,
        one.filter or "",
        by_hand=one.documents is not None,
        fault=found.fault,
    )
