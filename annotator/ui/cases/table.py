"""A case as a table of words: a column for all who say the same, a row for each thing in which they differ.

What is alike is one line, said once; what a coder noted is a line each.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from annotator.acts.acts import forces_of
from annotator.adjudication.cases import Case
from annotator.adjudication.content import content_of
from annotator.model.codebook import Attribute, Label
from annotator.model.span import Extent, Span
from annotator.model.wording import counted, isolated, plain, word_list
from annotator.ui.cases.wording import NOTHING, Labels, Register, SaidOfCase, said_of

_LONGEST, _EDGE = 44, 18
LABEL, PASSAGE = "Label", "Passage"


class Speaker(NamedTuple):
    """Who takes part in a case. `span`: what they marked, None where they have nothing there."""

    letter: str
    name: str
    span: Span | None
    is_marked: bool = False


class CaseColumn(NamedTuple):
    """Those who say the same. `names`: none where they are hidden; `speakers`: their numbers.

    `is_marked`: the candidate at hand is theirs.
    """

    letters: tuple[str, ...]
    names: tuple[str, ...]
    speakers: tuple[int, ...]
    has_span: bool
    is_marked: bool = False

    @property
    def spoken(self) -> str:
        """Who they are, in words; without names by their letters."""
        return word_list(map(plain, self.names) if self.names else (f"Coder {letter}" for letter in self.letters))


class CaseCell(NamedTuple):
    """What is said: `small` stands below it, the bar of `label` (an id) before it. `is_chosen`: of a choice."""

    text: str
    small: str = ""
    label: str = ""
    is_chosen: bool | None = None

    @property
    def spoken(self) -> str:
        """The cell in words."""
        chosen = ", chosen" if self.is_chosen else ""
        said = "nothing" if self.text == NOTHING else plain(self.text)
        return f"{said}{f', {self.small}' if self.small else ''}{chosen}"


class TableRow(NamedTuple):
    """One thing in which they differ, a cell a column."""

    name: str
    cells: tuple[CaseCell, ...]


class CaseTable(NamedTuple):
    """`alike`: what is said by all who marked something; `notes`: of each who wrote one."""

    columns: tuple[CaseColumn, ...]
    rows: tuple[TableRow, ...]
    alike: str = ""
    notes: tuple[str, ...] = ()


def table_of(case: Case, speakers: Sequence[Speaker], labels: Labels, register: Register) -> CaseTable:
    """Return a case as a table, in the order of the speakers."""
    columns = tuple(_columns(case, speakers))
    first = [speakers[column.speakers[0]].span for column in columns]
    said = [said_of(case, span, labels, register) if span is not None else {} for span in first]
    rows, alike = [], [*_alike_places(first, labels)]
    if any(span is None for span in first) or len({span.label for span in first if span}) > 1:
        rows.append(TableRow(LABEL, tuple(_label_cell(span, labels) for span in first)))
    if len({span.extents for span in first if span}) > 1:
        rows.append(TableRow(PASSAGE, tuple(_passages(first))))
    found = [one for one in said if one]
    for key in dict.fromkeys(key for one in found for key in one):
        there = [one[key] for one in found if key in one]
        if len({one.compared for one in there}) > 1:
            cells = (_cell(one.get(key), span, labels) for one, span in zip(said, first, strict=True))
            rows.append(TableRow(there[0].name, tuple(cells)))
        elif len(there) == len(found) and there[0].words != NOTHING:
            alike.append(f"{there[0].name} {_short(there[0].words)}")
    return CaseTable(columns, tuple(rows), _in_one_line(alike, speakers), tuple(_notes(speakers)))


def _columns(case: Case, speakers: Sequence[Speaker]) -> Iterator[CaseColumn]:
    """Yield who says the same as whom, in the order of the first of them."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for number, one in enumerate(speakers):
        groups[None if one.span is None else content_of(one.span, case.slots_of(one.span))].append(number)
    for said, numbers in groups.items():
        own = [speakers[number] for number in numbers]
        yield CaseColumn(
            tuple(one.letter for one in own if one.letter),
            tuple(isolated(one.name) for one in own if one.name),
            tuple(numbers),
            said is not None,
            any(one.is_marked for one in own),
        )


def _label_cell(span: Span | None, labels: Labels) -> CaseCell:
    if span is None:
        return CaseCell(NOTHING)
    return CaseCell(isolated(labels[span.label].name if span.label in labels else span.label), label=span.label)


def _passages(spans: Sequence[Span | None]) -> Iterator[CaseCell]:
    """Yield the passage of each, and by how much it is shorter than the longest."""
    longest = max(map(_length, filter(None, spans)))
    for span in spans:
        if span is None:
            yield CaseCell(NOTHING)
            continue
        lacking = longest - _length(span)
        quote = " ".join(span.quote.split()) or "the whole document"
        words = quote if len(quote) <= _LONGEST else f"{quote[:_EDGE].rstrip()} … {quote[-_EDGE:].lstrip()}"
        yield CaseCell(f"“{isolated(words)}”", f"{counted(lacking, 'character')} shorter" if lacking else "")


def _length(span: Span) -> int:
    return sum(extent.stop - extent.start for extent in span.extents)


def _cell(said: SaidOfCase | None, span: Span | None, labels: Labels) -> CaseCell:
    if said is None or span is None:
        return CaseCell(NOTHING)
    label = labels.get(span.label)
    place = place_of(said.attribute, span, label) if said.attribute is not None and label is not None else ""
    return CaseCell(said.words, place)


def place_of(attribute: Attribute, span: Span, label: Label) -> str:
    """Return where an ordinal value stands among all of them: “strongest of 5”; nothing for other values."""
    value, values = span.attributes.get(attribute.id), attribute.values
    if not attribute.value_type.is_ordered or value not in values or len(values) < 2:
        return ""
    low, high = ("weakest", "strongest") if attribute in forces_of(label) else ("lowest", "highest")
    place = values.index(str(value))
    named = {0: low, len(values) - 1: high}
    return f"{named[place]} of {len(values)}" if place in named else f"{place + 1} of {len(values)}"


def _alike_places(spans: Sequence[Span | None], labels: Labels) -> Iterator[str]:
    """Yield the passage and the label, where all have the same."""
    found = [span for span in spans if span is not None]
    extents: set[tuple[Extent, ...]] = {span.extents for span in found}
    if len(extents) == 1:
        quote = " ".join(found[0].quote.split())
        yield f"“{_short(isolated(quote), 80)}”" if quote else "the whole document"
    if len(found) == len(spans) and len({span.label for span in found}) == 1:
        yield _label_cell(found[0], labels).text


def _in_one_line(alike: Sequence[str], speakers: Sequence[Speaker]) -> str:
    marked = [one for one in speakers if one.span is not None]
    if not alike or len(marked) == len(speakers) == 1:
        return " · ".join(alike)
    who = word_list(one.letter or isolated(one.name) for one in marked)
    whose = "" if len(marked) == len(speakers) else f" for {who}"
    return f"{f'Alike{whose}' if len(marked) > 1 else who}: {' · '.join(alike)}"


def _notes(speakers: Sequence[Speaker]) -> Iterator[str]:
    for one in speakers:
        who = one.letter or isolated(one.name)
        if one.span is not None and one.span.note:
            yield f"{who}’s note “{isolated(one.span.note)}”{' ?' if one.span.doubt else ''}"
        elif one.span is not None and one.span.doubt:
            yield f"{who} is in doubt ?"


def _short(words: str, longest: int = _LONGEST) -> str:
    bare = plain(words)
    return words if len(bare) <= longest else isolated(f"{bare[:longest].rstrip()}…")
