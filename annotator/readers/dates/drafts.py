"""The dates of what was read from one file: ISO 8601 in their place, and beside it what stood there."""

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.document import DocumentDraft
from annotator.model.wording import counted
from annotator.readers.dates.columns import read_dates
from annotator.readers.dates.reading import DateReading

DATE, AS_WRITTEN = "date", "date_as_written"
_NAMED = 3
"""So many dates that stay as they are are named."""


def dated(drafts: Sequence[DocumentDraft]) -> list[DocumentDraft]:
    """Return the documents of one file with their dates in ISO 8601; what is not certain stays, and is said."""
    written = [_written(draft) for draft in drafts]
    if not any(written):
        return list(drafts)
    beside = (str(draft.metadata[AS_WRITTEN]) for draft in drafts if AS_WRITTEN in draft.metadata)
    found = read_dates(written, beside).readings
    told = [_told(draft, text, reading) for draft, text, reading in zip(drafts, written, found, strict=True)]
    notices = _notices(dict(zip(written, found, strict=True)))
    if notices:
        told[0] = replace(told[0], notices=(*told[0].notices, *notices))
    return told


def _written(draft: DocumentDraft) -> str:
    date = draft.metadata.get(DATE)
    return date if isinstance(date, str) else ""


def _told(draft: DocumentDraft, written: str, reading: DateReading) -> DocumentDraft:
    if not reading or reading.iso == written:
        return draft
    beside = {} if _is_midnight(written, reading.iso) else {AS_WRITTEN: written}
    return replace(draft, metadata={**draft.metadata, DATE: reading.iso, **(beside | _kept(draft))})


def _kept(draft: DocumentDraft) -> dict[str, object]:
    """Return what the file itself calls so."""
    return {AS_WRITTEN: draft.metadata[AS_WRITTEN]} if AS_WRITTEN in draft.metadata else {}


def _is_midnight(written: str, iso: str) -> bool:
    """Whether what stood there says no more than the day: tables have days as moments."""
    return written.startswith(iso) and written[len(iso) :].lstrip("T ").rstrip("Z") in ("00:00", "00:00:00")


def _notices(read: dict[str, DateReading]) -> tuple[str, ...]:
    open_ = {text: one.candidates for text, one in read.items() if text.strip() and not one and one.candidates}
    unread = [text for text, one in read.items() if text.strip() and not one and not one.candidates]
    said = []
    if open_:
        named = ", ".join(f"“{text}” ({' or '.join(which)})" for text, which in list(open_.items())[:_NAMED])
        said.append(f"{counted(len(open_), 'date')} may be two days and stayed as written: {named}{_more(len(open_))}.")
    if unread:
        named = ", ".join(f"“{text.strip()[:40]}”" for text in unread[:_NAMED])
        said.append(
            f"{counted(len(unread), 'date')} could not be read and stayed as written: {named}{_more(len(unread))}."
        )
    return tuple(said)


def _more(count: int) -> str:
    return " …" if count > _NAMED else ""
