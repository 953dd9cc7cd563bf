"""Remarks at steps: their rows, and the steps of this file by the names that all copies know."""

from collections.abc import Iterable
from typing import Any

from annotator.model.ids import CoderId, RemarkId
from annotator.model.remark import Remark, StepName
from annotator.store.rows.rows import TableRows

_BY_NAME = "sitting = substr(remarks.step, 1, 16) AND place = CAST(substr(remarks.step, 18) AS INTEGER)"


class Remarks(TableRows):
    """All remarks, in the order in which they were written."""

    name = "remarks"
    columns = ("id", "step", "coder", "author", "recipient", "text", "time", "settled")

    def all(self) -> list[Remark]:
        """Return all remarks; those of a project are few."""
        return [_remark(row) for row in self._select("ORDER BY time, id")]

    def get_many(self, ids: Iterable[str]) -> list[Remark]:
        """Return those with these ids that there are."""
        found = (self._select("WHERE id = ?", [id]).fetchone() for id in ids)
        return [_remark(row) for row in found if row is not None]

    def at(self, step: StepName) -> list[Remark]:
        """Return the remarks at a step."""
        return [_remark(row) for row in self._select("WHERE step = ? ORDER BY time, id", [step])]

    def numbers(self) -> dict[StepName, int]:
        """Return the numbers of the steps at which there are remarks, without those that another file has alone."""
        query = f"SELECT DISTINCT remarks.step, number FROM remarks JOIN steps ON {_BY_NAME}"
        return {StepName(name): number for name, number in self._connection.execute(query)}

    def name_of(self, number: int) -> StepName | None:
        """Return the name of a step by its number, None where there is no such step."""
        query = "SELECT sitting || '-' || place FROM steps WHERE number = ?"
        found = self._connection.execute(query, [number]).fetchone()
        return StepName(found[0]) if found is not None else None

    def add(self, remarks: Iterable[Remark]) -> None:
        """Insert remarks."""
        self.insert(
            (one.id, one.step, one.coder, one.author, one.recipient, one.text, one.time, one.settled) for one in remarks
        )

    def settle(self, id: RemarkId, on: bool) -> None:
        """Mark one as settled, or not."""
        self.update(id, {"settled": int(on)})


def _remark(row: tuple[Any, ...]) -> Remark:
    id, step, coder, author, recipient, text, time, settled = row
    to = CoderId(recipient) if recipient is not None else None
    return Remark(RemarkId(id), StepName(step), CoderId(coder), CoderId(author), to, text, time, bool(settled))
