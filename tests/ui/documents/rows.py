"""Documents as the table gets them, for tests."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from annotator.model.coder import State
from annotator.model.document import DocumentInfo
from annotator.model.document_row import DocumentRow
from annotator.model.ids import DocumentId, LayerId
from annotator.model.text_size import CountedIn

ANA, BEN = LayerId("ana/1"), LayerId("ben/1")


def row(id: str, title: str = "", words: int | None = 100, **more: Any) -> DocumentRow:
    """Return a document. `more`: its metadata, and under `states`, `gold`, `open_cases` and `counted_in` the rest."""
    states: Mapping[LayerId, State] = more.pop("states", {})
    gold, cases = more.pop("gold", None), more.pop("open_cases", None)
    counted_in = more.pop("counted_in", CountedIn.WORDS)
    info = DocumentInfo(DocumentId(id), title or f"Document {id}", f"sha {id}", 600, more, f"{id}.txt", 0)
    return DocumentRow(info, words, counted_in, states, gold, cases)


VALUES = st.none() | st.sampled_from(["", "readout", "Readout", "Émile", "2026-01", "2026", "12", "3.5", "zh", "外交"])


@st.composite
def rows(draw: st.DrawFn, most: int = 12) -> list[DocumentRow]:
    """Return documents of which some say little."""
    count = draw(st.integers(0, most))
    found = []
    for at in range(count):
        known = {name: value for name in ("date", "kind", "speaker") if (value := draw(VALUES)) is not None}
        states = draw(st.dictionaries(st.sampled_from([ANA, BEN]), st.sampled_from(State)))
        title = draw(st.sampled_from(["", "A report", "a report", "Émile", "Zu“", "外交部", "بيان"]))
        words = draw(st.none() | st.integers(0, 5))
        found.append(row(str(at), title, words, states=states, **known))
    return found
