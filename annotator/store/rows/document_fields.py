"""Types of the fields of metadata: their rows."""

from collections.abc import Iterable
from typing import Any

from annotator.model.document_field import FieldKind, TypedField
from annotator.model.errors import NotFound
from annotator.model.ids import FieldId
from annotator.store.rows.rows import TableRows, from_json, to_json


class DocumentFields(TableRows):
    """All fields that have a type, in the order of `position`."""

    name = "document_fields"
    columns = ("id", "name", "kind", "choices", "position")

    def all(self) -> list[TypedField]:
        """Return all fields that have a type."""
        return [_field(row) for row in self._select("ORDER BY position, id")]

    def get(self, id: str) -> TypedField:
        """Return one field; raises `NotFound`."""
        row = self._select("WHERE id = ?", [id]).fetchone()
        if row is None:
            raise NotFound("This field has no type in the project any more.")
        return _field(row)

    def add(self, fields: Iterable[TypedField]) -> None:
        """Insert fields."""
        self.insert((one.id, one.name, one.kind, to_json(list(one.choices)), one.position) for one in fields)

    def put(self, one: TypedField) -> None:
        """Write a field anew."""
        choices = to_json(list(one.choices))
        self.update(one.id, {"name": one.name, "kind": one.kind, "choices": choices, "position": one.position})


def _field(row: tuple[Any, ...]) -> TypedField:
    id, name, kind, choices, position = row
    return TypedField(FieldId(id), name, FieldKind(kind), tuple(from_json(choices)), position)
