"""Documents by the values of a field: dates by years, months or days, numbers by ranges, choices in their order.

What stands in several groups (a list of values) is in each. What does not fit the field's type, and what has no value,
has a group of its own, so that no document is missing.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.document_field import FieldKind, TypedField, misfit
from annotator.model.document_row import DocumentRow
from annotator.model.field_values import date_in, number_in, texts_of, values_of
from annotator.model.filter_words import FilterSign, Term
from annotator.model.folding import folded
from annotator.model.ids import DocumentId, FieldId
from annotator.operations.documents.fields import field_named
from annotator.operations.documents.listing import document_rows
from annotator.store.project import Project

MOST_GROUPS = 12
"""Into about so many groups dates and numbers are put, where nobody says how fine."""


class Period(StrEnum):
    """How fine dates are grouped; its length is that of a date which says so much."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"

    @property
    def length(self) -> int:
        """How many characters of a date say it."""
        return {"year": 4, "month": 7, "day": 10}[self.value]


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """Documents that say the same in a field. `name`: what they say; empty where they say nothing.

    `filter`: what finds them, empty where no filter does. `fits`: whether it is what the field holds.
    """

    name: str
    documents: tuple[DocumentId, ...]
    filter: str = ""
    fits: bool = True


_Said = Sequence[tuple[str, DocumentId]]


def grouped_by(
    project: Project, field: str, rows: Sequence[DocumentRow] | None = None, period: Period | None = None
) -> list[DocumentGroup]:
    """Return the documents by the values of a field, as its type has it; a field without a type as text.

    `period`: how fine dates are grouped; as fine as leaves some `MOST_GROUPS` where it is left out. The groups of a
    type come in its order, then what does not fit, then what says nothing.
    """
    typed = field_named(project, field) or TypedField(FieldId(""), field, FieldKind.TEXT)
    name, said = typed.name, list[tuple[str, DocumentId]]()
    empty: list[DocumentId] = []
    for row in document_rows(project) if rows is None else rows:
        texts = [text.strip() for value in values_of(row.info.metadata, name) for text in texts_of(value)]
        kept = list(dict.fromkeys(text for text in texts if text))
        said += [(text, row.info.id) for text in kept]
        empty += [] if kept else [row.info.id]
    fitting = [one for one in said if not misfit(typed, one[0])]
    found = list(_of_kind(typed, fitting, period))
    found += _by_text([one for one in said if misfit(typed, one[0])], name, fits=False)
    return [*found, *([DocumentGroup("", tuple(empty), str(Term("", name)))] if empty else [])]


def said_by_types(project: Project) -> dict[str, dict[DocumentId, str]]:
    """Return what documents say in each field that has a type and is no text, by the names of its groups.

    A document that says several things is named by all of them. The documents stand in the order of the groups.
    """
    rows = document_rows(project)
    kinds = [field for field in project.document_fields.all() if field.kind is not FieldKind.TEXT]
    found = {field.name: _said_by(grouped_by(project, field.name, rows)) for field in kinds}
    return {name: said for name, said in found.items() if said}


def _said_by(groups: Sequence[DocumentGroup]) -> dict[DocumentId, str]:
    places: dict[DocumentId, tuple[int, ...]] = {}
    for place, group in enumerate(groups):
        for id in group.documents if group.name else ():
            places[id] = (*places.get(id, ()), place)
    ordered = sorted(places.items(), key=lambda one: one[1])
    return {id: ", ".join(groups[place].name for place in at) for id, at in ordered}


def _of_kind(field: TypedField, said: _Said, period: Period | None) -> Iterator[DocumentGroup]:
    if field.kind is FieldKind.DATE:
        yield from _by_date(said, field.name, period)
    elif field.kind is FieldKind.NUMBER:
        yield from _by_number(said, field.name)
    elif field.kind is FieldKind.CHOICE:
        order = {folded(choice): place for place, choice in enumerate(field.choices)}
        names = {folded(choice): choice for choice in field.choices}
        found = {folded(one.name): one for one in _by_text(said, field.name)}
        for key in sorted(found, key=lambda key: order[key]):
            yield DocumentGroup(names[key], found[key].documents, found[key].filter)
    else:
        yield from sorted(_by_text(said, field.name), key=lambda one: (-len(one.documents), folded(one.name)))


def _by_text(said: _Said, field: str, fits: bool = True) -> list[DocumentGroup]:
    """Group what is the same without case and accents, under the first way in which it is written."""
    names: dict[str, str] = {}
    found: dict[str, dict[DocumentId, None]] = {}
    for text, id in said:
        key = folded(text)
        names.setdefault(key, text)
        found.setdefault(key, {})[id] = None
    return [
        DocumentGroup(names[key], tuple(ids), str(Term(names[key], field, FilterSign.IS)), fits)
        for key, ids in found.items()
    ]


def _by_date(said: _Said, field: str, period: Period | None) -> Iterator[DocumentGroup]:
    """Group by the beginning of dates; one that says less than is asked for is a group by itself."""
    dates = [(date_in(text) or text, id) for text, id in said]
    chosen = period or next(
        (one for one in reversed(Period) if len({date[: one.length] for date, _ in dates}) <= MOST_GROUPS), Period.YEAR
    )
    found: dict[str, dict[DocumentId, None]] = {}
    for date, id in dates:
        found.setdefault(date[: chosen.length], {})[id] = None
    for date in sorted(found):
        is_whole = len(date) == chosen.length
        yield DocumentGroup(date, tuple(found[date]), str(Term(date, field)) if is_whole else "")


def _by_number(said: _Said, field: str) -> Iterator[DocumentGroup]:
    """Group few numbers by themselves, many by ranges of one width: 1, 2 or 5 times a power of ten."""
    numbers = [(number_in(text) or 0.0, id) for text, id in said]
    distinct = sorted({number for number, _ in numbers})
    if len(distinct) <= MOST_GROUPS:
        for number in distinct:
            ids = dict.fromkeys(id for one, id in numbers if one == number)
            yield DocumentGroup(f"{number:g}", tuple(ids), str(Term(repr(number), field, FilterSign.IS)))
        return
    width = _width(distinct[-1] - distinct[0])
    found: dict[int, dict[DocumentId, None]] = {}
    for number, id in numbers:
        found.setdefault(math.floor(number / width), {})[id] = None
    for place in sorted(found):
        low, high = place * width, (place + 1) * width
        asked = Term(repr(low), field, FilterSign.AT_LEAST), Term(repr(high), field, FilterSign.LESS)
        yield DocumentGroup(f"{low:g} to {high:g}", tuple(found[place]), " ".join(map(str, asked)))


def _width(reach: float) -> float:
    """Return the width of ranges that part a reach into `MOST_GROUPS` at most."""
    least = reach / (MOST_GROUPS - 1)
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= least)
