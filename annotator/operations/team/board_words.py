"""The board in words: a headline that says what to do, from one ordered list of rules, and each coder's standing."""

from collections.abc import Callable, Sequence
from datetime import date

from annotator.model.wording import counted, isolated, one_or_many, word_list
from annotator.operations.team.board import Adjudicated, BoardDocument, BoardLine, TeamBoard
from annotator.operations.team.pace import PaceStanding, rate

_MOST_NAMES = 3
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def headline(board: TeamBoard) -> str:
    """Return how far the team is and what is to be done about it, as one sentence."""
    if not board.documents:
        return "There are no documents here."
    if not board.coders:
        return "Nobody codes in this project yet."
    if board.alone:
        return _own(board.coders[0], board)
    what = next((said for rule in _RULES if (said := rule(board))), "")
    return "; ".join(filter(None, (_how_far(board), what)))


def _how_far(board: TeamBoard) -> str:
    if not board.is_given:
        return f"{counted(board.done, 'coding is', 'codings are')} done" if board.done else ""
    if board.codings and board.done == board.codings:
        return one_or_many(board.codings, "The one coding is done", f"All {board.codings:,} codings are done")
    return f"{board.done:,} of {counted(board.codings, 'coding')} {one_or_many(board.done, 'is', 'are')} done"


def _waiting(board: TeamBoard) -> str:
    names = [line.coder.name for line in board.coders if line.coder.handed_in.waits]
    if len(names) > _MOST_NAMES:
        return f"{len(names):,} packets wait"
    whose = word_list(f"{isolated(name)}’s" for name in names)
    return f"{whose} {one_or_many(len(names), 'packet waits', 'packets wait')}" if names else ""


def _nothing_given(board: TeamBoard) -> str:
    if board.is_given:
        return ""
    return "nobody has been given work" if board.done else "Nobody has been given anything; give out work"


def _late(board: TeamBoard) -> str:
    return _those(board, PaceStanding.LATE, "is late", "are late")


def _behind(board: TeamBoard) -> str:
    return _those(board, PaceStanding.BEHIND, "falls behind", "fall behind")


def _not_begun(board: TeamBoard) -> str:
    return _those(board, PaceStanding.NOT_BEGUN, "has not begun", "have not begun")


def _ungiven(board: TeamBoard) -> str:
    return f"{counted(board.ungiven, 'document is', 'documents are')} given to nobody" if board.ungiven else ""


def _cases(board: TeamBoard) -> str:
    if board.done < board.codings or not board.open_cases:
        return ""
    return f"{counted(board.open_cases, 'case waits', 'cases wait')} in Adjudicate"


def _settled(board: TeamBoard) -> str:
    is_settled = board.codings and board.done == board.codings and board.double and board.open_cases == 0
    return "every case is decided" if is_settled else ""


def _in_time(board: TeamBoard) -> str:
    return "all are in time" if any(line.pace.standing is PaceStanding.IN_TIME for line in board.coders) else ""


_RULES: Sequence[Callable[[TeamBoard], str]] = (
    _waiting,
    _nothing_given,
    _late,
    _behind,
    _not_begun,
    _ungiven,
    _cases,
    _settled,
    _in_time,
)
"""What is to be done, the most pressing first: the first that says something is the headline's end."""


def _those(board: TeamBoard, standing: PaceStanding, one: str, many: str) -> str:
    names = [line.coder.name for line in board.coders if line.pace.standing is standing]
    return f"{_names(names)} {one if len(names) == 1 else many}" if names else ""


def _names(names: Sequence[str]) -> str:
    if len(names) > _MOST_NAMES:
        return counted(len(names), "coder")
    return word_list(map(isolated, names))


def _own(line: BoardLine, board: TeamBoard) -> str:
    if line.pace.standing is PaceStanding.NOTHING_GIVEN:
        return f"You are done with {line.done:,} of {counted(line.of, 'document')}"
    if line.pace.standing is PaceStanding.DONE:
        said = one_or_many(line.of, "Your document is", f"All {line.of:,} documents are")
        return f"{said} done; hand in"
    said = f"{line.done:,} of your {counted(line.of, 'document')} {one_or_many(line.done, 'is', 'are')} done"
    ends = {PaceStanding.NOT_BEGUN: "", PaceStanding.NO_DUE_DAY: ""}
    return "; ".join(filter(None, (said, ends.get(line.pace.standing, standing_words(line, board.today)))))


def standing_words(line: BoardLine, today: str) -> str:
    """Return what a coder's pace comes to: “3 a day needed, 2 a day made”, “in time”, “2 late since 20 Nov”."""
    pace = line.pace
    needed = f"{rate(pace.needed, up=True)} a day needed" if pace.needed is not None else ""
    if pace.standing is PaceStanding.LATE:
        return f"{pace.late:,} late since {day_words(pace.since, today)}"
    if pace.standing is PaceStanding.BEHIND:
        return f"{needed}, {rate(pace.made or 0.0, up=False)} a day made"
    if pace.standing is PaceStanding.NOT_BEGUN:
        return ", ".join(filter(None, ("not begun", needed)))
    return "" if pace.standing is PaceStanding.NOTHING_GIVEN else pace.standing.value


def pace_words(line: BoardLine) -> str:
    """Return how a pace was counted, in sentences: for a tooltip."""
    pace, said = line.pace, []
    if pace.minutes is not None:
        count = counted(pace.timed, "document")
        said.append(
            f"{minutes_words(pace.minutes)}: the median of {count}. Minutes between acts count for the document of the"
            " later one; a pause over five minutes counts for none, since nobody can tell whether somebody read."
        )
    if pace.acts is not None:
        said.append(f"{pace.acts:,.0f} acts on a day with acts.")
    if pace.made is not None:
        said.append(f"{rate(pace.made, up=False)} documents a day done in the last seven days.")
    if pace.needed is not None:
        said.append(f"{rate(pace.needed, up=True)} a day needed until what is left is due, weekends among the days.")
    return " ".join(said)


def progress_words(line: BoardLine) -> str:
    """Return how far a coder is: “4 done, 1 begun”; where units are given also “120 units left”."""
    begun = [f"{line.begun:,} begun"] if line.begun else []
    left = [f"{counted(line.units.left, 'unit')} left"] if line.units.left else []
    return ", ".join([f"{line.done:,} done", *begun, *left])


def handed_in_words(line: BoardLine, when: Callable[[str], str]) -> str:
    """Return what a coder handed in last and whether it waits; `when` puts a time into words."""
    handed = line.coder.handed_in
    if handed.waits:
        return f"{counted(handed.waits, 'act waits', 'acts wait')}, handed in {when(handed.made)}"
    if handed.made:
        return f"handed in {when(handed.made)}"
    return "works in this file" if line.coder.works_here else "nothing handed in yet"


def minutes_words(minutes: float) -> str:
    """Return minutes as they are shown: “3.1 min”, “1 h 5 min”."""
    if minutes < 60:
        return f"{minutes:.1f} min"
    hours, rest = divmod(round(minutes), 60)
    return f"{hours:,} h {rest} min"


def day_words(day: str, today: str) -> str:
    """Return an ISO date in words: “28 Nov”, of another year “28 Nov 2025”; empty for none."""
    if not day:
        return ""
    found = date.fromisoformat(day)
    year = "" if day[:4] == today[:4] else f" {found.year}"
    return f"{found.day} {_MONTHS[found.month - 1]}{year}"


def adjudicated_words(one: BoardDocument) -> str:
    """Return how far a document is decided: “11 open”, “all decided”; empty where there is nothing to say."""
    if one.adjudicated in (Adjudicated.OPEN, Adjudicated.BEGUN) and one.open_cases:
        return f"{one.open_cases:,} open"
    return ""
