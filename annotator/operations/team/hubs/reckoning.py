"""What a hub and a copy hold of the same strands, told apart: what one lacks of the other, and what is not the same."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from annotator.hub.calls import StrandAt
from annotator.store.project import Project
from annotator.sync.delivery import StrandName

T = TypeVar("T")


@dataclass(slots=True)
class Reckoning:
    """`wanted`: strands of which the hub has more, with the counter up to which they are here.

    `given_back`: of those that the hub has shorter than this copy, the first counter that it lacks. `altered`: strands
    that have one name and two histories.
    """

    wanted: list[tuple[StrandAt, int]] = field(default_factory=list)
    given_back: dict[StrandName, int] = field(default_factory=dict)
    altered: list[StrandAt] = field(default_factory=list)


def reckon(project: Project, found: Sequence[StrandAt]) -> Reckoning:
    """Compare strands as the hub has them with those that are here."""
    result = Reckoning()
    for some in chunks(found, 500):
        ends = project.strands.ends([one.name for one in some])
        for one in some:
            _compare(project, one, ends.get(one.name, (0, b"")), result)
    return result


def _compare(project: Project, one: StrandAt, here: tuple[int, bytes], result: Reckoning) -> None:
    end, tip = here
    if one.top > end:
        result.wanted.append((one, end))  # whether it goes on from what is here is seen when it is taken in
    elif one.top < end:
        if hub_differs(project, one.name, one.top, one.tip):
            result.altered.append(one)
        else:
            result.given_back[one.name] = one.top + 1
    elif one.tip != tip:
        result.altered.append(one)


def hub_differs(project: Project, name: StrandName, top: int, tip: bytes) -> bool:
    """Whether the part up to which a hub has a strand has another hash here; not so where it is not here yet."""
    here = project.strands.hash_at(*name, top)
    return here is not None and here != tip


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items, so many at a time."""
    some: list[T] = []
    for one in items:
        some.append(one)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some
