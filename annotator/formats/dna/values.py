"""What the statements of Discourse Network Analyzer say, whichever version of its schema holds it.

Until version 2 a short text stood in `DATASHORTTEXT` itself; from version 3 on it is the number of an entry in
`ATTRIBUTES`, later called `ENTITIES`; the newest schema names variables by roles (`ROLEVARIABLELINKS`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.store.connections.foreign import Cell, ForeignDatabase, number_of, text_of

_DATA = ("databoolean", "datainteger", "datashorttext", "datalongtext")


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of statements. `kind`: "short text", "long text", "boolean" or "integer"."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class SaidOfStatement:
    """A value of a statement: of short texts also the number of its entry, with what is known of that."""

    statement: int
    variable: Variable
    value: Cell


def said_in(database: ForeignDatabase) -> Iterator[SaidOfStatement]:
    """Yield all that statements say, variable by variable."""
    variables = dict(_variables(database))
    entries = _entries(database)
    for table in _DATA:
        link = "RoleVariableLinkId" if database.has(table, "RoleVariableLinkId") else "VariableId"
        column = "Entity" if database.has(table, "Entity") else "Value"
        is_entry = column == "Entity" or (
            table == "datashorttext" and "INT" in database.columns.get(table, {}).get("value", "")
        )
        for statement, key, value in database.rows(table, "StatementId", link, column):
            id, variable = number_of(statement), variables.get(number_of(key) or 0)
            if id is not None and variable is not None:
                yield SaidOfStatement(id, variable, entries.get(number_of(value), "") if is_entry else value)


def _variables(database: ForeignDatabase) -> Iterator[tuple[int, Variable]]:
    known = {}
    for key, name, kind in database.rows("variables", "ID", "Variable", "DataType"):
        if (id := number_of(key)) is not None:
            known[id] = Variable(text_of(name) or f"Variable {id}", text_of(kind).lower() or "short text")
    if not database.has("rolevariablelinks"):
        yield from known.items()
        return
    roles = {number_of(key): text_of(name) for key, name in database.rows("roles", "ID", "RoleName")}
    for key, role, variable in database.rows("rolevariablelinks", "ID", "RoleId", "VariableId"):
        id, found = number_of(key), known.get(number_of(variable) or 0)
        if id is not None and found is not None:
            yield id, Variable(roles.get(number_of(role)) or found.name, found.kind)


def _entries(database: ForeignDatabase) -> dict[int | None, str]:
    table = next((one for one in ("entities", "attributes") if database.has(one)), "entities")
    name = "Value" if database.has(table, "Value") else "Name"
    return {number_of(key): text_of(value) for key, value in database.rows(table, "ID", name)}
