"""What was typed for documents, as their metadata have it: a list or a number where it was one, a date in ISO 8601."""

from collections.abc import Mapping, Sequence
from typing import Any

from annotator.model.document_field import is_date
from annotator.model.document_row import DocumentRow
from annotator.model.errors import NotAllowed
from annotator.model.field_values import number_in, text_of_value
from annotator.model.wording import isolated, word_list

DATE, AS_WRITTEN = "date", "date_as_written"


def typed_fields(rows: Sequence[DocumentRow], fields: Mapping[str, str]) -> dict[str, Any]:
    """Return what is to be set in these documents, None for what is to go.

    A date that is written otherwise is set as it is read, and what stood there beside it. Raises `NotAllowed` for one
    that is none, or may be two days.
    """
    found: dict[str, Any] = {}
    for name, text in fields.items():
        kept = " ".join(text.split())
        before = [value for row in rows if (value := row.info.metadata.get(name)) is not None]
        stands = any(text_of_value(value) == kept for value in before)
        if name == DATE and kept and not stands and not is_date(kept):
            found |= {DATE: _read(kept), AS_WRITTEN: kept}
        else:
            found[name] = _value(kept, before)
    return found


def _read(text: str) -> str:
    # The libraries of dates take long to load: a date that is written as here needs none.
    from annotator.readers.dates.written import read_date  # noqa: PLC0415

    reading = read_date(text)
    if reading.iso:
        return reading.iso
    if reading.candidates:
        raise NotAllowed(f"“{isolated(text)}” may be {word_list(reading.candidates, 'or')}; write which.")
    raise NotAllowed(f"“{isolated(text)}” is no date; write it as 2026, 2026-01 or 2026-01-23.")


def _value(text: str, before: Sequence[Any]) -> Any:
    if not text:
        return None
    if any(isinstance(value, list) for value in before):
        return [part.strip() for part in text.split(";") if part.strip()]
    number = number_in(text)
    if number is not None and any(isinstance(value, int | float) and not isinstance(value, bool) for value in before):
        return int(number) if number.is_integer() and "." not in text else number
    return text
