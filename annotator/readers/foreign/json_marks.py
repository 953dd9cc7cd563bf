"""By what JSON of other programs is known: the keys of its records, and what stands under them."""

from collections.abc import Callable
from typing import Any

from annotator.readers.foreign.look import FileLook
from annotator.readers.foreign.table_marks import is_of_label_studio
from annotator.readers.table import TEXT_COLUMNS

Record = dict[str, Any]

_STARTS = frozenset({"start", "begin", "start_offset", "start_char", "startoffset", "offset", "from"})
_STOPS = frozenset({"end", "stop", "end_offset", "end_char", "endoffset", "length", "to"})
_CODED = ("spans", "entities", "annotations", "ents", "mentions", "relations", "labels", "label", "codings", "tags")
_VOCABULARY = "www.w3.org/ns/anno.jsonld"
_LABELS = ("label", "labels", "code", "codes", "coding", "codings")


def some(test: Callable[[Record], object]) -> Callable[[FileLook], bool]:
    """Return whether one of the first records passes `test`."""
    return lambda look: any(test(record) for record in look.records)


def has_any(*keys: str) -> Callable[[FileLook], bool]:
    """Return whether a record has one of the keys."""
    return some(lambda record: not record.keys().isdisjoint(keys))


def has_all(*keys: str) -> Callable[[FileLook], bool]:
    """Return whether a record has all of the keys."""
    return some(lambda record: record.keys() >= set(keys))


def is_web_annotation(look: FileLook) -> bool:
    """By the address of its vocabulary, also where the rest is no JSON."""
    if any(_VOCABULARY in said for record in look.records for said in _contexts(record.get("@context"))):
        return True
    return not look.values and look.text.lstrip().startswith(("{", "[")) and look.holds(_VOCABULARY)


def _contexts(value: object) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def is_pubannotation(look: FileLook) -> bool:
    """Denotations, or tracks of them, or a text known by its database and number there."""
    return any(
        "denotations" in record
        or record.keys() >= {"sourcedb", "sourceid"}
        or (isinstance(record.get("text"), str) and any("denotations" in one for one in _objects(record.get("tracks"))))
        for record in look.records
    )


def is_doccano(look: FileLook) -> bool:
    """Its table, or the configuration of its labels: what is no export as JSON."""
    if look.rows and "annotation_approver" in look.columns:
        return True
    return any(record.keys() >= {"prefix_key", "suffix_key"} for record in look.records)


def is_doccano_export(look: FileLook) -> bool:
    """Spans as [start, stop, label] or with `start_offset`, labels in a list, or labels by number and user."""
    if look.is_one_object and not any(isinstance(look.records[0].get(name), str) for name in ("text", "data")):
        return False
    return any(_is_of_doccano(record) for record in look.records)


def _is_of_doccano(record: Record) -> bool:
    if "annotation_approver" in record or (isinstance(record.get("annotator"), dict) and "cats" in record):
        return True
    if record.keys() >= {"prefix_key", "suffix_key"} or not isinstance(record.get("text", ""), str):
        return False
    if _TOKENS.intersection(record) and "text" not in record:
        return False  # places count tokens there, which no export of doccano has
    lists = {key: record[key] for key in _DOCCANO if isinstance(record.get(key), list)}
    under = [item for items in lists.values() for item in items]
    if any(_is_triple(item) or (isinstance(item, dict) and "start_offset" in item) for item in under):
        return True
    # Labels of a whole text: a list of them, and nothing under these names that is something else.
    is_labelled = bool(under) and all(isinstance(item, str) for item in under)
    return "text" in record and is_labelled and _OTHERS.isdisjoint(record)


_TOKENS = frozenset({"tokens", "words", "tokenized_text"})
_DOCCANO = ("label", "labels", "entities", "annotations", "cats")
_OTHERS = frozenset({"spans", "tokens", "denotations", "ents", "sents", "tags", "ner_tags", "answer", "_input_hash"})


def is_label_studio(look: FileLook) -> bool:
    """Tasks with their results, or the smaller export without them."""
    return any(_is_of_label_studio(record) for record in look.records) or is_of_label_studio(look)


def _is_of_label_studio(record: Record) -> bool:
    if isinstance(record.get("data"), dict) and isinstance(record.get("annotations"), list):
        return True
    told = ("annotations", "completions", "predictions", "drafts")
    under = [item for key in told for item in _items(record.get(key))]
    if any(isinstance(item, dict) and "result" in item for item in under):
        return True
    return "lead_time" in record


def is_label_studio_configuration(look: FileLook) -> bool:
    """Controls by their names, each with the objects that it is about."""
    return any(isinstance(each, dict) and "to_name" in each for record in look.records for each in record.values())


def is_prodigy(look: FileLook) -> bool:
    """Its hashes, its answers, or a text with spans that have a label."""
    return any(_is_of_prodigy(record) for record in look.records)


def _is_of_prodigy(record: Record) -> bool:
    if not record.keys().isdisjoint({"_input_hash", "_task_hash", "_annotator_id", "_session_id"}):
        return True
    if not isinstance(record.get("text"), str):
        return False
    spans = [span for span in _items(record.get("spans")) if isinstance(span, dict)]
    if record.get("answer") in ("accept", "reject", "ignore") or (
        isinstance(record.get("annotator"), dict) and "spans" in record
    ):
        return True
    return any("token_start" in span or span.keys() >= {"start", "end", "label"} for span in spans)


def is_spacy(look: FileLook) -> bool:
    """Pairs of a text and its annotations, paragraphs of sentences of tokens, or a Doc."""
    return any(_is_pair(value) for value in look.values) or any(
        record.keys() >= {"text", "ents"} or any(_has_sentences(part) for part in _items(record.get("paragraphs")))
        for record in look.records
    )


def _is_pair(value: object) -> bool:
    if not isinstance(value, list) or len(value) != 2 or not isinstance(value[1], dict):
        return False
    return not value[1].keys().isdisjoint({"entities", "cats", "heads", "deps", "spans", "tags", "links"})


def _has_sentences(part: object) -> bool:
    return isinstance(part, dict) and "sentences" in part


def is_bioc(look: FileLook) -> bool:
    """Documents of passages."""
    return any(
        "infons" in record
        or any(isinstance(one, dict) and "passages" in one for one in _items(record.get("documents")))
        for record in look.records
    )


def looks_coded(look: FileLook) -> bool:
    """Spans with a beginning and an end under a usual name, tokens with tags, or a label beside a text."""
    return any(_looks_coded(record) for record in look.records)


def _looks_coded(record: Record) -> bool:
    if any(_is_span(item) or _is_triple(item) for key in _CODED for item in _items(record.get(key))):
        return True
    if "tokens" in record and any(_items(record.get(key)) for key in ("tokens", "ner_tags", "tags", "pos_tags")):
        return True
    if "text" in record and any(record.get(key) not in (None, "", [], {}) for key in _LABELS):
        return True
    return _is_span(record) and not record.keys().isdisjoint((*_LABELS, "category", "annotator", "coder"))


def is_nested(look: FileLook) -> bool:
    """One object that holds further ones, such as a codebook or results: a document would be but one text of it.

    One list of objects without a text beside it is what the documents are, and is read so; one called so is a text.
    """
    if not look.is_one_object or any(isinstance(look.records[0].get(name), str) for name in TEXT_COLUMNS):
        return False
    values = list(look.records[0].values())
    lists = [value for value in values if isinstance(value, list) and value and isinstance(value[0], dict)]
    if len(lists) == 1 and not any(isinstance(value, str) for value in values):
        return False
    return any(map(_holds_objects, values))


def _holds_objects(item: object) -> bool:
    held = list(item.values()) if isinstance(item, dict) else item
    return isinstance(held, list) and bool(held) and all(isinstance(each, dict) and each for each in held)


def _is_span(item: object) -> bool:
    return isinstance(item, dict) and not _STARTS.isdisjoint(item) and not _STOPS.isdisjoint(item)


def _is_triple(item: object) -> bool:
    return isinstance(item, list) and len(item) >= 3 and all(type(each) in (int, float) for each in item[:2])


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _objects(value: object) -> list[Record]:
    return [item for item in _items(value) if isinstance(item, dict)]
