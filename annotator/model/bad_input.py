"""What is wrong with JSON that does not fit a model, in one sentence that names the place in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, from_json

NOUNS = {
    "labels": "label",
    "attributes": "attribute",
    "roles": "role",
    "counterparts": "counterpart",
    "values": "value",
    "examples": "example",
    "near_misses": "near miss",
    "actors": "actor",
    "aliases": "alias",
    "memberships": "membership",
    "sources": "source",
}
"""What one item of a list is called."""

EXPECTED = {
    "colour": "a colour is written as “#” and six digits from 0 to f, such as #0072B2",
    "languages": "a language is written as BCP 47 has it, such as en or zh-Hant",
    "key": "a key is one of 1 to 9 or a to z, or empty",
}
"""What a text must look like, by the field whose pattern it breaks."""

MOST = 60
"""So many characters of what stands there are quoted."""


def sentence_about(error: ValidationError, text: str | bytes, source: str) -> str:
    """Return the first thing that is wrong with the JSON `text`, as “book.json: label 3 (“warning”): …”."""
    first = error.errors()[0]
    place = place_in_words(first["loc"], _parsed(text))
    return f"{source}: {place + ': ' if place else ''}{problem_of(first)}."


def place_in_words(path: Sequence[int | str], content: Any) -> str:
    """Return where a path into `content` leads: ("labels", 2, "kind") is “label 3 (“warning”): kind”."""
    items: list[str] = []
    fields: list[str] = []
    at, noun = content, ""
    for step in path:
        at = _inside(at, step)
        if isinstance(step, int):
            items.append(f"{noun} {step + 1}{_named(at)}")
            noun = "item"
            fields = []
        elif step in NOUNS:
            fields, noun = [step], NOUNS[step]
        else:
            fields, noun = [*fields, step], step
    return ": ".join([", ".join(items), *fields] if items else fields)


def _inside(content: Any, step: int | str) -> Any:
    if isinstance(content, Mapping):
        return content.get(step)
    if isinstance(content, list) and isinstance(step, int) and step < len(content):
        return content[step]
    return None


def _named(item: Any) -> str:
    names = (item.get(field) for field in ("id", "name", "scheme", "group")) if isinstance(item, Mapping) else (item,)
    name = next((name for name in names if isinstance(name, str) and name), None)
    return f" (“{_short(name)}”)" if name else ""


def problem_of(error: ErrorDetails) -> str:
    """Return what is wrong, without the place."""
    field = next((step for step in reversed(error["loc"]) if isinstance(step, str)), "")
    given = f"“{_short(str(error['input']))}”"
    match error["type"]:
        case "missing":
            return "it is missing"
        case "extra_forbidden":
            return "there is no such field here"
        case "enum":
            return f"{given} is not among {error['ctx']['expected'].replace(' or ', ', ')}"
        case "string_too_short":
            return "it must not be empty"
        case "string_type":
            return "a text is expected here"
        case "bool_type" | "bool_parsing":
            return "true or false is expected here"
        case "tuple_type":
            return "a list is expected here"
        case "model_type" | "dict_type":
            return "an object, in braces, is expected here"
        case "string_pattern_mismatch":
            return f"{given} does not fit; {EXPECTED.get(field, 'see the other ones')}"
        case "json_invalid":
            return f"it is no JSON ({error['ctx']['error']})"
    return error["msg"].removeprefix("Value error, ").replace("\n", " ")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MOST else f"{text[:MOST]}…"


def _parsed(text: str | bytes) -> Any:
    try:
        return from_json(text)
    except ValueError:
        return None
