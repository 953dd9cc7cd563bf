"""Others in the same project, in words: who has it open too, and what came from them.

What they coded is not said: whoever codes blind reads this too.
"""

import socket
from collections.abc import Sequence
from datetime import datetime

from annotator.model.wording import counted, one_or_many, word_list
from annotator.operations.project.history import said
from annotator.store.project import Project
from annotator.store.sittings.presence import Visitor

_SOMEBODY = "another program"


def open_too(visitors: Sequence[Visitor]) -> str:
    """Return who has the project open too, since when and where; empty for nobody."""
    if not visitors:
        return ""
    names = _sentence_start(word_list([_visitor_said(visitor) for visitor in visitors]))
    has = one_or_many(len(visitors), "has", "have")
    return f"{names} {has} this project open too: each sees what the others do."


def steps_said(project: Project, people: Sequence[str]) -> str:
    """Return by whom steps came from other programs, and how many; `people`: a coder’s id or nothing for each."""
    if not people:
        return ""
    names = {str(coder.id): said(coder.name) for coder in project.coders.all()}
    who = list(dict.fromkeys(names.get(person, _SOMEBODY) for person in people))
    has = one_or_many(len(who), "has", "have")
    where = "" if who == [_SOMEBODY] else " in another program"
    return f"{_sentence_start(word_list(who))} {has} done {counted(len(people), 'step')}{where}."


def _visitor_said(visitor: Visitor) -> str:
    since = datetime.fromtimestamp(visitor.since).astimezone()
    is_today = since.date() == datetime.now().astimezone().date()
    time = since.strftime("%H:%M" if is_today else "%Y-%m-%d %H:%M")
    where = "" if visitor.host == socket.gethostname() else f", on {said(visitor.host)}"
    return f"{said(visitor.who) if visitor.who else _SOMEBODY} (since {time}{where})"


def _sentence_start(text: str) -> str:
    return f"A{text[1:]}" if text.startswith(_SOMEBODY) else text
