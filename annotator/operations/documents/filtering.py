"""Filters of documents in a project: what their words name there, and which documents they let in."""

from collections.abc import Collection, Sequence

from annotator.model.coder import LayerKind
from annotator.model.document_filter import DocumentFilter, FilterNames
from annotator.model.document_row import DocumentRow
from annotator.model.document_set import DocumentSet
from annotator.model.errors import BadFilter
from annotator.model.filter_words import Term, terms_of
from annotator.model.folding import folded
from annotator.model.ids import DocumentId, LayerId, SetId
from annotator.model.wording import isolated
from annotator.operations.documents.listing import document_rows, open_cases, sees_given
from annotator.operations.people.seeing import Sight, sight
from annotator.store.project import Project


def understood(project: Project, text: str, rows: Sequence[DocumentRow] | None = None) -> DocumentFilter:
    """Return a filter that is to be matched with rows of this project.

    `rows`: all documents, where they are at hand: the sets that the filter names are filled from them. Raises
    `BadFilter` with one sentence where it cannot be understood, or asks for what there is not or what is not shown.
    """
    return _Filters(project, rows).of_text(text)


def matching(project: Project, text: str, rows: Sequence[DocumentRow] | None = None) -> tuple[DocumentId, ...]:
    """Return the documents that a filter lets in, in order; raises `BadFilter`. `rows` as in `understood`."""
    return _Filters(project, rows).matching(text)


def members(project: Project, one: DocumentSet, rows: Sequence[DocumentRow] | None = None) -> tuple[DocumentId, ...]:
    """Return the documents of a set, in order; raises `BadFilter`. `rows` as in `understood`."""
    return _Filters(project, rows).of_set(one)


def field_names(rows: Sequence[DocumentRow], project: Project) -> list[str]:
    """Return the names of all fields: those with a type in their order, then those of the documents."""
    found = dict.fromkeys(one.name for one in project.document_fields.all())
    for row in rows:
        found.update(dict.fromkeys(row.info.metadata))
    return list(found)


def terms(text: str) -> tuple[Term, ...]:
    """Return the terms of a filter, whatever they name; none of one that cannot be understood."""
    try:
        return terms_of(text)
    except BadFilter:
        return ()


class _Filters:
    """Filters of one moment, with the sets that they name."""

    def __init__(self, project: Project, rows: Sequence[DocumentRow] | None) -> None:
        self._project, self._given = project, rows
        self._fields: Collection[str] | None = None
        self._within: list[SetId] = []
        self._members: dict[SetId, tuple[DocumentId, ...]] = {}
        self._counted: list[DocumentRow] | None = None

    def of_text(self, text: str) -> DocumentFilter:
        return DocumentFilter(text, self._names())

    def matching(self, text: str) -> tuple[DocumentId, ...]:
        found = self.of_text(text)
        rows = self._rows_with_cases() if found.asks("open") else self._rows()
        return tuple(row.info.id for row in rows if found.matches(row))

    def of_set(self, one: DocumentSet) -> tuple[DocumentId, ...]:
        if one.id in self._within:
            raise BadFilter(f"The set “{isolated(one.name)}” asks for itself; change its filter.")
        if one.id not in self._members:
            if one.filter is None:
                listed = set(one.documents or ())
                self._members[one.id] = tuple(row.info.id for row in self._rows() if row.info.id in listed)
            else:
                self._within.append(one.id)
                self._members[one.id] = self.matching(one.filter)
                self._within.pop()
        return self._members[one.id]

    def _named(self, name: str) -> Collection[DocumentId]:
        wanted = folded(name.strip())
        found = next((one for one in self._project.document_sets.all() if folded(one.name) == wanted), None)
        if found is None:
            raise BadFilter(f"There is no set of documents called “{isolated(name)}” in this project.")
        return frozenset(self.of_set(found))

    def _rows(self) -> Sequence[DocumentRow]:
        if self._given is None:
            self._given = document_rows(self._project)
        return self._given

    def _rows_with_cases(self) -> Sequence[DocumentRow]:
        """Return the rows with their open cases, which are counted where nobody did."""
        if self._counted is None:
            rows = self._rows()
            if any(row.open_cases is None for row in rows):
                rows = document_rows(self._project, open_cases(self._project) or {})
            self._counted = list(rows)
        return self._counted

    def _names(self) -> FilterNames:
        # What a set asks for was right once: a field that no document has any more is none there.
        if self._fields is None and not self._within:
            self._fields = field_names(self._rows(), self._project)
        project, own = self._project, None
        if project.person is not None:
            own = next((layer.id for layer in project.layers.of_coder(project.person)), None)
        return FilterNames(
            layers=_layers(project),
            own=own,
            sees_others=sight(project, project.person) is Sight.SHOWN,
            sees_given=sees_given(project),
            fields=None if self._within else self._fields,
            members=self._named,
        )


def _layers(project: Project) -> dict[str, LayerId]:
    """Return coders' layers by their names and their coders'; of several of a coder the first has the name."""
    layers = project.layers.all(LayerKind.CODER)
    coders = {coder.id: coder.name for coder in project.coders.all()}
    by_coder = {folded(coders[one.coder]): one.id for one in reversed(layers) if one.coder in coders}
    return by_coder | {folded(one.name): one.id for one in layers}
