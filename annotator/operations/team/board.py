"""The board of a team: coders by documents, how far everybody is, what is late and what is coded by two; pure.

What it is made of, `BoardFacts`, is read by `board_facts.py`; what it comes to in words stands in `board_words.py`. It
is of some documents, as Documents narrows them down: all counts are theirs. A coder's pace is how they work at all.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from annotator.model.coder import State
from annotator.model.document_row import DocumentRow
from annotator.model.ids import CoderId, DocumentId, LayerId
from annotator.operations.coding.unit_progress import NO_UNITS, UnitCount, in_all
from annotator.operations.team.pace import Pace, pace_of
from annotator.sync.activity import Activity

ENOUGH = 2
"""So many coders have to be done with a document before anybody compares them."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What a coder handed in last. `made`, `came`: times, UTC, ISO 8601; `waits`: acts that are not taken in yet."""

    made: str = ""
    came: str = ""
    waits: int = 0


@dataclass(frozen=True, slots=True)
class BoardCoder:
    """A layer that is coded in. `given`: the documents of its coder, each with its due day, ISO 8601, or "".

    `states`: how far the documents are; untouched where none is named.
    """

    layer: LayerId
    name: str
    coder: CoderId | None = None
    given: Mapping[DocumentId, str] = field(default_factory=dict)
    states: Mapping[DocumentId, State] = field(default_factory=dict)
    activity: Activity = field(default_factory=Activity)
    handed_in: HandedIn = field(default_factory=HandedIn)
    works_here: bool = False
    """Whether they have coded in this very file."""
    units: Mapping[DocumentId, UnitCount] = field(default_factory=dict)
    """Where units are given: how many have a code, by document."""


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """What a board is made of. `alone`: of a coder who sees no others. `today`: ISO 8601."""

    coders: Sequence[BoardCoder] = ()
    today: str = "2000-01-01"
    alone: bool = False


class Adjudicated(StrEnum):
    """How far what two coders have done is decided; `unknown`: nobody has compared them yet, or who looks may not."""

    NOT_YET = "not yet"
    OPEN = "open"
    BEGUN = "begun"
    DONE = "done"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A coder. `of`: documents that were given or begun all the same; `due`: the next due day of what is left.

    `double`: documents that are done by them and somebody else. `units`: of these documents, where units are given.
    """

    coder: BoardCoder
    of: int
    done: int
    begun: int
    due: str
    double: int
    pace: Pace
    units: UnitCount = NO_UNITS


@dataclass(frozen=True, slots=True)
class BoardDocument:
    """A document. `states`: in the order of the coders, None where it was not given to one who has not begun it.

    `late`: coders who should have done it before today. `open_cases`: None where they were not counted.
    """

    id: DocumentId
    title: str
    states: tuple[State | None, ...]
    done_by: int
    adjudicated: Adjudicated
    open_cases: int | None
    due: str = ""
    late: int = 0

    @property
    def is_double(self) -> bool:
        """Whether two coders or more are done with it."""
        return self.done_by >= ENOUGH


@dataclass(frozen=True, slots=True)
class TeamBoard:
    """`given`, `done`: codings, a document by a coder each; `ungiven`: documents that nobody has or has begun.

    `double`: documents that two or more are done with; `open_cases`: None where they were not counted.
    """

    coders: tuple[BoardLine, ...] = ()
    documents: tuple[BoardDocument, ...] = ()
    codings: int = 0
    done: int = 0
    is_given: bool = False
    ungiven: int = 0
    double: int = 0
    open_cases: int | None = None
    alone: bool = False
    today: str = ""


def board(facts: BoardFacts, rows: Sequence[DocumentRow]) -> TeamBoard:
    """Return the board of these documents, in their order."""
    is_given = any(one.given for one in facts.coders)
    documents = tuple(_document(row, facts, is_given) for row in rows)
    lines = tuple(_line(facts, at, documents, is_given) for at in range(len(facts.coders)))
    double = [one for one in documents if one.is_double]
    is_counted = all(one.adjudicated is not Adjudicated.UNKNOWN for one in documents)
    return TeamBoard(
        coders=lines,
        documents=documents,
        codings=sum(line.of for line in lines),
        done=sum(line.done for line in lines),
        is_given=is_given,
        ungiven=sum(not any(state is not None for state in one.states) for one in documents),
        double=len(double),
        open_cases=sum(one.open_cases or 0 for one in double) if is_counted else None,
        alone=facts.alone,
        today=facts.today,
    )


def _document(row: DocumentRow, facts: BoardFacts, is_given: bool) -> BoardDocument:
    id, late = row.info.id, 0
    states: list[State | None] = []
    dues: list[str] = []
    for one in facts.coders:
        state = one.states.get(id, State.UNTOUCHED)
        due = one.given.get(id)
        if state is State.UNTOUCHED and due is None and is_given:
            states.append(None)
            continue
        states.append(state)
        if due and state is not State.DONE:
            dues.append(due)
            late += due < facts.today
    done_by = states.count(State.DONE)
    adjudicated = _adjudicated(row, done_by)
    return BoardDocument(
        id, row.info.title, tuple(states), done_by, adjudicated, row.open_cases, min(dues, default=""), late
    )


def _adjudicated(row: DocumentRow, done_by: int) -> Adjudicated:
    if row.gold is None:
        return Adjudicated.UNKNOWN
    if done_by < ENOUGH:
        return Adjudicated.BEGUN if row.gold else Adjudicated.NOT_YET
    if row.open_cases is None:
        return Adjudicated.UNKNOWN
    if not row.open_cases:
        return Adjudicated.DONE
    return Adjudicated.BEGUN if row.gold else Adjudicated.OPEN


def _line(facts: BoardFacts, at: int, documents: Sequence[BoardDocument], is_given: bool) -> BoardLine:
    coder = facts.coders[at]
    mine = [(one, state) for one in documents if (state := one.states[at]) is not None]
    done = [one for one, state in mine if state is State.DONE]
    left = Counter(
        due for one, state in mine if state is not State.DONE and (due := coder.given.get(one.id)) is not None
    )
    minutes = [found for one in done if (found := coder.activity.minutes.get(one.id))]
    is_theirs = bool(coder.given) if is_given else False
    has_begun = any(state is not State.UNTOUCHED for _, state in mine)
    pace = pace_of(coder.activity.days, left, is_theirs, minutes, date.fromisoformat(facts.today), has_begun)
    return BoardLine(
        coder=coder,
        of=len(mine),
        done=len(done),
        begun=sum(state is State.BEGUN for _, state in mine),
        due=min((day for day in left if day), default=""),
        double=sum(one.is_double for one in done),
        pace=pace,
        units=in_all([coder.units[one.id] for one, _ in mine if one.id in coder.units]),
    )
