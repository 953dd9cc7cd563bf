"""Documents and tables that may be joined, drawn at random."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from annotator.model.document import DocumentInfo, Metadata
from annotator.model.ids import DocumentId
from annotator.model.joining.matching import JoinKey, KeyPair, MetadataTable, Origin

VALUES = st.sampled_from(["a", "A ", "b", "78", "078", "78.0", "é", "e", "中国", "مُ", "م", "", "c_d", "c d", None])
NAMES = st.sampled_from(["AND_78_2023.txt", "and_78_2023", "FRA_78_2023.txt", "FRA_77_2022.txt", "x", "78.txt", ""])


def info(title: str, source: str = "", number: int = 0, **metadata: Any) -> DocumentInfo:
    """Return a document of this title; `number` makes its id and its text."""
    return DocumentInfo(DocumentId(f"d{number}-{title}"), title, f"sha{number}", 1, metadata, source, number)


def table(header: str, *rows: Sequence[Any]) -> MetadataTable:
    """Return a table with the columns of a header “a b c”."""
    return MetadataTable("t.csv", tuple(header.split()), tuple(map(tuple, rows)))


@st.composite
def documents(draw: st.DrawFn) -> list[DocumentInfo]:
    """Draw documents, with fields or without."""
    made = []
    for number in range(draw(st.integers(0, 6))):
        metadata: Metadata = draw(st.dictionaries(st.sampled_from(["country", "year"]), VALUES, max_size=2))
        title = draw(NAMES) or "untitled"
        made.append(DocumentInfo(DocumentId(str(number)), title, f"s{number}", 1, metadata, draw(NAMES), number))
    return made


@st.composite
def tables(draw: st.DrawFn) -> MetadataTable:
    """Draw a table with four columns and a few rows."""
    row = st.tuples(st.one_of(NAMES, VALUES), VALUES, VALUES, VALUES)
    return MetadataTable("t.csv", ("name", "country", "year", "more"), tuple(draw(st.lists(row, max_size=8))))


PAIRS = st.sampled_from(
    [
        KeyPair(Origin.FILE, "name"),
        KeyPair(Origin.TITLE, "name"),
        KeyPair(Origin.FIELD, "country", "country"),
        KeyPair(Origin.FIELD, "year", "year"),
        KeyPair(Origin.PART, "country", "iso"),
        KeyPair(Origin.PART, "year", "session"),
    ]
)
KEYS = st.builds(
    JoinKey,
    st.lists(PAIRS, min_size=1, max_size=3, unique=True).map(tuple),
    st.just("{iso}_{session}_{}"),
    st.booleans(),
)
