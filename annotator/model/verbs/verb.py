"""What all verbs are: facts with types, by which it is known what an id is an id of."""

from collections.abc import Callable
from functools import cache
from typing import Any, ClassVar, get_args

from pydantic import BaseModel, ConfigDict

from annotator.model.ids import SpanId

Kind = Callable[..., Any]
"""A type of facts; those of ids are made by `NewType`."""


class Verb(BaseModel):
    """What was done. Its fields are the facts."""

    # There are a hundred verbs, and few are needed before a window is there: each is built when it is first used.
    model_config = ConfigDict(frozen=True, defer_build=True)

    is_noted: ClassVar[bool] = False
    """Whether it changes no row, and so cannot be taken back."""
    is_coding: ClassVar[bool] = False
    """Whether it is done in a layer, the one that its facts name, and so is a matter of the layer's owner."""

    @classmethod
    def kind_of(cls, fact: str) -> Kind:
        """Return what a fact, or each in a list of such, is: `LabelId`, `int` …"""
        return _kinds(cls)[fact]

    def ids(self, kind: Kind) -> tuple[str, ...]:
        """Return the ids of one kind among the facts: `verb.ids(DocumentId)`."""
        found: list[str] = []
        for name, one in _kinds(type(self)).items():
            if one is kind:
                fact = getattr(self, name)
                found += fact if isinstance(fact, tuple) else [] if fact is None else [fact]
        return tuple(found)

    @property
    def passages(self) -> tuple[SpanId, ...]:
        """The spans that stand where it was done; empty for what was done at no passage in particular."""
        return ()


@cache
def _kinds(verb: type[Verb]) -> dict[str, Kind]:
    """Return what each fact is, be it one, one or none, or a list."""
    types: dict[str, Any] = {name: field.annotation for name, field in verb.model_fields.items()}
    return {name: next(iter(get_args(type)), type) for name, type in types.items()}


class Told(Verb):
    """A sentence that an earlier version wrote in the place of a verb; empty for a verb that is not known here."""

    sentence: str = ""
