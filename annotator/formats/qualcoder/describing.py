"""What a QualCoder project says of its sources: which have a text, their attributes, and the cases that they are."""

from collections.abc import Iterator
from typing import Any

from annotator.formats.losses import Loss, Losses, Part
from annotator.store.connections.foreign import Cell, ForeignDatabase, number_of, text_of

NO_TEXT = Loss(
    "1 picture, recording or other file without a text is left out",
    "{n} pictures, recordings and other files without a text are left out",
)
PART_OF_TEXT = Loss(
    "1 case that is a part of a text is left out", "{n} cases that are parts of texts are left out", Part.METADATA
)
_CASE = "case"


def text_sources(database: ForeignDatabase, losses: Losses) -> Iterator[tuple[int, str, str]]:
    """Yield the id, the name and the text of each source that has one; the others are counted."""
    for key, name, text in database.rows("source", "id", "name", "fulltext"):
        if (id := number_of(key)) is None:
            continue
        if text_of(text):
            yield id, text_of(name) or f"Source {id}", text_of(text)
        else:
            losses.add(NO_TEXT, f"“{text_of(name)}”")


def metadata_of(database: ForeignDatabase, losses: Losses) -> dict[int, dict[str, Any]]:
    """Return the metadata of sources by their ids: their attributes, and the names and attributes of their cases."""
    numeric = {text_of(name) for name, kind in database.rows("attribute_type", "name", "valuetype")
               if text_of(kind).strip() == "numeric"}  # fmt: skip
    said: dict[str, dict[int, dict[str, Any]]] = {}
    for name, kind, value, key in database.rows("attribute", "name", "attr_type", "value", "id"):
        id, field = number_of(key), text_of(name)
        if id is not None and field and text_of(value).strip():
            shown = _number(text_of(value)) if field in numeric else text_of(value)
            said.setdefault(text_of(kind), {}).setdefault(id, {})[field] = shown
    found = {id: dict(fields) for id, fields in said.get("file", {}).items()}
    for source, case, name in _whole_cases(database, losses):
        fields = found.setdefault(source, {})
        cases = fields.setdefault(_CASE, [])
        if isinstance(cases, list):
            cases.append(name)
        for field, value in said.get("case", {}).get(case, {}).items():
            fields.setdefault(field, value)
    return found


def _whole_cases(database: ForeignDatabase, losses: Losses) -> Iterator[tuple[int, int, str]]:
    """Yield (source, case, name of the case) of cases that are whole files; those of parts are counted."""
    names = {number_of(key): text_of(name) for key, name in database.rows("cases", "caseid", "name")}
    lengths = {number_of(key): len(text_of(text)) for key, text in database.rows("source", "id", "fulltext")}
    for case, source, start, stop in database.rows("case_text", "caseid", "fid", "pos0", "pos1"):
        case_id, source_id = number_of(case), number_of(source)
        if case_id is None or source_id is None or case_id not in names or source_id not in lengths:
            continue
        if _is_whole(start, stop, lengths[source_id]):
            yield source_id, case_id, names[case_id]
        else:
            losses.add(PART_OF_TEXT, f"“{names[case_id]}”")


def _is_whole(start: Cell, stop: Cell, length: int) -> bool:
    # QualCoder ends a case that is a whole file at its last character, or one past it.
    first, last = number_of(start), number_of(stop)
    return not first and (last is None or last >= length - 1)


def _number(value: str) -> int | float | str:
    try:
        number = float(value)
    except ValueError:
        return value
    if number != number or number in (float("inf"), float("-inf")):
        return value
    return int(number) if number.is_integer() and abs(number) < 2**53 else number
