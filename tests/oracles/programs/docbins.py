"""What spaCy reads in a DocBin: texts, spans of all groups, entities, categories and what is said of a document.

And what it writes: documents of such words, spans, categories and data.
"""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin, Span

from annotator.formats.spacy.library import docs_by_library
from tests.oracles.programs.answering import answer

LANGUAGE = spacy.blank("xx")


def read(path: str) -> list[dict[str, Any]]:
    """Return each document; spans as [label, start, stop, id, knowledge base id], in characters."""
    return [
        {
            "text": doc.text,
            "spans": [
                [one.label_, one.start_char, one.end_char, one.id_, one.kb_id_]
                for group in doc.spans.values()
                for one in group
            ],
            "entities": [[one.label_, one.start_char, one.end_char] for one in doc.ents],
            "cats": doc.cats,
            "data": doc.user_data,
        }
        for doc in DocBin().from_disk(path).get_docs(LANGUAGE.vocab)
    ]


def write(path: str, docs: list[dict[str, Any]], attrs: list[str]) -> None:
    """Write documents: words, spaces (None where unknown), entities and groups of [first, stop, label, id, entry]."""
    Doc.set_extension("date", default=None, force=True)
    Span.set_extension("force", default=None, force=True)
    made = DocBin(attrs=attrs, store_user_data=True)
    for said in docs:
        doc = Doc(LANGUAGE.vocab, words=said["words"], spaces=said["spaces"])
        doc.ents = [_span(doc, one) for one in said["entities"]]
        for name, spans in said["groups"].items():
            doc.spans[name] = [_span(doc, one) for one in spans]
        doc.cats = said["cats"]
        doc.user_data |= said["data"]
        doc._.date = "2023"
        for one in doc.ents[:1]:
            one._.force = 3
        made.add(doc)
    made.to_disk(path)


def by_library(path: str) -> list[dict[str, Any]]:
    """Return what this program reads by spaCy, where it is installed."""
    said = [asdict(one) for one in docs_by_library(Path(path).read_bytes())]
    return [{**one, "data": sorted(map(repr, one["data"].items()))} for one in said]


def _span(doc: Doc, said: list[Any]) -> Span:
    first, stop, label, id, entry = said
    return Span(doc, first, stop, label=label, span_id=id, kb_id=entry)


if __name__ == "__main__":
    answer({each.__name__: each for each in (read, write, by_library)})
