"""Passages by what they say, or are said in: label, who speaks and to whom, values, coder, fields of documents.

One list for grouping lines, for the rows and columns of counts, and for the searches behind their cells: each group has
the term that finds its passages, so that what a cell counts is what its search finds.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from annotator.acts.acts import Act, Filling
from annotator.acts.dyads import date_of, roles_of, speaker_of
from annotator.model.document import DocumentInfo
from annotator.model.errors import BadSearch
from annotator.model.filter_words import FilterSign, Term
from annotator.model.folding import folded
from annotator.model.ids import DocumentId
from annotator.model.span import Span
from annotator.model.value_forms import told_in
from annotator.model.wording import isolated, word_list
from annotator.operations.documents.filtering import field_names
from annotator.operations.documents.grouping import grouped_by
from annotator.operations.documents.listing import document_rows
from annotator.operations.documents.sets import built_in, filled
from annotator.operations.passages.finding import PassageLine
from annotator.operations.passages.names import SearchNames
from annotator.operations.passages.reading import codings_of
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class PassageGroup:
    """What some passages have in common. `name`: empty where they say nothing; `search`: the term that finds them."""

    name: str
    search: str


UNCODED = PassageGroup("", "")
"""Where words stand: that says nothing of labels, parties and coders, whether something is coded there or not."""


class PassageGrouping(ABC):
    """A way to group passages. `key`: as one asks for it; `name`: as it is shown.

    `order`: the groups in the order in which they are shown, those known before; others stand behind by number.
    """

    def __init__(self, key: str, name: str) -> None:
        self.key, self.name = key, name
        self.order: tuple[PassageGroup, ...] = ()

    @abstractmethod
    def groups(self, lines: Sequence[PassageLine]) -> list[tuple[PassageGroup, ...]]:
        """Return for each passage in which groups it is: in several where it says several things."""


class PlaceGrouping(PassageGrouping):
    """By what a line itself says, so that no coding has to be read.

    `hangs_on`: which of “document”, “layer” and “label” says the group; `of`: which one it is by that, None where words
    stand that say nothing of it.
    """

    def __init__(
        self, key: str, name: str, hangs_on: str, of: Callable[[str | None], tuple[PassageGroup, ...]]
    ) -> None:
        super().__init__(key, name)
        self.hangs_on, self.of = hangs_on, of

    def groups(self, lines: Sequence[PassageLine]) -> list[tuple[PassageGroup, ...]]:
        return [self.of(id) for id in map(attrgetter(self.hangs_on), lines)]


_Says = Callable[[Span, Act | None, DocumentInfo], Iterable[PassageGroup]]


class _ByCoding(PassageGrouping):
    """By what a coding says; words that are no coding say nothing."""

    def __init__(
        self,
        key: str,
        name: str,
        names: SearchNames,
        said: Callable[[Span, Act | None, DocumentInfo], Iterable[PassageGroup]],
    ) -> None:
        super().__init__(key, name)
        self._names, self._said = names, said
        self._infos = {info.id: info for info in names.project.documents.all()}
        self._nothing = PassageGroup("", str(Term("", key, is_any=True, is_not=True)))

    def groups(self, lines: Sequence[PassageLine]) -> list[tuple[PassageGroup, ...]]:
        codings = codings_of(self._names.project, self._names.codebook, lines)
        found = []
        for line in lines:
            coding = codings.get(line.span) if line.span is not None else None
            said = self._said(*coding, self._infos[line.document]) if coding is not None else ()
            nothing = self._nothing if line.span is not None else UNCODED
            found.append(tuple(dict.fromkeys(said)) or (nothing,))
        return found


@dataclass(frozen=True, slots=True)
class GroupField:
    """One may group by this."""

    key: str
    name: str


def fields(project: Project) -> list[GroupField]:
    """Return by what one may group and count, in the order in which it is offered."""
    names = SearchNames(project)
    attributes = {one.id: one.name for label in names.codebook.labels for one in label.attributes}
    found = [GroupField(key, name) for key, (name, _) in _OWN.items()]
    found += [GroupField(id, name) for id, name in attributes.items() if id not in _OWN]
    there = {one.key for one in found}
    rows = document_rows(project)
    return found + [GroupField(name, name) for name in field_names(rows, project) if folded(name) not in there]


def grouping(project: Project, key: str) -> PassageGrouping:
    """Return the way to group by a label, a party, an attribute, or a field of documents; raises `BadSearch`."""
    names = SearchNames(project)
    wanted = folded(key.strip())
    if wanted in _OWN:
        name, makes = _OWN[wanted]
        return makes(wanted, name, names)
    attributes = names.attributes(key)
    if attributes:
        return _by_attribute(names, key)
    rows = document_rows(project)
    known = next((one for one in field_names(rows, project) if folded(one.strip()) == wanted), None)
    if known is None:
        there = word_list([f"“{isolated(one.key)}”" for one in fields(project)], "or")
        raise BadSearch(f"Nothing is called “{isolated(key)}” by which passages could be grouped; it may be {there}.")
    found = [(PassageGroup(one.name, one.filter), one.documents) for one in grouped_by(project, known, rows)]
    return _by_documents(known, known, found)


def _by_documents(key: str, name: str, found: Iterable[tuple[PassageGroup, Iterable[DocumentId]]]) -> PassageGrouping:
    of: dict[str | None, tuple[PassageGroup, ...]] = {}
    order = []
    for group, documents in found:
        order.append(group)
        for id in documents:
            of[id] = (*of.get(id, ()), group)
    nothing = (PassageGroup("", str(Term("", key))),)
    made = PlaceGrouping(key, name, "document", lambda document: of.get(document, nothing))
    made.order = tuple(order)
    return made


def _by_label(key: str, name: str, names: SearchNames) -> PassageGrouping:
    groups: dict[str | None, PassageGroup] = {
        label.id: PassageGroup(label.name, str(Term(label.id, "label", FilterSign.IS)))
        for label in names.codebook.labels
    }
    made = PlaceGrouping(key, name, "label", lambda label: (groups.get(label, UNCODED),))
    made.order = tuple(groups.values())
    return made


def _by_coder(key: str, name: str, names: SearchNames) -> PassageGrouping:
    groups: dict[str | None, PassageGroup] = {
        layer.id: PassageGroup(layer.name, str(Term(layer.name, "coder"))) for layer in names.layers
    }
    made = PlaceGrouping(key, name, "layer", lambda layer: (groups.get(layer, UNCODED),))
    made.order = tuple(groups.values())
    return made


def _by_party(number: int, by_state: bool) -> Callable[[str, str, SearchNames], PassageGrouping]:
    """Group by who speaks, or is spoken to; by state: offices and people with theirs on the day."""

    def made(key: str, name: str, names: SearchNames) -> PassageGrouping:
        asked = "by" if number == 0 else "to"
        spelt: dict[str, str] = {}

        def group(filling: Filling, info: DocumentInfo) -> PassageGroup:
            day = date_of(info.metadata)
            actor = names.known.get(filling.actor) if filling.actor else None
            words = filling.quote
            if filling.value == "document" and actor is None:
                side = speaker_of(info.metadata, names.known)
                actor, words = side.actor, side.text
            if actor is not None and by_state and (state := names.known.state_of(actor, day)) is not None:
                return PassageGroup(state.name, str(Term(state.name, asked)))
            if actor is not None:
                return PassageGroup(actor.name, str(Term(actor.name, asked, FilterSign.IS)))
            text = " ".join(words.split()) or str(filling.value or "")
            text = spelt.setdefault(folded(text), text)
            return PassageGroup(text, str(Term(text, asked, FilterSign.IS)))

        def said(span: Span, act: Act | None, info: DocumentInfo) -> Iterable[PassageGroup]:
            role = roles_of(act.label)[number] if act is not None else None
            some = act.of(role.id) if act is not None and role is not None else ()
            return [one for one in (group(filling, info) for filling in some) if one.name]

        return _ByCoding(asked, name, names, said)

    return made


def _by_attribute(names: SearchNames, key: str) -> PassageGrouping:
    attributes = names.attributes(key)
    one = next(iter(attributes.values()))
    values = dict.fromkeys(value for attribute in attributes.values() for value in attribute.values)

    def group(value: str) -> PassageGroup:
        return PassageGroup(value, str(Term(value, one.id, FilterSign.IS)))

    def said(span: Span, act: Act | None, info: DocumentInfo) -> Iterable[PassageGroup]:
        attribute = attributes.get(span.label)
        value = span.attributes.get(attribute.id) if attribute is not None else None
        return [] if value is None else map(group, told_in(value))

    made = _ByCoding(one.id, one.name, names, said)
    made.order = tuple(map(group, values))
    return made


def _by_title(key: str, name: str, names: SearchNames) -> PassageGrouping:
    """Those whose titles are the same but for case and accents are one: a search cannot tell them apart."""
    titles: dict[str, str] = {}
    found: dict[str, list[DocumentId]] = {}
    for info in names.project.documents.all():
        titles.setdefault(folded(info.title.strip()), info.title)
        found.setdefault(folded(info.title.strip()), []).append(info.id)
    groups = [(PassageGroup(titles[one], str(Term(titles[one], "title", FilterSign.IS))), found[one]) for one in found]
    return _by_documents(key, name, groups)


def _by_date(length: int) -> Callable[[str, str, SearchNames], PassageGrouping]:
    def made(key: str, name: str, names: SearchNames) -> PassageGrouping:
        found: dict[str, list[DocumentId]] = {}
        for id, metadata in names.project.documents.metadata():
            found.setdefault(date_of(metadata)[:length], []).append(id)
        groups = [(PassageGroup(date, str(Term(date, "date"))), found[date]) for date in sorted(found) if date]
        return _by_documents(
            "date", name, [*groups, *([(PassageGroup("", "date:"), found[""])] if "" in found else [])]
        )

    return made


def _by_set(key: str, name: str, names: SearchNames) -> PassageGrouping:
    # Those that every project has are asked for by what they ask for: they are no sets of the project by name.
    asked = {one.name: one.filter for one in built_in(names.project) if one.filter}
    own = {one.name for one in names.project.document_sets.all()}
    sets = [
        (PassageGroup(one, str(Term(one, "set")) if one in own else asked[one]), ids)
        for one, ids in filled(names.project)
    ]
    return _by_documents(key, name, sets)


_OWN: dict[str, tuple[str, Callable[[str, str, SearchNames], PassageGrouping]]] = {
    "label": ("Label", _by_label),
    "by": ("Who speaks", _by_party(0, by_state=False)),
    "by-state": ("Who speaks, by state", _by_party(0, by_state=True)),
    "to": ("To whom", _by_party(1, by_state=False)),
    "to-state": ("To whom, by state", _by_party(1, by_state=True)),
    "coder": ("Coder", _by_coder),
    "document": ("Document", _by_title),
    "year": ("Year", _by_date(4)),
    "month": ("Month", _by_date(7)),
    "set": ("Set", _by_set),
}
