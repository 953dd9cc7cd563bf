"""Lines under headings: sorted, and grouped by what they say; what is in several groups stands under each."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.operations.passages.finding import PassageLine
from annotator.operations.passages.grouping import PassageGroup, grouping
from annotator.operations.passages.lines import LineOrder, in_order
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class LineHeading:
    """What stands above the lines of a group. `name`: empty where they say nothing; `number`: how many they are."""

    name: str
    number: int
    search: str


@dataclass(frozen=True, slots=True)
class LineArrangement:
    """How lines stand. `group`: the key of a field, empty for none."""

    order: LineOrder = LineOrder.TEXT
    backwards: bool = False
    group: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether the lines stand as they are found."""
        return self == LineArrangement()


ArrangedRow = PassageLine | LineHeading


def arranged(
    project: Project, lines: Sequence[PassageLine], how: LineArrangement, progress: Progress = silent
) -> Sequence[ArrangedRow]:
    """Return lines in their order, with a heading above each group; raises `BadSearch` where none groups so.

    The groups stand in the order of the codebook or the documents where these know them, the others by their number;
    those that say nothing come last.
    """
    if how.is_plain:
        return lines
    ordered = in_order(project, lines, how.order, how.backwards, progress)
    if not how.group:
        return ordered
    way = grouping(project, how.group)
    groups: dict[PassageGroup, list[PassageLine]] = {group: [] for group in way.order}
    for first in range(0, len(ordered), _AT_ONCE):
        progress(first, len(ordered), "")
        some = ordered[first : first + _AT_ONCE]
        for line, found in zip(some, way.groups(some), strict=True):
            for group in found:
                groups.setdefault(group, []).append(line)
    known = {group: at for at, group in enumerate(way.order)}
    rows: list[ArrangedRow] = []
    for group in sorted(
        (one for one in groups if groups[one]),
        key=lambda one: (not one.name, known.get(one, len(known)), -len(groups[one])),
    ):
        rows += [LineHeading(group.name, len(groups[group]), group.search), *groups[group]]
    return rows
