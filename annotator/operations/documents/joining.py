"""A table joined to the documents: what would change is computed first, and done as one step that can be undone."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from annotator.model.document import DocumentInfo
from annotator.model.document_field import FieldKind, TypedField, misfit
from annotator.model.errors import BadFile, FewMatched, NotAllowed
from annotator.model.field_values import texts_of
from annotator.model.folding import folded
from annotator.model.joining.keys import cell_words, file_form, key_form
from annotator.model.joining.matching import JoinKey, JoinMatches, MetadataTable, match
from annotator.model.joining.proposing import KeyProposal, proposals
from annotator.model.joining.saying import said_key
from annotator.model.joining.taking import (
    TITLE,
    ChangeKind,
    FieldChange,
    Fit,
    TakenColumn,
    changes_of,
    columns_offered,
    with_changes,
)
from annotator.model.names import tidied
from annotator.model.verbs.documents import JoinTable
from annotator.model.wording import counted, word_list
from annotator.operations.documents.join_dates import with_iso_dates
from annotator.operations.documents.join_key_words import few_words
from annotator.operations.progress import Progress, silent
from annotator.readers.dates.drafts import DATE
from annotator.readers.field_map import FieldSeen
from annotator.readers.field_proposals import proposed
from annotator.readers.metadata_table import read_metadata_table
from annotator.store.project import Project
from annotator.store.sittings import open_files

_MOST_SHEETS = 5
_LOOKED_AT, _EXAMPLES = 50, 3


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """What is to be joined, and how. `taken`: which columns become which fields."""

    table: MetadataTable
    key: JoinKey
    taken: tuple[TakenColumn, ...]
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class JoinPlan:
    """What a join would do. `documents`: all of the project, to which the places in `matches` and `changes` point.

    `few`: that something would change and the key finds less than can have been meant, as `few_words` says it; else "".
    """

    request: JoinRequest
    documents: tuple[DocumentInfo, ...]
    matches: JoinMatches
    changes: tuple[FieldChange, ...]
    few: str = ""

    @property
    def written(self) -> dict[int, list[FieldChange]]:
        """What would be written, by the places of the documents."""
        found: dict[int, list[FieldChange]] = defaultdict(list)
        for change in self.changes:
            if change.is_write:
                found[change.document].append(change)
        return dict(found)

    @property
    def counts(self) -> Counter[ChangeKind]:
        """How many cells there are of each kind of change."""
        return Counter(one.kind for one in self.changes)


@dataclass(frozen=True, slots=True)
class JoinOffer:
    """A table as it is first shown: keys that it offers, the best first, and the columns with their fields."""

    table: MetadataTable
    proposals: tuple[KeyProposal, ...]
    taken: tuple[TakenColumn, ...]
    documents: tuple[DocumentInfo, ...]


def read_table(path: Path, sheet: str = "", encoding: str = "") -> MetadataTable:
    """Return the table in a file; raises `BadFile` or `NotFound`."""
    if open_files.is_open(path):
        raise BadFile(path.name, "it is the project that is open", "choose a table")
    return read_metadata_table(path, sheet, encoding)


def offer(project: Project, path: Path, sheet: str = "", encoding: str = "", progress: Progress = silent) -> JoinOffer:
    """Return a table with the keys that it offers; of a workbook without `sheet` the one that fits best."""
    documents = project.documents.all()
    first = read_table(path, sheet, encoding)
    others = [read_table(path, name, encoding) for name in first.sheets[1:_MOST_SHEETS] if not sheet]
    offers = [_offer(project, documents, table, progress) for table in (first, *others)]
    return max(offers, key=lambda one: one.proposals[0].matched if one.proposals else 0)


def _offer(project: Project, documents: Sequence[DocumentInfo], table: MetadataTable, progress: Progress) -> JoinOffer:
    found = proposals(documents, table, _heartbeat(progress))
    _refuse_headless(documents, table)
    taken = _taken(project, documents, table, found[0].key if found else None)
    return JoinOffer(table, tuple(found), taken, tuple(documents))


def _known_fields(project: Project, table: MetadataTable, rows: Sequence[int]) -> dict[str, str]:
    """Return fields by the folded names of columns: as an import proposes them, and those that have a type."""
    seen = [FieldSeen(column, _examples(table, column, rows)) for column in table.columns]
    known = {key_form(column): field for column, field in proposed(seen).pairs}
    return known | {key_form(one.name): one.name for one in project.document_fields.all()}


def _examples(table: MetadataTable, column: str, rows: Sequence[int]) -> tuple[str, ...]:
    cells = table.cells(column)
    said = (cell_words(cells[row]) for row in rows or range(len(cells)))
    return tuple(islice(dict.fromkeys(islice((one for one in said if one), _LOOKED_AT)), _EXAMPLES))


def _heartbeat(progress: Progress) -> Callable[[], None]:
    return lambda: progress(0, 0, "Looking for what rows and documents have in common")


def _refuse_headless(documents: Sequence[DocumentInfo], table: MetadataTable) -> None:
    """Raise `BadFile` where the row that should name the columns names a document."""
    named = {form for one in documents for form in (file_form(one.source), key_form(one.title)) if form}
    for column in table.columns:
        if file_form(column) in named and len(key_form(column)) > 3:
            problem = f"its first row, which should name the columns, names a document (“{column}”)"
            raise BadFile(table.name, problem, "put a row above it that says how the columns are called")


def columns_for(project: Project, table: MetadataTable, key: JoinKey) -> tuple[TakenColumn, ...]:
    """Return the columns that a table offers by another key than the one that was proposed first."""
    return _taken(project, project.documents.all(), table, key)


def _taken(
    project: Project, documents: Sequence[DocumentInfo], table: MetadataTable, key: JoinKey | None
) -> tuple[TakenColumn, ...]:
    # What tells nothing of these documents is not worth taking, whatever it tells of others.
    rows = [row for _, row in match(documents, table, key).pairs] if key is not None else []
    return tuple(columns_offered(documents, table, key, _known_fields(project, table, rows), rows))


def key_said(
    project: Project, table: MetadataTable, said: Sequence[str], pattern: str = "", shared: bool = False
) -> JoinKey:
    """Return the key that a person said; see `said_key`. Raises `NotFound` or `NotAllowed`."""
    return said_key(project.documents.all(), table, said, pattern, shared)


def plan(project: Project, request: JoinRequest, progress: Progress = silent) -> JoinPlan:
    """Return what a join would do; raises `NotAllowed` for a key or columns that cannot be joined by."""
    _refuse_columns(request)
    documents = tuple(project.documents.all())
    progress(0, 3, "Matching rows and documents")
    matches = match(documents, request.table, request.key)
    progress(1, 3, "Comparing what is known with what the table says")
    dates = {DATE, *(folded(one.name) for one in project.document_fields.all() if one.kind is FieldKind.DATE)}
    table, taken = with_iso_dates(request.table, request.taken, [row for _, row in matches.pairs], dates)
    changes = changes_of(documents, table, matches.pairs, taken, request.overwrite, fitting(project))
    is_any = any(one.is_write for one in changes)
    few = few_words(documents, request.table, request.key, matches) if is_any else ""
    progress(3, 3, "")
    return JoinPlan(request, documents, matches, tuple(changes), few)


def fitting(project: Project) -> Fit:
    """Return what says of a value how a field keeps it, or raises `ValueError` with the reason why it cannot."""
    typed = {folded(one.name): one for one in project.document_fields.all()}

    def fit(field: str, value: Any) -> Any:
        if field == TITLE:
            if not (title := tidied(str(value))):
                raise ValueError("A title needs characters that can be seen.")
            return title
        kind = typed.get(folded(field))
        return value if kind is None else _fitted(kind, value)

    return fit


def _fitted(field: TypedField, value: Any) -> Any:
    for text in texts_of(value):
        if why := misfit(field, text):
            raise ValueError(why)
    # One of several is written as the project has it.
    return next(
        (one for one in field.choices if isinstance(value, str) and folded(one) == folded(value.strip())), value
    )


def _refuse_columns(request: JoinRequest) -> None:
    fields = Counter(folded(one.field) for one in request.taken)
    if twice := next((one.field for one in request.taken if fields[folded(one.field)] > 1), ""):
        columns = word_list(f"“{one.column}”" for one in request.taken if folded(one.field) == folded(twice))
        raise NotAllowed(f"{columns} cannot all become the field “{twice}”; give one of them another name.")
    for one in request.taken:
        request.table.cells(one.column)
        if not tidied(one.field):
            raise NotAllowed(f"The field that “{one.column}” becomes needs a name.")


def join(project: Project, request: JoinRequest, progress: Progress = silent, few_are_meant: bool = False) -> JoinPlan:
    """Do what `plan` says of the project as it is now, in one step, and return it; where nothing changes there is none.

    Raises `FewMatched` where the key finds less than can have been meant, unless somebody said that these are.
    `Cancelled` leaves the project unchanged.
    """
    with project.transact(JoinTable(file=request.table.name)) as step:
        done = plan(project, request, progress)
        of_document = done.written
        if done.few and not few_are_meant:
            raise FewMatched(done.few, len(of_document))
        progress(0, 0, f"Writing {counted(len(of_document), 'document')}")
        infos = {place: done.documents[place] for place in of_document}
        project.documents.change_many(
            {info.id: with_changes(info, of_document[place]) for place, info in infos.items()}
        )
        counts = done.counts
        step.verb = JoinTable(
            file=request.table.name,
            documents=tuple(info.id for info in infos.values()),
            filled=counts[ChangeKind.NEW],
            changed=counts[ChangeKind.CHANGED],
        )
    return done
