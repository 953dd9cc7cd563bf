"""What is known of documents, changed for one or for thousands as one step."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from annotator.model.document import DocumentInfo, Metadata
from annotator.model.document_field import FieldKind, misfit
from annotator.model.document_row import DocumentRow
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.field_values import number_in, texts_of
from annotator.model.folding import folded
from annotator.model.ids import DocumentId
from annotator.model.names import usable_name
from annotator.model.verbs import documents as verbs
from annotator.model.verbs.verb import Verb
from annotator.store.project import Project
from annotator.store.rows.rows import to_json

_FEW = 100
TITLE = "title"
"""What the history calls the title among the fields."""


def change_documents(
    project: Project,
    ids: Iterable[DocumentId],
    title: str | None = None,
    fields: Mapping[str, Any] | None = None,
) -> int:
    """Give documents another title or other values of fields (None: none any more); return how many are others then.

    One undoable step, in which only what differs is written; nothing is one where nothing does. Raises `NotAllowed` for
    a value that does not fit its field's type, `NotFound` for a document that is gone; nothing is changed then.
    """
    wanted = {_usable_field(name): value for name, value in (fields or {}).items()}
    _refuse_misfits(project, wanted)
    new_title = None if title is None else usable_name(title, "document", "title")
    ids = list(dict.fromkeys(ids))
    there = _infos(project, ids)
    changed: dict[DocumentId, tuple[str, Metadata]] = {}
    touched: set[str] = set()
    for id in ids:
        if id not in there:
            raise NotFound("A document that is to be changed is not in this project any more; nothing was changed.")
        values, names = _changed(there[id], new_title, wanted)
        if names:
            changed[id] = values
            touched |= names
    if changed:
        with project.transact(verb_of(list(changed), touched)):
            project.documents.change_many(changed)
    return len(changed)


def _infos(project: Project, ids: Sequence[DocumentId]) -> dict[DocumentId, DocumentInfo]:
    """Return those of the documents that there are; a few are read alone, since a cell of a table is changed often."""
    if len(ids) > _FEW:
        return {info.id: info for info in project.documents.all()}
    found: dict[DocumentId, DocumentInfo] = {}
    for id in ids:
        with suppress(NotFound):
            found[id] = project.documents.info(id)
    return found


def typed_value(project: Project, text: str, rows: Sequence[DocumentRow], name: str) -> Any:
    """Return what somebody typed as the documents have it: a list or a number where one was; None for nothing.

    `rows`: the documents that are to have it.
    """
    kept = " ".join(text.split())
    if not kept:
        return None
    before = [value for row in rows for key, value in row.info.metadata.items() if folded(key) == folded(name)]
    if any(isinstance(value, list) for value in before):
        return [part.strip() for part in kept.split(";") if part.strip()]
    is_number = any(isinstance(value, int | float) and not isinstance(value, bool) for value in before)
    typed = next((one for one in project.document_fields.all() if folded(one.name) == folded(name)), None)
    number = number_in(kept)
    if number is None or not (is_number or (typed is not None and typed.kind is FieldKind.NUMBER)):
        return kept
    return int(kept) if kept.lstrip("+-").isdecimal() else number


def verb_of(documents: list[DocumentId], names: set[str]) -> Verb:
    """Return what is done: to one document, or to several; one thing by its name."""
    field = next(iter(names)) if len(names) == 1 else None
    if len(documents) == 1:
        return verbs.ChangeDocument(document=documents[0], field=field)
    return verbs.ChangeDocuments(documents=tuple(documents), field=field)


def _changed(info: DocumentInfo, title: str | None, fields: Mapping[str, Any]) -> tuple[tuple[str, Metadata], set[str]]:
    """Return title and metadata as they are to be, and the names of what is another."""
    metadata, names = dict(info.metadata), set[str]()
    for name, value in fields.items():
        # A field is the same in whatever case: “Date” is not a second one beside “date”.
        key = next((one for one in metadata if one == name), None) or next(
            (one for one in metadata if folded(one) == folded(name)), name
        )
        if value is None:
            if key in metadata:
                del metadata[key]
                names.add(name)
        elif key not in metadata or to_json(metadata[key]) != to_json(value):
            metadata[key] = value
            names.add(name)
    if title is not None and title != info.title:
        names.add(TITLE)
    return (title or info.title, metadata), names


def _usable_field(name: str) -> str:
    return usable_name(name, "field")


def _refuse_misfits(project: Project, wanted: Mapping[str, Any]) -> None:
    typed = {folded(one.name): one for one in project.document_fields.all()}
    for name, value in wanted.items():
        field = typed.get(folded(name))
        # Of a list each by itself.
        said = next(filter(None, (misfit(field, text) for text in texts_of(value))), "") if field is not None else ""
        if said:
            raise NotAllowed(f"{said} Nothing was changed.")
        to_json(value)
