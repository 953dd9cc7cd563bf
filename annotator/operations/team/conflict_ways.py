"""How a choice is written: what each way to settle a conflict does to the project, within the open step."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from annotator.model.codebook import Codebook
from annotator.model.errors import NotAllowed
from annotator.model.ids import CodebookVersionId, CoderId, DocumentId, LayerId
from annotator.operations.codebook.joining_versions import join_versions
from annotator.operations.documents import documents
from annotator.operations.people import merging, people
from annotator.operations.recycle_bin import removing
from annotator.store.chain.table_rules import RULES
from annotator.store.history.open_step import OpenStep
from annotator.store.project import Project
from annotator.store.schema.tables import Table


def write(
    table: Table, row: str, values: Mapping[str, Any], columns: Sequence[str], project: Project, step: OpenStep
) -> None:
    """Let columns of a row be as one of the versions has them."""
    project.decided_rows.write(table, row, values)
    step.restate(table, row, columns)


def restate(table: Table, row: str, columns: Sequence[str], project: Project, step: OpenStep) -> None:
    """Let columns of a row be as they are shown."""
    step.restate(table, row, columns)


def join(codebook: Codebook, parents: tuple[CodebookVersionId, ...], project: Project, step: OpenStep) -> None:
    """Save a codebook in which several versions come together."""
    join_versions(project, codebook, parents)


def drop(table: Table, row: str, project: Project, step: OpenStep) -> None:
    """Let a row go: a coding with the slots in which it stands; what others hang on, into the recycle bin."""
    rows = project.decided_rows
    if table is Table.SPANS:
        for link in {*rows.slots_of(row), *(one.id for one in project.links.of_spans([row]))}:
            rows.drop(Table.LINKS, link)
    if rows.drop(table, row):
        return
    if table not in _INTO_BIN:
        raise NotAllowed("Others refer to it by now, so it cannot go; let it stay, or change those first.")
    restate(table, row, tuple(RULES[table].columns)[:1], project, step)
    _INTO_BIN[table](project, row)


_INTO_BIN: Mapping[Table, Callable[[Project, str], None]] = {
    Table.DOCUMENTS: lambda project, id: documents.remove(project, [DocumentId(id)], with_codings=True),
    Table.CODERS: lambda project, id: removing.remove_coder(project, CoderId(id), with_codings=True),
    Table.LAYERS: lambda project, id: removing.remove_layer(project, LayerId(id), with_codings=True),
}
"""How what others hang on is removed."""


def free_name(project: Project, table: Table, column: str, name: str) -> str:
    """Return the name with the first number with which nothing else in the table is called."""
    taken = project.decided_rows.names(table, column)
    return next(f"{name} {number}" for number in range(2, len(taken) + 3) if f"{name} {number}" not in taken)


def call(table: Table, row: str, name: str, project: Project, step: OpenStep) -> None:
    """Give what bears the same name as another one a name of its own; a coder with the layers called like them."""
    if table is Table.CODERS:
        people.rename_coder(project, CoderId(row), name)
    else:
        project.decided_rows.write(table, row, {"name": name})


def merge_coders(keep: CoderId, other: CoderId, project: Project, step: OpenStep) -> None:
    """Let two entries be one person."""
    merging.merge(project, keep, other)


def keep_decision(others: Sequence[str], project: Project, step: OpenStep) -> None:
    """Take the other decisions out, with the gold that came of them, be it shown or not."""
    rows = project.decided_rows
    for other in others:
        values = rows.values(Table.DECISIONS, other) or {}
        for span in json.loads(values.get("gold") or "[]"):
            for link in rows.slots_of(span):
                rows.drop(Table.LINKS, link)
            rows.drop(Table.SPANS, span)
        rows.drop(Table.DECISIONS, other)
