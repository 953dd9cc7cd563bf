"""A document as the table gets it, for tests and for what has no hypothesis."""

from collections.abc import Mapping
from typing import Any

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
