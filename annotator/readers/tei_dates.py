"""When a document of an edition was written: what its dates say by attributes, else by the words in their places.

TEI P5 guidelines: dates (3.6.4), correspondence (2.4.6), openers and closers (4.2.2); P4 for `value`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import regex
from lxml import etree

from annotator.readers.dates.drafts import AS_WRITTEN, DATE
from annotator.readers.dates.written import date_within, read_date
from annotator.readers.tei_body import line_of
from annotator.readers.tei_elements import child, local

_FRUS = "{http://history.state.gov/ns/1.0}"
_DATE = regex.compile(r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:T([0-9:.]+(?:Z|[+-][0-9:.]+)?))?")
_COMPACT = regex.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_WHEN = ("when", "value", "when-iso")
_RANGES = (("from", "to"), ("notBefore", "notAfter"), ("from-iso", "to-iso"), ("notBefore-iso", "notAfter-iso"))
_AROUND = ("opener", "closer", "docDate")
"""Where a date may stand by itself, without a line for place and day."""
_OF_TEXT = (
    "correspAction[@type='sent']/{*}date",
    "correspDesc//{*}date",
    "creation//{*}date",
    "sourceDesc//{*}origDate",
)
"""What a header says of the making of the text."""
_OF_SOURCE = ("sourceDesc//{*}date", "publicationStmt//{*}date")
"""What it says of the source or of itself, if nothing else is known."""

Dates = dict[str, str]


def date_of_division(division: etree._Element, own: Iterable[etree._Element]) -> Dates:
    """Return the date of a document of a volume: marked in its dateline, on its division, at its ends; else in words.

    `own`: its elements, without those of other documents in it.
    """
    places = list(own)
    division_range = _range(
        division.get(f"{_FRUS}doc-dateTime-min") or "", division.get(f"{_FRUS}doc-dateTime-max") or ""
    )
    return (
        _first(_dates_in(places, ("dateline",)), _marked)
        or division_range
        or _first(_dates_in(places, _AROUND), _marked)
        or _in_words(places)
        or _of_heading(places)
    )


def date_of_text(edition: etree._Element, own: Iterable[etree._Element]) -> Dates:
    """Return the date of a file that is one document: marked in its text, or in the header; else in words of these.

    Where nothing says when it was written, it is the date of its source, or of publication.
    """
    places = list(own)
    making = _of_header(edition, _OF_TEXT)
    return (
        _first(_dates_in(places, ("dateline", *_AROUND)), _marked)
        or _first(making, _marked)
        or _in_words(places)
        or _first(making, _worded)
        or _of_heading(places)
        or _first(_of_header(edition, _OF_SOURCE), _worded)
    )


def _first(dates: Iterable[etree._Element], read: Callable[[etree._Element], Dates]) -> Dates:
    return next(filter(None, map(read, dates)), {})


def _dates_in(places: Sequence[etree._Element], around: Sequence[str]) -> Iterator[etree._Element]:
    """Yield the dates in elements of these names, and those that are dates themselves."""
    for one in places:
        if local(one) in around:
            yield from (one,) if local(one) == "docDate" else ()
            yield from one.iter("{*}date")


def _in_words(places: Sequence[etree._Element]) -> Dates:
    """Return the date that the words of a document's beginning or end say: of its date, else of the line of that."""
    around = ("dateline", *_AROUND)
    lines = (one for one in places if local(one) in ("dateline", "docDate"))
    return _first(_dates_in(places, around), _worded) or _first(lines, _within)


def _of_heading(places: Sequence[etree._Element]) -> Dates:
    """Return the date in the first heading."""
    heads = [one for one in places if local(one) == "head"][:1]
    return _first(_dates_in(heads, ("head",)), _marked) or _first(_dates_in(heads, ("head",)), _worded)


def _marked(date: etree._Element) -> Dates:
    """Return the day and the time of a date in ISO 8601, with a slash between the two ends of a range."""
    if when := next(filter(None, (date.get(name) for name in _WHEN)), ""):
        return _range(when, when)
    ends = ((date.get(start) or "", date.get(end) or "") for start, end in _RANGES)
    return next(filter(None, (_range(start or end, end or start) for start, end in ends)), {})


def _worded(date: etree._Element) -> Dates:
    """Return what is marked of a date, else what its words say; what may be two days stays as it is written."""
    if marked := _marked(date):
        return {DATE: marked[DATE]} if DATE in marked else {}
    text = line_of(date)
    if compact := _COMPACT.fullmatch(text):
        text = "-".join(compact.groups())
    found = read_date(text)
    if found.candidates:
        return {DATE: text}
    return _beside(found.iso, text)


def _within(line: etree._Element) -> Dates:
    text = line_of(line)
    return _beside(date_within(text).iso, text)


def _beside(iso: str, text: str) -> Dates:
    if not iso:
        return {}
    return {DATE: iso} if iso == text else {DATE: iso, AS_WRITTEN: text}


def _range(start: str, end: str) -> Dates:
    ends = [_DATE.fullmatch(one.strip()) for one in (start, end)]
    found: Dates = {}
    for key, group in ((DATE, 1), ("time", 2)):
        values = dict.fromkeys(one[group] for one in ends if one and one[group])
        found |= {key: "/".join(values)} if values else {}
    return found


def _of_header(edition: etree._Element, paths: Iterable[str]) -> list[etree._Element]:
    header = child(edition, "teiHeader")
    return [] if header is None else [date for path in paths for date in header.findall(f".//{{*}}{path}")]
