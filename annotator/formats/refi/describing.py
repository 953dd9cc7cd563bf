"""What a codebook says of a label as one text, and that text read again.

REFI-QDA, brat and most spreadsheets have one description for a label. Ours has a definition, what is included and
excluded, examples and near misses: each becomes a paragraph that begins with its word, as codebooks on paper have it.
"""

import re
from typing import Any

from annotator.model.codebook import Label

_HEADS = {"include": "Include", "exclude": "Exclude", "examples": "Examples", "near_misses": "Near misses"}
_FIELDS = {head: field for field, head in _HEADS.items()}
_HEAD = re.compile(r"(?:^|\n\n)(Include|Exclude|Examples|Near misses): ?(?=\S|\n- )")
_ITEM = "\n- "


def description_of(label: Label) -> str:
    """Return what a codebook says of a label as one text."""
    parts = [label.definition]
    for field, head in _HEADS.items():
        value = getattr(label, field)
        if isinstance(value, tuple):
            value = "".join(f"{_ITEM}{one}" for one in value)
            parts += [f"{head}:{value}"] if value else []
        elif value:
            parts.append(f"{head}: {value}")
    return "\n\n".join(filter(None, parts))


def described(text: str) -> dict[str, Any]:
    """Return the fields of a label that a description says; one that is not divided so is the definition."""
    places = list(_HEAD.finditer(text))
    names = [place[1] for place in places]
    if not places or len(set(names)) < len(names):
        return {"definition": text}
    ends = [*(place.start() for place in places[1:]), len(text)]
    fields: dict[str, Any] = {"definition": text[: places[0].start()]}
    for place, end in zip(places, ends, strict=True):
        body, field = text[place.end() : end], _FIELDS[place[1]]
        if field in ("examples", "near_misses"):
            fields[field] = tuple(body.removeprefix(_ITEM).split(_ITEM)) if body.startswith(_ITEM) else (body,)
        else:
            fields[field] = body
    return fields


def is_described(label: Label) -> bool:
    """Whether a label is read again from its description as it is."""
    fields = ("definition", *_HEADS)
    read = described(description_of(label))
    return all((read.get(field) or None) == (getattr(label, field) or None) for field in fields)
