"""Whose marks are told apart: a lane for each coder in the drawer of a case, gold in the text, or all side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.ui.reader.spanindex import Mark


@dataclass(frozen=True, slots=True)
class Lanes:
    """`titles`: by the number of the lane. `compared`: how many of them, from the first, are coders' who are compared.

    What is beyond them is gold, which stands in the text. `columns`: side by side, each with its own copy of the text,
    instead of below one. `order`: the lanes as they stand, empty where by their numbers.
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
        """The numbers of the lanes that stand side by side, none where they stand below the line."""
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
    def of_coders(self) -> tuple[int, ...]:
        """The lanes of the coders who are compared, in the order in which they stand."""
        return tuple(lane for lane in self.shown if lane < self.compared)
