"""A DocBin as spaCy itself reads it, where that is installed: what is newer than this program is read then as well."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from annotator.formats.spacy.docbin_reading import OF_TOKENS, SaidDoc, SaidSpan


class NotByLibrary(Exception):
    """spaCy is not there, or does not read the file."""


def docs_by_library(data: bytes) -> Iterator[SaidDoc]:
    """Yield the documents of a file as it is packed; raises `NotByLibrary` at once."""
    if find_spec("spacy") is None:
        raise NotByLibrary
    try:
        tokens, vocab = import_module("spacy.tokens"), import_module("spacy.vocab").Vocab()
        found = [_said(doc) for doc in tokens.DocBin().from_bytes(data).get_docs(vocab)]
    # Half-installed, or of a version that does not go with others: an `ImportError`, an `OSError` of its libraries.
    # What it raises of a file that it does not read is any of the others.
    except (ImportError, OSError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise NotByLibrary from error
    return iter(found)


def _said(doc: Any) -> SaidDoc:
    return SaidDoc(
        doc.text,
        [_span(one) for one in doc.ents],
        {name: [_span(one) for one in group] for name, group in doc.spans.items()},
        {name: float(value) for name, value in doc.cats.items()},
        dict(doc.user_data),
        tuple(name for name in OF_TOKENS if len(doc) and doc.to_array(name).any()),
    )


def _span(one: Any) -> SaidSpan:
    return SaidSpan(one.label_, one.start_char, one.end_char, one.id_, one.kb_id_)
