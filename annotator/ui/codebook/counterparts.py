"""Counterparts in other schemes as rows of words, and back: “force = demands | urges; polarity = negative”."""

from collections.abc import Mapping, Sequence

from annotator.model.codebook import Counterpart
from annotator.ui.codebook.conditions import as_line, from_line, renamed_in

COLUMNS = ("Scheme", "Code", "Name", "When", "Note")


def as_row(one: Counterpart) -> tuple[str, ...]:
    """Return the five cells of a counterpart."""
    return one.scheme, one.code, one.name, as_line(one.when), one.note


def from_rows(
    rows: Sequence[tuple[int | None, tuple[str, ...]]], was: Sequence[Counterpart]
) -> tuple[Counterpart, ...]:
    """Return the counterparts that rows say, each with the place that it had; a row as it was is what it was."""
    found = []
    for place, cells in rows:
        old = was[place] if place is not None and place < len(was) else None
        found.append(old if old is not None and as_row(old) == cells else _from_row(cells))
    return tuple(found)


def renamed(parts: Sequence[Counterpart], attribute: str, values: Mapping[str, str]) -> tuple[Counterpart, ...]:
    """Return the counterparts with values of an attribute called by their new words."""
    return tuple(
        part.model_copy(update={"when": renamed_in(part.when, attribute, values)}) if attribute in part.when else part
        for part in parts
    )


def _from_row(cells: tuple[str, ...]) -> Counterpart:
    scheme, code, name, when, note = (cell.strip() for cell in cells)
    return Counterpart(scheme=scheme, code=code, name=name, when=from_line(when), note=note)
