"""spaCy's JSON as documents: pairs of a text and its annotations, `Doc.to_json`, and the training format of spaCy 2.

https://spacy.io/api/data-formats. Places are characters; in the format of spaCy 2 tokens have BILUO tags.
"""

from collections.abc import Iterator
from typing import Any

from pydantic_core import from_json

from annotator.formats.conll.tags import TagColumn
from annotator.formats.hugging_face.tokens import joined
from annotator.formats.json_files import items, objects, whole, words
from annotator.formats.spacy.docbin_reading import SaidDoc, SaidSpan
from annotator.model.errors import BadFile
from annotator.readers.encoding import decode

_REMEDY = "save it again as JSON, or as a DocBin"
_OF_TOKENS = {"heads": "HEAD", "deps": "DEP", "tags": "TAG", "pos": "POS", "morphs": "MORPH", "lemmas": "LEMMA"}


def json_docs(name: str, data: bytes) -> tuple[list[SaidDoc], tuple[str, ...]]:
    """Return the documents of a file called `name`, and how it was read; raises `BadFile`."""
    decoded = decode(name, data)
    docs = [doc for value in _values(name, decoded.text) for doc in _docs(value)]
    if not any(doc.entities or doc.cats or any(doc.groups.values()) for doc in docs):
        raise BadFile(
            name, "it is training data of spaCy without entities, spans or categories", "choose a file that has some"
        )
    return docs, decoded.notices


def _values(name: str, text: str) -> list[Any]:
    try:
        value = from_json(text)
    except (ValueError, RecursionError):
        try:
            return [from_json(line) for line in text.split("\n") if line.strip()]
        except (ValueError, RecursionError) as error:
            problem = f"the file is damaged: it is not JSON ({error})".replace("\n", " ")
            raise BadFile(name, problem, _REMEDY) from error
    is_pair = isinstance(value, list) and len(value) == len("ab") and isinstance(value[0], str)
    return value if isinstance(value, list) and not is_pair else [value]


def _docs(value: Any) -> Iterator[SaidDoc]:
    if isinstance(value, list) and len(value) == len("ab") and isinstance(value[0], str) and isinstance(value[1], dict):
        yield _of_pair(value[0], value[1])
    elif isinstance(value, dict) and isinstance(value.get("text"), str):
        yield _of_pair(value["text"], value)
    elif isinstance(value, dict):
        yield from (_of_paragraph(one, words(value.get("id"))) for one in objects(value.get("paragraphs")))


def _of_pair(text: str, said: dict[str, Any]) -> SaidDoc:
    doc = SaidDoc(text, cats=_cats(said.get("cats")))
    for name in ("entities", "ents"):
        doc.entities += _spans(said.get(name), doc)
    groups = said.get("spans")
    for name, spans in groups.items() if isinstance(groups, dict) else ():
        doc.groups[name] = list(_spans(spans, doc))
    kept = said.get("title")
    doc.data = {"title": kept} if isinstance(kept, str) else {}
    tokens = objects(said.get("tokens"))
    told = {label for name, label in _OF_TOKENS.items() if said.get(name) or any(name[:-1] in one for one in tokens)}
    doc.of_tokens = tuple(sorted(told))
    return doc


def _spans(said: Any, doc: SaidDoc) -> Iterator[SaidSpan]:
    for one in items(said):
        if isinstance(one, dict):
            start, stop = whole(one.get("start")), whole(one.get("end"))
            label, entry, id = (words(one.get(name)) for name in ("label", "kb_id", "id"))
        else:
            start, stop, label, *rest = [*items(one), None, None, None][: max(3, len(items(one)))]
            start, stop, label = whole(start), whole(stop), words(label)
            entry, id = words(rest[0]) if rest else "", ""
        if start is None or stop is None or not 0 <= start < stop <= len(doc.text) or not label:
            doc.broken += 1
        else:
            yield SaidSpan(label, start, stop, id, entry)


def _of_paragraph(said: dict[str, Any], title: str) -> SaidDoc:
    tokens = [one for sentence in objects(said.get("sentences")) for one in objects(sentence.get("tokens"))]
    raw = said.get("raw")
    text, places, _ = joined([words(one.get("orth")) for one in tokens], {}, raw if isinstance(raw, str) else None)
    doc = SaidDoc(text, cats={words(one.get("label")): _score(one.get("value")) for one in objects(said.get("cats"))})
    tags = [words(one.get("ner")) or "-" for one in tokens]
    for one in TagColumn(is_plain=False, is_suffix=False).passages(["O" if tag == "-" else tag for tag in tags]):
        doc.entities.append(SaidSpan(one.label, places[one.first].start, places[one.stop - 1].stop))
    told = {label for label in ("DEP", "TAG", "LEMMA") if any(one.get(label.lower()) for one in tokens)}
    doc.of_tokens, doc.data = tuple(sorted(told)), {"title": title} if title else {}
    return doc


def _cats(said: Any) -> dict[str, float]:
    return {name: _score(value) for name, value in said.items()} if isinstance(said, dict) else {}


def _score(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
