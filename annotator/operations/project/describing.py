"""What the dataset says of itself: one setting of the project, changed field by field as one step."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from annotator.model.data_author import UnclearName, author_of
from annotator.model.description import Description, sentence_of
from annotator.model.errors import NotAllowed
from annotator.model.verbs.project import DescribeDataset
from annotator.store.project import Project


def description(project: Project) -> Description:
    """Return what the dataset says of itself."""
    return project.settings.get().description


def described(before: Description, changes: Mapping[str, object]) -> Description:
    """Return a description with other values in some of its fields; raises `NotAllowed` for what cannot stand there.

    An author is said by its parts, by name: see `authors_of`.
    """
    said: dict[str, Any] = {**before.model_dump(), **{name: _as_stored(value) for name, value in changes.items()}}
    try:
        return Description.model_validate(said)
    except ValidationError as error:
        raise NotAllowed(sentence_of(error)) from error


def describe(project: Project, changes: Mapping[str, object]) -> Description:
    """Change fields of the description as one step, and return it; raises `NotAllowed`, and changes nothing then."""
    before = description(project)
    after = described(before, changes)
    fields = tuple(name for name in Description.model_fields if getattr(before, name) != getattr(after, name))
    with project.transact(DescribeDataset(fields=fields)):
        if fields:
            project.settings.put(description=after.model_dump(mode="json"))
    return after


def _as_stored(value: object) -> object:
    """Return a list as the tuple that a frozen object holds."""
    return tuple(value) if isinstance(value, list) else value


def authors_of(lines: Sequence[str]) -> tuple[dict[str, str], ...]:
    """Return authors by their parts, from lines; raises `NotAllowed` for a name that can be split in several ways."""
    try:
        return tuple(author_of(line) for line in lines if line.strip())
    except UnclearName as error:
        raise NotAllowed(f"Authors: {error}.") from error
