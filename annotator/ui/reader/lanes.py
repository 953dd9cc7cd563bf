"""Whose marks are told apart: a lane for each coder below a line and gold above it, or all of them side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.ui.reader.spanindex import Mark


@dataclass(frozen=True, slots=True)
class Lanes:
    """`titles`: by the number of the lane. `compared`: how many of them, from the first, are coders' who are compared.

    What is beyond them is gold, which stands above the line. `columns`: side by side, each with its own copy of the
    text, instead of below and above one. `order`: the lanes as they stand, empty where by their numbers.
    """

    titles: tuple[str, ...] = ()
    compared: int = 0
    columns: bool = False
    order: tuple[int, ...] = ()

    @property
    def shown(self) -> tuple[int, ...]:
        """The numbers of the lanes in the order in which they stand."""
        return self.order or tuple(range(len(self.titles)))

    @property
    def side_by_side(self) -> tuple[int, ...]:
        """The numbers of the lanes that stand side by side, none where they stand below and above the line."""
        return self.shown if self.columns else ()

    def told_apart(self, marks: Iterable[Mark]) -> list[Mark]:
        """Return marks in reading order; of those in one place the order of the lanes decides, and not who was first.

        Where names are hidden, nothing else may tell whose a mark is.
        """
        if not self.titles:
            return list(marks)
        place = {lane: at for at, lane in enumerate(self.shown)}
        return sorted(marks, key=lambda mark: (mark.start, -mark.stop, place.get(mark.lane, 0), mark.label, mark.id))

    @property
    def above(self) -> int:
        """How many of them, from the last, stand above the line."""
        return 0 if len(self.side_by_side) > 1 else max(0, len(self.titles) - self.compared)
