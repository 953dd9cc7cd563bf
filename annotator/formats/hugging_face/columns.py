"""What of a row is what: tokens, their tags, texts, passages by their places; by the names and the shape of values."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotator.readers.table import TEXT_COLUMNS

TOKENS = ("tokens", "words", "tokenized_text", "token", "token_list", "sentence_tokens")
STARTS = ("start", "begin", "start_offset", "start_char", "char_start", "from")
STOPS = ("end", "stop", "end_offset", "end_char", "char_end", "to")
LABELS = ("label", "labels", "type", "entity_group", "entity_type", "category", "tag", "class", "class_name", "entity")
_LEAST = 2


def is_row(record: Mapping[str, Any]) -> bool:
    """Whether a record has tokens and a list as long, or tokens or a text with passages."""
    tokens = tokens_of(record)
    if tokens is not None and any(tag_columns(record, tokens)):
        return True
    has_text = tokens is not None or text_column(record) is not None or "passages" in record
    return has_text and any(passage_columns(record))


def tokens_of(record: Mapping[str, Any]) -> str | None:
    """Return the name of what holds the tokens of a record: texts in a list; None where nothing does.

    What is called as a text is, such as `text`, holds tokens where another list is as long.
    """
    usual = next((name for name in TOKENS if _is_texts(record.get(name))), None)
    if usual is not None:
        return usual
    lists = (name for name in TEXT_COLUMNS if _is_texts(record.get(name)))
    return next((name for name in lists if any(tag_columns(record, name))), None)


def tag_columns(record: Mapping[str, Any], tokens: str) -> Iterator[str]:
    """Yield what has a text or a whole number for each token."""
    count = len(record[tokens])
    for name, value in record.items():
        is_as_long = name != tokens and isinstance(value, list) and len(value) == count > 0
        if is_as_long and all(one is None or type(one) in (str, int) for one in value):
            yield name


def text_column(record: Mapping[str, Any]) -> str | None:
    """Return the name of what holds the text of a record."""
    named = {name.casefold(): name for name in record}
    usual = next((named[name] for name in TEXT_COLUMNS if isinstance(record.get(named.get(name, "")), str)), None)
    if usual is not None:
        return usual
    # As “source_text” or “context” are called.
    texts = [name for name, value in record.items() if isinstance(value, str) and re.search("text|context", name, re.I)]
    return texts[0] if texts else None


def passage_columns(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield what holds passages: objects with a beginning, an end and a label, or [start, stop, label]."""
    for name, value in record.items():
        if name != "passages" and any(_is_passage(one) for one in objects_of(value)[:_LEAST]):
            yield name


def objects_of(value: Any) -> list[dict[str, Any]]:
    """Return the objects that a list holds, or the columns of a mapping of lists; triples as objects.

    `datasets` turns a list of objects into an object of lists, one for each key.
    """
    if isinstance(value, Mapping):
        columns = {name: each for name, each in value.items() if isinstance(each, list)}
        if not columns or len(columns) < len(value) or len({len(each) for each in columns.values()}) != 1:
            return []
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    if not isinstance(value, list):
        return []
    return [made for one in value if (made := _object(one)) is not None]


def first_of(record: Mapping[str, Any], names: Sequence[str]) -> str | None:
    """Return the first of some names that a record has with something under it."""
    return next((name for name in names if record.get(name) not in (None, "", [])), None)


def _object(one: Any) -> dict[str, Any] | None:
    if isinstance(one, dict):
        return one
    is_triple = isinstance(one, list) and len(one) == len("sel") and all(type(end) is int for end in one[:2])
    return {"start": one[0], "end": one[1], "label": one[2]} if is_triple and isinstance(one[2], str | int) else None


def _is_passage(one: Mapping[str, Any]) -> bool:
    # Places in a recording are seconds.
    has_place = all(any(type(one.get(name)) is int for name in names) for names in (STARTS, STOPS))
    return (has_place or _is_pairs(one.get("offsets"))) and any(name in one for name in LABELS)


def _is_pairs(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, list) and len(one) == len("se") for one in value)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)
