"""A bundle of another origin beside a project: which of its labels and people are which here, as a proposal.

Whoever imports sees the proposal and may say otherwise. Documents come together by their text, actors by id, codes and
name; labels by id, then name, then, proposed alone, by a name that is nearly the same; people by id, and asked by name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.model.bundle import Bundle
from annotator.model.codebook import Codebook, Label
from annotator.model.coder import Coder, LayerKind
from annotator.model.ids import CoderId, LabelId
from annotator.model.names import tidied
from annotator.model.wording import isolated

_NEARLY = 85
"""From this likeness of two names on (of 100, by Levenshtein's distance) they are proposed as one label."""


class Sameness(StrEnum):
    """Why two are taken for the same."""

    ID = "the same id"
    NAME = "the same name"
    SIMILAR = "nearly the same name"
    NEW = "new"
    SAID = "as you said"


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """A label of the bundle, and which one it is here; None: a new one."""

    theirs: Label
    ours: LabelId | None
    by: Sameness


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """Somebody of the bundle, and who it is here; None: somebody new."""

    theirs: Coder
    ours: CoderId | None
    by: Sameness


@dataclass(frozen=True, slots=True)
class Matched:
    """What whoever imports says: which labels and people of the bundle are which here, None for new ones.

    What is not named is found by id and name. `made`: the labels of theirs that became new ones with an earlier file.
    """

    labels: Mapping[str, LabelId | None] = field(default_factory=dict)
    people: Mapping[str, CoderId | None] = field(default_factory=dict)
    made: frozenset[str] = frozenset()

    def after(self, labels: Mapping[str, LabelId], people: Mapping[str, CoderId]) -> "Matched":
        """Return what is said of the next file: what was new in this one is here by now, under these ids."""
        new = (id for id, ours in self.labels.items() if ours is None and id in labels)
        return Matched(
            {id: labels.get(id) if ours is None else ours for id, ours in self.labels.items()},
            {id: people.get(id) if ours is None else ours for id, ours in self.people.items()},
            self.made.union(new),
        )


def match_labels(ours: Codebook, theirs: Codebook, said: Matched | None = None) -> list[LabelMatch]:
    """Return which label of ours each of theirs is, in their order; no two of theirs are the same one."""
    found: dict[str, LabelMatch] = {}
    wanted = said.labels if said is not None else {}
    for label in theirs.labels:
        if label.id in wanted:
            found[label.id] = LabelMatch(label, wanted[label.id], Sameness.SAID)
        elif ours.get(label.id) is not None:
            found[label.id] = LabelMatch(label, label.id, Sameness.ID)
    for by, alike in ((Sameness.NAME, _same_name), (Sameness.SIMILAR, _nearly)):
        for label in theirs.labels:
            taken = {one.ours for one in found.values()}
            free = [one for one in ours.labels if one.id not in taken and one.scope == label.scope]
            if label.id not in found and (same := alike(label, free)) is not None:
                found[label.id] = LabelMatch(label, same, by)
    return [found.get(label.id) or LabelMatch(label, None, Sameness.NEW) for label in theirs.labels]


def _same_name(label: Label, among: Iterable[Label]) -> LabelId | None:
    name = label.name.casefold()
    return next((one.id for one in among if one.name.casefold() == name), None)


def _nearly(label: Label, among: Iterable[Label]) -> LabelId | None:
    from rapidfuzz import fuzz  # noqa: PLC0415  (asked for seldom, and dear to load at the start)

    likeness = {one.id: fuzz.ratio(one.name.casefold(), label.name.casefold()) for one in among}
    best = max(likeness, key=lambda id: likeness[id], default=None)
    return best if best is not None and likeness[best] >= _NEARLY else None


def match_people(here: Iterable[Coder], theirs: Iterable[Coder], said: Matched | None = None) -> list[PersonMatch]:
    """Return who of ours each of theirs is: by id, else by name, which is to be asked."""
    known = list(here)
    ids, names = {one.id: one for one in known}, {one.name.casefold(): one for one in known}
    wanted = said.people if said is not None else {}
    return list(_people(ids, names, theirs, wanted))


def _people(
    ids: Mapping[CoderId, Coder],
    names: Mapping[str, Coder],
    theirs: Iterable[Coder],
    wanted: Mapping[str, CoderId | None],
) -> Iterator[PersonMatch]:
    for one in theirs:
        if one.id in wanted:
            yield PersonMatch(one, wanted[one.id], Sameness.SAID)
        elif one.id in ids:
            yield PersonMatch(one, one.id, Sameness.ID)
        elif (same := names.get((tidied(one.name) or one.pseudonym).casefold())) is not None:
            yield PersonMatch(one, same.id, Sameness.NAME)
        else:
            yield PersonMatch(one, None, Sameness.NEW)


@dataclass(frozen=True, slots=True)
class ForeignOrigin:
    """What a bundle from elsewhere has, beside the project. `is_other`: its codebook was never one of ours.

    `is_own`: the project is a coder's copy, into which nothing comes but what is theirs, under labels that are here.
    """

    is_other: bool
    labels: tuple[LabelMatch, ...] = ()
    people: tuple[PersonMatch, ...] = ()
    is_own: bool = False

    def open_labels(self) -> list[LabelMatch]:
        """Return the labels of which whoever imports may say otherwise: none of a copy of the same project."""
        return [one for one in self.labels if self.is_other]

    def open_people(self) -> list[PersonMatch]:
        """Return the people who are not known by their ids."""
        return [one for one in self.people if one.by is not Sameness.ID]

    @property
    def asks(self) -> bool:
        """Whether there is something that whoever imports should see before it is done."""
        labels = any(one.by is not Sameness.ID for one in self.open_labels())
        is_nobodys = self.is_own and bool(self.people) and all(one.ours is None for one in self.people)
        return labels or is_nobodys or any(one.by is Sameness.NAME for one in self.people)


def origin_of(
    bundle: Bundle, ours: Codebook, here: Iterable[Coder], is_known: bool, said: Matched, whose: str | None = None
) -> ForeignOrigin:
    """Return what is to be seen of a bundle before it is imported; `is_known`: its codebook is or was one of ours.

    `whose`: who coded it, where the caller says so; nobody is asked about then.
    """
    labels = () if is_known else match_labels(ours, bundle.codebook, said)
    coding = {layer.coder for layer in bundle.layers if layer.kind is LayerKind.CODER} if whose else set()
    theirs = [one for one in bundle.coders if one.id not in coding]
    return ForeignOrigin(not is_known, tuple(labels), tuple(match_people(here, theirs, said)))


def label_said(match: LabelMatch, ours: Codebook, is_own: bool = False) -> str:
    """Return which label one of theirs is: “Party → Actor (the same name)”. `is_own`: none is made new."""
    name = isolated(" ".join(match.theirs.name.split()))
    known = ours.get(match.ours) if match.ours is not None else None
    if is_own and (known is None or match.by is Sameness.SIMILAR):
        near = f"; “{isolated(known.name)}” has nearly the same name (--label takes it for that)" if known else ""
        return f"{name} → left out{near}"
    if known is not None and match.by is Sameness.SIMILAR:
        return f"{name} → a new label; “{isolated(known.name)}” has nearly the same name (--label takes it for that)"
    return f"{name} → {isolated(known.name) if known else 'a new label'} ({match.by})"


def person_said(match: PersonMatch, here: Mapping[CoderId, str], is_own: bool = False) -> str:
    """Return who somebody of theirs is: “Ana → Ana (the same name)”. `is_own`: what is nobody's here is left out."""
    if is_own and match.ours is None:
        return f"{isolated(match.theirs.name)} → left out (--person says whose it is)"
    name = here.get(match.ours, match.ours) if match.ours is not None else None
    return f"{isolated(match.theirs.name)} → {isolated(name) if name else 'somebody new'} ({match.by})"
