"""What is wrong with a codebook that is being edited, and at which field: a sentence for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from annotator.model.bad_input import EXPECTED
from annotator.model.codebook import Codebook, Label
from annotator.model.ids import LabelId

Path = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class CodebookFault:
    """Something that is to be mended. `path`: the field within the label, such as ("attributes", 0, "name").

    `label`: None for what concerns the codebook as a whole.
    """

    label: LabelId | None
    path: Path
    sentence: str


_EMPTY = {"name": "A name is needed here.", "scheme": "Say which scheme it is."}
_LANGUAGE = "A language is written as two or three small letters, such as en, or zh-Hans with its script."


def faults_of(label: Label) -> tuple[CodebookFault, ...]:
    """Return what is wrong within a label, whatever the other labels are."""
    try:
        fresh = Label.model_validate(label.model_dump(warnings=False))
    except ValidationError as error:
        return tuple(CodebookFault(label.id, _path(one), _sentence(one)) for one in error.errors())
    roles = tuple(role.model_copy(update={"labels": ()}) for role in fresh.roles)
    try:
        Codebook(labels=(fresh.model_copy(update={"parent": None, "roles": roles}),))
    except ValidationError as error:
        said = _sentence(error.errors()[0])
        parts = ("counterpart", "attribute", "role")
        part = "role" if " of role “" in said else next((part for part in parts if f"{part} " in said), "")
        return (CodebookFault(label.id, (f"{part}s",) if part else ("id",), said),)
    return ()


def faults_among(labels: Sequence[Label]) -> list[CodebookFault]:
    """Return what is wrong between labels: a key that two of them have, and whatever else a codebook refuses."""
    found = [
        CodebookFault(one.id, ("key",), f"The key “{one.key}” is the label {other.name}’s; choose another.")
        for number, one in enumerate(labels)
        for other in [next((each for each in labels if each.key == one.key and each is not one), None)]
        if one.key and other is not None
    ]
    if not found:
        try:
            Codebook(labels=tuple(labels))
        except ValidationError as error:
            found.append(CodebookFault(None, (), _sentence(error.errors()[0])))
    return found


def _path(error: ErrorDetails) -> Path:
    path = error["loc"]
    if path[-2:-1] == ("attributes",):
        # What an attribute as a whole refuses are its values.
        return (*path, "values")
    return path[:-1] if path[-1:] == ("[key]",) else path


def _sentence(error: ErrorDetails) -> str:
    path = error["loc"]
    field = str(path[-1]) if path else ""
    if field == "[key]":
        return _LANGUAGE
    if error["type"] == "string_too_short":
        return _EMPTY.get(field, "This must not be empty.")
    if error["type"] == "string_pattern_mismatch" and field in EXPECTED:
        return f"{_capital(EXPECTED[field])}."
    return f"{_capital(error['msg'].removeprefix('Value error, '))}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
