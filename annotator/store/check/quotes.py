"""Whether what spans and slots quote stands in their texts, at their places."""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator

from annotator.model.given_units import unit_problem
from annotator.model.span import GAP
from annotator.store.rows.rows import from_json

_CHARACTERS = 32 * 1024 * 1024
"""So much of the texts is kept at hand."""


def span_problems(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for each quote that is not what stands there.

    In one go through the spans as they lie in the file: mostly those of a document together.
    """
    documents = _KeptTexts(connection)
    for document, start, stop, extents, quote in connection.execute(
        "SELECT document, start, stop, extents, quote FROM spans"
    ):
        title, text = documents.at_hand.get(document) or documents.read(document)
        if text is not None and quote != (text[start:stop] if extents is None else _joined(text, extents)):
            yield f"A span of “{title}” at [{start}, {stop}) does not have the text that it quotes."
    for document, role, extents, quote in connection.execute(
        "SELECT document, role, links.extents, links.quote FROM links JOIN spans ON spans.id = act"
        " WHERE links.extents <> '[]'"
    ):
        title, text = documents.at_hand.get(document) or documents.read(document)
        if text is not None and quote != _joined(text, extents):
            yield f"A {role} in “{title}” does not have the text that it quotes."


def given_unit_problems(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for each document whose units do not stand in its text, in order and apart."""
    documents = _KeptTexts(connection)
    for document, extents in connection.execute("SELECT document, extents FROM units"):
        title, text = documents.at_hand.get(document) or documents.read(document)
        if text is None:
            continue
        try:
            found = unit_problem([(int(start), int(stop)) for start, stop in from_json(extents)], len(text))
        except (TypeError, ValueError):
            found = "they are no places"
        if found:
            yield f"The units of “{title}” do not fit its text: {found}."


def _joined(text: str, extents: str) -> str:
    return GAP.join(text[first:last] for first, last in from_json(extents))


class _KeptTexts:
    """Titles and texts by id; the oldest go where they are too many."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._characters = 0
        self.at_hand: OrderedDict[str, tuple[str, str | None]] = OrderedDict()

    def read(self, document: str) -> tuple[str, str | None]:
        """Return title and text of one that is not at hand; no text where it is none, as another rule says."""
        found = self._connection.execute(
            "SELECT title, text FROM documents JOIN texts ON texts.sha256 = text_sha256 WHERE documents.id = ?",
            [document],
        ).fetchone()
        title, text = self.at_hand[document] = found or ("", None)
        self._characters += len(text or "")
        while self._characters > _CHARACTERS and len(self.at_hand) > 1:
            _, (_, gone) = self.at_hand.popitem(last=False)
            self._characters -= len(gone or "")
        return title, text
