"""Reads the documents for the table, in the background; of a step that touched few, those alone and at once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from PySide6.QtCore import QObject, Signal

from annotator.model.coder import Layer, LayerKind, TeamRole
from annotator.model.document_field import FieldKind, TypedField
from annotator.model.document_row import DocumentRow
from annotator.model.document_set import DocumentSet
from annotator.model.errors import BadFilter, NotFound
from annotator.model.field_values import text_of_value
from annotator.model.ids import DocumentId, LayerId
from annotator.model.text_size import TextSize, size_of
from annotator.operations.agreement import recoding
from annotator.operations.documents import listing, memos, sets
from annotator.operations.documents.filtering import field_names
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress
from annotator.ui.documents.set_lines import Groups, Looks, SetMembers, grouped

_MOST_KNOWN = 200
"""So many values of a field are offered while one types."""


@dataclass(frozen=True, slots=True)
class DocumentListing:
    """All documents. `layers`: ids and names of those whose states may be seen; `fields`: names of what is known.

    `typed`: the fields that have a type; `known`: what documents say under a name, the commonest first. `sees_others`:
    whether gold, open cases and the states of others are for who looks.
    """

    rows: Sequence[DocumentRow] = ()
    layers: Sequence[tuple[LayerId, str]] = ()
    fields: Sequence[str] = ()
    typed: Sequence[TypedField] = ()
    known: Mapping[str, Sequence[str]] = field(default_factory=dict)
    gold: LayerId | None = None
    sees_others: bool = False

    @property
    def shows_due(self) -> bool:
        """Whether whoever looks has a day until which anything is to be done."""
        return any(row.due for row in self.rows)

    @property
    def numbers(self) -> frozenset[str]:
        """The fields that are numbers."""
        return frozenset(one.name for one in self.typed if one.kind is FieldKind.NUMBER)

    @property
    def choices(self) -> dict[str, Sequence[str]]:
        """What alone fields may say that are one of several; nothing for the other ones with a type."""
        return {one.name: one.choices for one in self.typed}

    @property
    def looks(self) -> Looks:
        """Whose states are seen."""
        return Looks([id for id, _ in self.layers], self.sees_others)


class ListingLoader(LatestTask):
    """`listed` carries a `DocumentListing`."""

    listed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self._of = session

    def read(self, cases: Mapping[DocumentId, int] | None) -> None:
        """Read all documents. `cases`: how many are open in each, as far as that is known."""
        own, sees = self._of.layer, self._of.may_see_others

        def work(project: Project, progress: Progress) -> DocumentListing:
            _see(project, sees)
            rows = listing.document_rows(project, cases)
            if not sees:
                rows = [_own_alone(row, own) for row in rows]
            layers, gold = _layers(project, own, sees), project.layers.gold() if sees else None
            fields, typed = field_names(rows, project), project.document_fields.all()
            return DocumentListing(rows, layers, fields, typed, _known(rows), gold.id if gold else None, sees)

        self.start(work, self.listed.emit)


class GroupLoader(LatestTask):
    """`grouped` carries what is counted of sets: it needs what the sets are now."""

    grouped = Signal(object)

    def read(self, found: DocumentListing, rows: Sequence[DocumentRow]) -> None:
        """Count how many of these documents are in which set."""
        fields = [one.name for one in found.typed if one.kind is FieldKind.CHOICE]

        def work(project: Project, progress: Progress) -> Groups:
            _see(project, found.sees_others)
            own = [_members(project, one, rows) for one in project.document_sets.all()]
            return grouped(rows, found.looks, fields, own)

        self.start(work, self.grouped.emit)


class SizeCounter(LatestTask):
    """`counted` carries how long texts are of which nobody knew it, by their hashes: once for an older file."""

    counted = Signal(object)

    def count(self) -> None:
        """Count the words of all of them."""

        def work(project: Project, progress: Progress) -> dict[str, TextSize]:
            found: dict[str, TextSize] = {}
            for some in listing.counted_sizes(project):
                found |= some
                progress(0, 0, "")
            return found

        self.start(work, self.counted.emit)


class CaseCounter(LatestTask):
    """`counted` carries how many cases are open in each document, for who may see them."""

    counted = Signal(object)

    def count(self) -> None:
        """Compare the coders, which takes long."""
        sees = self._session.may_see_others

        def work(project: Project, progress: Progress) -> dict[DocumentId, int] | None:
            _see(project, sees)
            return listing.open_cases(project, progress)

        self.start(work, self.counted.emit)


def _see(project: Project, sees: bool) -> None:
    """Let who asked to see others' work see it on this connection too: where one only reads, no step says so."""
    if sees and project.read_only and project.person is not None:
        project.show_others_to(project.person)


def _members(project: Project, one: DocumentSet, rows: Sequence[DocumentRow]) -> SetMembers:
    try:
        return SetMembers(one, frozenset(sets.documents_of(project, one, rows)))
    except BadFilter as error:
        return SetMembers(one, fault=str(error))


def _own_alone(row: DocumentRow, own: Layer | None) -> DocumentRow:
    """Return a document as who has not asked yet sees it: without what others coded."""
    states = {own.id: row.state(own.id)} if own is not None else {}
    return replace(row, states=states, gold=None, open_cases=None)


def _layers(project: Project, own: Layer | None, sees: bool) -> list[tuple[LayerId, str]]:
    """Return the layers whose states are shown: those of who codes, or one's own alone; samples stand by themselves."""
    if not sees:
        return [(own.id, own.name)] if own is not None else []
    begun = project.assignments.begun_layers()
    codes = {one.id for one in project.coders.all() if TeamRole.CODER in one.roles}
    layers = recoding.without_passes(project, project.layers.all(LayerKind.CODER))
    return [(one.id, one.name) for one in layers if one.id in begun or one.coder in codes]


def _known(rows: Iterable[DocumentRow]) -> dict[str, Sequence[str]]:
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        for name, value in row.info.metadata.items():
            if text := text_of_value(value):
                counts.setdefault(name, Counter())[text] += 1
    return {name: [text for text, _ in islice(found.most_common(), _MOST_KNOWN)] for name, found in counts.items()}


def rows_now(project: Project, before: Iterable[DocumentRow], found: DocumentListing) -> dict[str, DocumentRow]:
    """Return what is known now of documents of which this was known before; those that are gone are left out."""
    rows: dict[str, DocumentRow] = {}
    before, noted = list(before), memos.noted(project)
    ids = [row.info.id for row in before]
    given, due = listing.given_layers(project, ids), listing.own_due(project, ids)
    for row in before:
        try:
            info = project.documents.info(row.info.id)
        except NotFound:
            continue
        size = row.words, row.counted_in
        if info.text_sha256 != row.info.text_sha256:
            size = size_of(project.documents.get(info.id).text)
        states = {id: project.assignments.state(id, info.id) for id, _ in found.layers}
        gold = len(project.spans.of_document(info.id, found.gold)) if found.gold is not None else row.gold
        notes, of_whom = noted.get(info.id, 0), given.get(info.id, frozenset())
        rows[info.id] = DocumentRow(info, *size, states, gold, row.open_cases, notes, of_whom, due.get(info.id, ""))
    return rows
