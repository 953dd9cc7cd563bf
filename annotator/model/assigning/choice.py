"""What a lead says when work is given out, and what there is to be given."""

from dataclasses import dataclass, field

from annotator.model.ids import CoderId, DocumentId

Stratum = tuple[str, ...]
"""What a document says in the fields by which it is drawn, one value a field; empty without such fields."""


@dataclass(frozen=True, slots=True)
class WorkChoice:
    """Who codes how much.

    `documents`: so many of those offered, None for all. `several`: how many of them (a whole number, or a float in
    [0, 1] as a share, rounded half up) are coded by `each` people, the others by one; those of the `pilot`, which
    everybody codes first, are not among them. `strata`: the fields in whose values all parts are alike. `by_words`:
    whether people get alike many words or, else, documents.
    """

    people: tuple[CoderId, ...]
    seed: int = 1
    documents: int | None = None
    several: int | float = 0
    each: int = 2
    pilot: int = 0
    strata: tuple[str, ...] = ()
    by_words: bool = False


@dataclass(frozen=True, slots=True)
class OfferedDocument:
    """A document that may be given out. `words`: how long its text is; `held`: who has it already, whatever was drawn.

    `begun`: those of them who were not given it, and have begun it by themselves. `is_pilot`: it was given to be coded
    first by everybody.
    """

    id: DocumentId
    words: int = 0
    stratum: Stratum = ()
    held: frozenset[CoderId] = field(default_factory=frozenset)
    is_pilot: bool = False
    begun: frozenset[CoderId] = field(default_factory=frozenset)
