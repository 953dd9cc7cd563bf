"""What spaCy reads in a DocBin: texts, spans of all groups, entities, categories and what is said of a document."""

from typing import Any

import spacy
from spacy.tokens import DocBin

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


if __name__ == "__main__":
    answer({"read": read})
