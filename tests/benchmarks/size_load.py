"""The load of a large project: many documents of 5 kB with 100 spans each, the same in every process that makes it."""

import os
import random
import uuid
from collections.abc import Iterator

from annotator.model.document import DocumentDraft
from annotator.model.span import Span
from tests.benchmarks.load import make_spans, make_text

DOCUMENTS = int(os.environ.get("ANNOTATOR_DOCUMENTS", "10000"))
SPANS_EACH = 100
_BASES = 100
"""So many texts are made up; each document begins with its own number."""


def drafts() -> Iterator[DocumentDraft]:
    """Yield the documents."""
    bases = [make_text(5_000, seed) for seed in range(_BASES)]
    for number in range(DOCUMENTS):
        yield DocumentDraft(f"doc_{number:05}", f"{number:05}. {bases[number % _BASES]}")


def spans(document: str, text: str, layers: tuple[str, ...], version: str, number: int) -> Iterator[Span]:
    """Yield the spans of a document, with ids as the program gives them: ever larger."""
    rng = random.Random(number)
    for place, span in enumerate(make_spans(text, SPANS_EACH, document, layers, number)):
        id = uuid.UUID(int=(number * SPANS_EACH + place) << 80 | rng.getrandbits(80))
        yield Span(str(id), span.layer, span.document, span.label, span.extents, span.quote, codebook_version=version)  # type: ignore[arg-type]  # an id is a text
