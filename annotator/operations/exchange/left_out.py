"""What of a file does not come in as it stands, or lies outside of what was given out: by name and count, and said."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.wording import counted, isolated, one_or_many, word_list

_MOST_NAMED = 12
"""So many names stand in a sentence; all of them in the whole report."""


class Why(StrEnum):
    """Why: the words by which other programs know it."""

    OTHERS = "of others"
    NOT_GIVEN = "document not given"
    NOT_HERE = "document not here"
    NOT_ADDED = "document not added"
    NO_LABEL = "no such label"
    RETIRED = "label retired"
    SCOPE = "label of another scope"
    NO_PLACE = "no place in the text"
    NO_VALUE = "no such value"
    NO_SLOT = "no such slot"
    REST = "no coding"
    MOVED = "moved to its words"
    PROPOSED = "actor proposed"
    UNSAID = "by nobody in the file"
    DONE = "done in the file"
    OUTSIDE = "outside of what was given out"

    @property
    def is_of_codings(self) -> bool:
        """Whether it leaves codings out."""
        return self in _OF_CODINGS

    @property
    def is_loss(self) -> bool:
        """Whether something does not come in, or not as it stands in the file."""
        return self not in (Why.PROPOSED, Why.UNSAID, Why.OUTSIDE)

    @property
    def is_of_documents(self) -> bool:
        """Whether the names are titles of documents."""
        return self in _OF_DOCUMENTS


_OF_CODINGS = (Why.OTHERS, Why.NOT_GIVEN, Why.NOT_HERE, Why.NO_LABEL, Why.RETIRED, Why.SCOPE, Why.NO_PLACE)
_OF_DOCUMENTS = (Why.NOT_GIVEN, Why.NOT_HERE, Why.NOT_ADDED, Why.NO_PLACE, Why.MOVED, Why.UNSAID, Why.DONE, Why.OUTSIDE)
_ONCE = (Why.NOT_ADDED, Why.PROPOSED, Why.DONE)
"""Of these each name counts for one, so that its number need not be said."""


@dataclass(frozen=True, slots=True)
class CountedByName:
    """So many of one name. `coder`: the name of whoever coded them, or in whose copy they are left out."""

    why: Why
    name: str
    count: int
    coder: str


def sentences(some: Iterable[CountedByName]) -> Iterator[tuple[Why, str, tuple[str, ...]]]:
    """Yield a sentence for each reason and coder, with all names that it stands for, as lines."""
    found: dict[tuple[Why, str], list[CountedByName]] = {}
    for one in some:
        found.setdefault((one.why, one.coder), []).append(one)
    for (why, coder), ones in found.items():
        ones.sort(key=lambda one: (-one.count, one.name))
        named = [_named(one) for one in ones]
        more = len(named) - _MOST_NAMED
        listed = word_list([*named[:_MOST_NAMED], f"{more:,} more"]) if more > 0 else word_list(named)
        total = sum(one.count for one in ones)
        yield why, _SENTENCES[why](total, isolated(coder), listed), tuple(named) if more > 0 else ()


def row_words(one: CountedByName) -> str:
    """Return what the whole report says of it, where a title has a column of its own."""
    return _SENTENCES[one.why](one.count, isolated(one.coder), _named(one))


def codings_in(some: Iterable[CountedByName]) -> int:
    """Return how many codings are left out."""
    return sum(one.count for one in some if one.why.is_of_codings)


def _named(one: CountedByName) -> str:
    if one.why is Why.REST:
        return counted(one.count, one.name, REST[one.name])
    name = f"“{isolated(one.name)}”" if one.why.is_of_documents else isolated(one.name)
    return name if one.why in _ONCE else f"{name} ({one.count:,})"


REST: Mapping[str, str] = {
    "decision": "decisions",
    "remark": "remarks",
    "memo": "memos",
    "release": "releases",
    "practice document": "practice documents",
    "practice result": "practice results",
    "re-code sample": "re-code samples",
    "set of documents": "sets of documents",
    "type of a field": "types of fields",
    "kept search": "kept searches",
    "pair of documents": "pairs of documents",
    "earlier version of a document": "earlier versions of documents",
}
"""What a file may hold besides codings, one and several."""


def _left(count: int, why: str, listed: str, of: str = "") -> str:
    codings = counted(count, f"coding{of} is", f"codings{of} are")
    return f"{codings} left out, since {why}: {listed}."


_SENTENCES = {
    Why.OTHERS: lambda n, coder, listed: _left(n, f"{one_or_many(n, 'it is', 'they are')} not {coder}’s", listed),
    Why.NOT_GIVEN: lambda n, coder, listed: _left(
        n, f"{one_or_many(n, 'its document was', 'their documents were')} not given to {coder}", listed
    ),
    Why.NOT_HERE: lambda n, coder, listed: (
        f"{counted(n, 'row is', 'rows are')} left out, since no text here is called as "
        f"{one_or_many(n, 'its document', 'their documents')}: {listed}."
    ),
    Why.NOT_ADDED: lambda n, coder, listed: (
        f"{counted(n, 'document')} without codings of {coder} {one_or_many(n, 'is', 'are')} not added: {listed}."
    ),
    Why.NO_LABEL: lambda n, coder, listed: _left(
        n, "the codebook has no such label (--label THEIRS=OURS says which one is meant)", listed
    ),
    Why.RETIRED: lambda n, coder, listed: _left(
        n, f"{one_or_many(n, 'its label is', 'their labels are')} retired", listed
    ),
    Why.SCOPE: lambda n, coder, listed: _left(
        n, "the label here is put on what it is not: on whole documents, or on passages", listed
    ),
    Why.NO_PLACE: lambda n, coder, listed: _left(
        n, f"no place in the text here is surely {one_or_many(n, 'its own', 'theirs')}", listed
    ),
    Why.NO_VALUE: lambda n, coder, listed: (
        f"{counted(n, 'value is', 'values are')} left out, which the codebook does not have there: {listed}."
    ),
    Why.NO_SLOT: lambda n, coder, listed: (
        f"{counted(n, 'party is', 'parties are')} left out, which the slots of the codebook do not take: {listed}."
    ),
    Why.REST: lambda n, coder, listed: f"A coder’s copy takes codings alone; left out: {listed}.",
    Why.MOVED: lambda n, coder, listed: (
        f"{counted(n, 'coding stands', 'codings stand')} where the words do in the text here, of which the file has "
        f"another reading: {listed}."
    ),
    Why.PROPOSED: lambda n, coder, listed: (
        f"{counted(n, 'actor is', 'actors are')} new, and proposed with the codings: {listed}."
    ),
    Why.UNSAID: lambda n, coder, listed: (
        f"the file does not say whose {one_or_many(n, 'its coding is', 'its codings are')}; "
        f"{one_or_many(n, 'it counts', 'they count')} as {coder}’s: {listed}."
    ),
    Why.DONE: lambda n, coder, listed: (
        f"{counted(n, 'document is', 'documents are')} called done in the file, which is said here by hand: {listed}."
    ),
    Why.OUTSIDE: lambda n, coder, listed: (
        f"{counted(n, 'coding')} of {coder} {one_or_many(n, 'lies', 'lie')} outside of what {coder} was given: "
        f"{listed}."
    ),
}
