"""The two tables of the board: what each column says of a coder or a document, and in which order it puts them; no Qt.

All that is put in order is done so in the background; so nothing here may ask the window for anything.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from annotator.model.coder import State
from annotator.operations.team.board import Adjudicated, BoardDocument, BoardLine, TeamBoard
from annotator.operations.team.board_words import (
    adjudicated_words,
    day_words,
    handed_in_words,
    minutes_words,
    pace_words,
    progress_words,
    standing_words,
)
from annotator.operations.team.pace import PaceStanding
from annotator.ui.documents.columns import EMPTY, collated

R = TypeVar("R")
NOT_GIVEN = "not given"
_ALARMS = (PaceStanding.LATE, PaceStanding.BEHIND)
_ORDER = tuple(State)
_DECIDED = {
    Adjudicated.NOT_YET: State.UNTOUCHED,
    Adjudicated.OPEN: State.UNTOUCHED,
    Adjudicated.BEGUN: State.BEGUN,
    Adjudicated.DONE: State.DONE,
}
_SPOKEN = {
    Adjudicated.NOT_YET: "not yet done by two",
    Adjudicated.OPEN: "nothing decided",
    Adjudicated.BEGUN: "partly decided",
    Adjudicated.DONE: "all decided",
    Adjudicated.UNKNOWN: "not compared yet",
}


class BoardKind(StrEnum):
    """How what a column says is painted."""

    TITLE = "title"
    PERSON = "person"
    PROGRESS = "progress"
    TEXT = "text"
    NUMBER = "number"
    STANDING = "standing"
    STATE = "state"
    CHECK = "check"
    DECIDED = "decided"


class CellPaint(NamedTuple):
    """What is painted of a cell besides its words. `parts`: of a bar: done, begun, of how many."""

    state: State | None = None
    parts: tuple[int, int, int] = (0, 0, 0)
    is_alarm: bool = False
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class BoardColumn(Generic[R]):
    """`said`: what stands in a cell; `spoken`: that for who does not see it; `key`: what it is put in order by."""

    id: str
    head: str
    kind: BoardKind
    said: Callable[[R], str]
    key: Callable[[R], Any]
    spoken: Callable[[R], str]
    tip: Callable[[R], str]
    painted: Callable[[R], CellPaint] = lambda row: CellPaint()
    about: str = ""
    """What the head's tooltip says."""


class BoardOrder(NamedTuple):
    """By which column rows stand; an empty id: as they come."""

    id: str = ""
    descending: bool = False

    def clicked(self, id: str) -> "BoardOrder":
        """Return the order after a click on the head of a column: by it, and by it the other way round."""
        return BoardOrder(id, not self.descending if id == self.id else False)


def in_order(rows: Sequence[R], columns: Sequence[BoardColumn[R]], order: BoardOrder) -> list[R]:
    """Return rows in the order of a column; those alike stay as they come, whichever way."""
    column = next((one for one in columns if one.id == order.id), None)
    return list(rows) if column is None else sorted(rows, key=column.key, reverse=order.descending)


def moment_words(time: str, today: str) -> str:
    """Return a time, UTC, in words of here: “24 Nov, 17:40”; of another year without the hour; empty for none."""
    try:
        found = datetime.fromisoformat(time)
    except ValueError:
        return ""
    here = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone()
    day = day_words(here.date().isoformat(), today)
    return day if here.date().isoformat()[:4] != today[:4] else f"{day}, {here:%H:%M}"


def coder_columns(board: TeamBoard) -> list[BoardColumn[BoardLine]]:
    """Return the columns of the table of coders."""
    today = board.today

    def last(line: BoardLine) -> str:
        return moment_words(line.coder.activity.last, today)

    def due(line: BoardLine) -> str:
        return day_words(line.due, today)

    def handed(line: BoardLine) -> str:
        last = line.coder.handed_in
        if last.made and not last.waits:
            return moment_words(last.made, today)
        return handed_in_words(line, lambda time: moment_words(time, today))

    def standing(line: BoardLine) -> str:
        return standing_words(line, today)

    columns = [
        _column(
            "coder", "coder", BoardKind.PERSON, lambda line: line.coder.name, lambda line: collated(line.coder.name)
        ),
        _column(
            "progress",
            "progress",
            BoardKind.PROGRESS,
            progress_words,
            lambda line: line.done / max(1, line.of),
            spoken=lambda line: f"{progress_words(line)} of {line.of:,}",
            tip=lambda line: f"{progress_words(line)} of {line.of:,}; {line.double:,} done by somebody else too",
            painted=lambda line: CellPaint(parts=(line.done, line.begun, line.of)),
        ),
        _column("last", "last seen", BoardKind.TEXT, last, lambda line: line.coder.activity.last),
        _column(
            "minutes",
            "a document, median",
            BoardKind.NUMBER,
            lambda line: minutes_words(line.pace.minutes) if line.pace.minutes is not None else "",
            lambda line: line.pace.minutes or 0.0,
            tip=pace_words,
        ),
        _column("due", "due", BoardKind.TEXT, due, lambda line: line.due or "9"),
        _column(
            "standing",
            "",
            BoardKind.STANDING,
            standing,
            lambda line: list(PaceStanding).index(line.pace.standing),
            tip=lambda line: " ".join(filter(None, (standing(line), pace_words(line)))),
            painted=lambda line: CellPaint(is_alarm=line.pace.standing in _ALARMS),
            about="documents a day: needed until the due day, and made in the last seven days",
        ),
    ]
    if any(line.coder.handed_in.made or line.coder.handed_in.waits for line in board.coders):
        columns.insert(
            5, _column("handed", "handed in", BoardKind.TEXT, handed, lambda line: line.coder.handed_in.made)
        )
    return columns


def document_columns(board: TeamBoard) -> list[BoardColumn[BoardDocument]]:
    """Return the columns of the table of documents: a state for each coder among them."""
    columns = [_column("title", "title", BoardKind.TITLE, _title, lambda one: collated(one.title))]
    columns += [_state(at, line.coder.name, f"state.{line.coder.layer}") for at, line in enumerate(board.coders)]
    if not board.alone:
        columns.append(
            _column(
                "double",
                "two or more",
                BoardKind.CHECK,
                lambda one: "✓" if one.is_double else EMPTY,
                lambda one: one.done_by,
                spoken=lambda one: f"done by {one.done_by:,}",
                tip=lambda one: f"done by {one.done_by:,}",
                about="whether two coders or more are done with it",
            )
        )
        columns.append(
            _column(
                "decided",
                "adjudicated",
                BoardKind.DECIDED,
                adjudicated_words,
                lambda one: (list(Adjudicated).index(one.adjudicated), one.open_cases or 0),
                spoken=_decided,
                tip=_decided,
                painted=lambda one: CellPaint(_DECIDED.get(one.adjudicated)),
            )
        )
    return columns


def _state(at: int, name: str, id: str) -> BoardColumn[BoardDocument]:
    def spoken(one: BoardDocument) -> str:
        state = one.states[at]
        return NOT_GIVEN if state is None else state.value

    def key(one: BoardDocument) -> int:
        state = one.states[at]
        return len(_ORDER) if state is None else _ORDER.index(state)

    return _column(
        id,
        name,
        BoardKind.STATE,
        spoken,
        key,
        tip=lambda one: f"{name}: {spoken(one)}",
        painted=lambda one: CellPaint(one.states[at]),
    )


def _title(one: BoardDocument) -> str:
    return " ".join(one.title.split())


def _decided(one: BoardDocument) -> str:
    return ", ".join(filter(None, (_SPOKEN[one.adjudicated], adjudicated_words(one))))


def _column(
    id: str,
    head: str,
    kind: BoardKind,
    said: Callable[[R], str],
    key: Callable[[R], Any],
    spoken: Callable[[R], str] | None = None,
    tip: Callable[[R], str] | None = None,
    painted: Callable[[R], CellPaint] = lambda row: CellPaint(),
    about: str = "",
) -> BoardColumn[R]:
    return BoardColumn(id, head, kind, said, key, spoken or said, tip or said, painted, about)
