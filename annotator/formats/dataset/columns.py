"""The columns of the flat tables: each with its type, and what stands in it in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

SEVERAL = " | "
"""What stands between several values in one cell."""


@dataclass(frozen=True, slots=True)
class FlatColumn:
    """A column. `dtype`: string, int64 or bool, as Arrow calls them; `about`: what stands in it."""

    name: str
    dtype: str
    about: str


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A file of rows. `name`: as programs call it; `about`: what a row is."""

    name: str
    about: str
    columns: tuple[FlatColumn, ...]

    def file(self, split: str = "") -> str:
        """Return the place of its rows in the folder, or of those in a part of the dataset."""
        return f"data/{self.name}{f'-{split}' if split else ''}.jsonl"


def strings(**about: str) -> tuple[FlatColumn, ...]:
    """Return columns of texts, by name what stands in each."""
    return tuple(FlatColumn(name, "string", said) for name, said in about.items())


def numbers(**about: str) -> tuple[FlatColumn, ...]:
    """Return columns of whole numbers, likewise."""
    return tuple(FlatColumn(name, "int64", said) for name, said in about.items())


ID = FlatColumn("document_id", "string", "Id of the document.")
SPAN = FlatColumn("span_id", "string", "Id of the span.")
UNIT = numbers(unit="Number of the first given unit that it holds, from 1; 0 for none.", last_unit="The last one.")
SOFT = strings(
    votes="Of gold: the label that each who was asked gave there, null for none, by pseudonym, as a JSON object.",
    posterior="How likely labels, values and parties are, as a JSON object.",
)
PLACE = numbers(start="Where it begins in the text, in code points, from 0.", stop="Where it ends, exclusive.")


def unit_columns() -> tuple[FlatColumn, ...]:
    """Return the columns of the given units."""
    return (
        ID,
        *numbers(unit="Its number in the document, from 1."),
        *PLACE,
        *strings(quote="Its words."),
    )


def slot_columns() -> tuple[FlatColumn, ...]:
    """Return the columns that slots have in any project."""
    return (
        ID,
        FlatColumn("span_id", "string", "Id of the act, a span."),
        *strings(
            role="Id of the role in codebook.json.",
            role_name="Name of the role.",
            filler_span_id="Id of the span that fills it, if one does.",
            actor="Name of the registered actor that fills it, or that the span mentions.",
            actor_id="Its id.",
            value="implicit, collective, unclear or document, where no words name it.",
            quote="The words that name it.",
        ),
        *PLACE,
    )


def field_columns(fields: Sequence[str]) -> dict[str, FlatColumn]:
    """Return a column for each field of the documents: their names may be any, those of columns are words."""
    taken: set[str] = set()
    columns: dict[str, FlatColumn] = {}
    for field in fields:
        word = re.sub(r"\W+", "_", field).strip("_")
        base, number = f"meta_{word or 'field'}", 1
        name = base
        while name.casefold() in taken:
            number += 1
            name = f"{base}_{number}"
        taken.add(name.casefold())
        columns[field] = FlatColumn(name, "string", f"What is known of it as “{field}”.")
    return columns
