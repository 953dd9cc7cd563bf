"""What `annotator documents` changes: sets, fields of the documents that are listed, and types of fields."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from annotator.cli.output import names_in
from annotator.model.document_field import FieldKind
from annotator.model.document_row import DocumentRow
from annotator.model.errors import NotAllowed, NotFound, UserError
from annotator.model.folding import folded
from annotator.model.wording import counted, isolated
from annotator.operations.documents import editing, fields, filtering, sets
from annotator.store.project import Project

Chosen = Callable[[], list[DocumentRow]]
_GUESS = "guess"


def changes_anything(wanted: Mapping[str, Any]) -> bool:
    """Whether one of the options that change something was given."""
    return any(value not in (None, ()) for value in wanted.values())


def change(project: Project, wanted: Mapping[str, Any], text: str, chosen: Chosen, may_stay: bool) -> list[str]:
    """Do what was asked for, and return what was done in sentences. `chosen`: the documents that are listed.

    Each option is a step of its own. Where one fails those before it are taken back, so that nothing is changed.
    """
    last = _last_step(project)
    try:
        return list(_changed(project, wanted, text, chosen, may_stay))
    except UserError:
        while _last_step(project) > last:
            project.undo()
        raise


def _last_step(project: Project) -> int:
    step = project.journal.next_undo()
    return step.number if step is not None else 0


def _changed(project: Project, wanted: Mapping[str, Any], text: str, chosen: Chosen, may_stay: bool) -> Iterator[str]:
    if wanted["rename_field"]:
        before, after = wanted["rename_field"]
        count = fields.rename_field(project, before, after)
        yield f"Renamed the field {isolated(before)} to {isolated(after)} in {counted(count, 'document')}."
    for given in wanted["types"]:
        yield _set_type(project, *_pair(given, "--field-type"), may_stay)
    if wanted["values"]:
        values = dict(_pair(given, "--set-field") for given in wanted["values"])
        rows = chosen()
        title = next((values.pop(name) for name in list(values) if folded(name) == editing.TITLE), None)
        new = {name: editing.typed_value(project, value, rows, name) for name, value in values.items()}
        count = editing.change_documents(project, [row.info.id for row in rows], title, new)
        yield f"Changed {counted(count, 'document')} of {len(rows):,} that are listed."
    yield from _change_sets(project, wanted, text, chosen)


def _change_sets(project: Project, wanted: Mapping[str, Any], text: str, chosen: Chosen) -> Iterator[str]:
    if wanted["rename_set"]:
        name, new = wanted["rename_set"]
        found = sets.rename_set(project, sets.set_named(project, name).id, new)
        yield f"The set is called {isolated(found.name)}."
    if wanted["remove_set"] is not None:
        found = sets.set_named(project, wanted["remove_set"])
        sets.remove_set(project, found.id)
        yield f"Removed the set {isolated(found.name)}; its documents stay."
    if wanted["save_set"] is not None:
        yield _saved(project, wanted["save_set"], filter=text)
    if wanted["save_list"] is not None:
        yield _saved(project, wanted["save_list"], documents=[row.info.id for row in chosen()])


def _saved(project: Project, name: str, **content: Any) -> str:
    there = next((one for one in project.document_sets.all() if folded(one.name) == folded(name.strip())), None)
    if there is not None:
        kept = sets.change_set(project, there.id, **content)
    else:
        kept = sets.make_set(project, name, **content)
    count = counted(len(sets.documents_of(project, kept)), "document")
    return f"The set {isolated(kept.name)} has {count}."


def _pair(given: str, option: str) -> tuple[str, str]:
    name, sign, value = given.partition("=")
    if not sign or not name.strip():
        raise NotAllowed(f"“{isolated(given)}” says no field and value; write {option} place=Beijing.")
    return name.strip(), value.strip()


def _set_type(project: Project, name: str, said: str, may_stay: bool) -> str:
    there = fields.field_named(project, name)
    if not said:
        fields.remove_field(project, name)
        return f"The field {isolated(name)} has no type any more."
    if said.casefold() == _GUESS:
        found = fields.suggested(project, name)
        kind, choices = found.kind, list(found.choices)
    else:
        kind, choices = _kind(said)
    if there is None:
        made = fields.define_field(project, name, kind, choices, may_stay)
    else:
        made = fields.change_field(project, there.id, kind, choices, may_stay)
    named = f": {', '.join(map(isolated, made.choices))}" if made.choices else ""
    return f"The field {isolated(made.name)} is a {made.kind.value}{named}."


def _kind(said: str) -> tuple[FieldKind, list[str]]:
    word, _, choices = said.partition(":")
    kind = next((one for one in FieldKind if one == word.strip().casefold()), None)
    if kind is None:
        raise NotFound(f"There is no type “{isolated(word)}”; the types are: {', '.join((*FieldKind, _GUESS))}.")
    return kind, names_in(choices) or [] if choices else []


def types_and_misfits(
    project: Project, rows: Sequence[DocumentRow]
) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """Return the fields with their types, and the values that do not fit, as records."""
    types = []
    for name in filtering.field_names(rows, project):
        typed = fields.field_named(project, name)
        count = sum(any(folded(key) == folded(name) for key in row.info.metadata) for row in rows)
        kind, choices = (typed.kind.value, list(typed.choices)) if typed else (None, [])
        types.append({"name": name, "kind": kind, "choices": choices, "documents": count})
    misfits = [
        {"title": one.title, "field": one.field, "value": one.value, "why": one.why}
        for one in fields.all_misfits(project)
    ]
    return types, misfits
