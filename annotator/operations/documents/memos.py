"""Memos: what somebody notes down on a document or in the journal of the project, and who reads it.

A memo is read by its author, and by whoever sees what others coded: it may tell that. It is no coding, and nothing
that is counted of codings hangs on it. Only its author changes it.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo

from annotator.model.coder import TeamRole
from annotator.model.document import canonical
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import CoderId, DocumentId, MemoId, new_id
from annotator.model.memo import Memo
from annotator.model.names import tidied
from annotator.model.verbs.memos import ChangeMemo, RemoveMemo, WriteMemo
from annotator.operations.people import roles
from annotator.operations.people.seeing import Sight, sight
from annotator.store.clock import now
from annotator.store.project import Project

LONGEST_TITLE = 200
LONGEST = 100_000
"""Characters of a memo."""


@dataclass(frozen=True, slots=True)
class MemoFilter:
    """Which memos are asked for. `document`: on it alone; `of_journal`: those of the journal, of documents, or both.

    `words`: all of them stand in its title or text, whatever their capitals. `since`, `until`: days, both counted.
    """

    document: DocumentId | None = None
    of_journal: bool | None = None
    author: CoderId | None = None
    words: str = ""
    since: date | None = None
    until: date | None = None


ALL_MEMOS = MemoFilter()


def write(project: Project, text: str, title: str = "", document: DocumentId | None = None) -> Memo:
    """Write a memo on a document, or without one in the journal of the project.

    Raises `NotAllowed` for one that says nothing or is too long, and where people work and nobody is named.
    """
    author = project.person
    if author is None and project.coders.count():
        raise NotAllowed("A memo is somebody’s: say first who you are.")
    if document is not None:
        project.documents.info(document)
    time = now()
    made = Memo(MemoId(new_id()), document, author, *_said(title, text), time, time)
    with project.transact(WriteMemo(memo=made.id, document=document, author=author)):
        project.memos.add([made])
    return made


def change(project: Project, memo: MemoId, text: str | None = None, title: str | None = None) -> Memo:
    """Let a memo say something else, or give it another title; what it says already is no step.

    Raises `NotAllowed` where it is somebody else's or would say nothing, and `NotFound`.
    """
    before = _own(project, memo)
    said = _said(before.title if title is None else title, before.text if text is None else text)
    if said == (before.title, before.text):
        return before
    after = replace(before, title=said[0], text=said[1], changed=now())
    with project.transact(ChangeMemo(memo=memo, document=before.document, author=before.author)):
        project.memos.put(after)
    return after


def remove(project: Project, memo: MemoId) -> None:
    """Remove a memo. Raises `NotAllowed` where it is somebody else's, and `NotFound`."""
    before = _own(project, memo)
    with project.transact(RemoveMemo(memo=memo, document=before.document, author=before.author)):
        project.memos.delete([memo])


def readable(project: Project, wanted: MemoFilter = ALL_MEMOS, zone: tzinfo | None = None) -> list[Memo]:
    """Return the memos that whoever is at work may read and that are wanted, in the order in which they were written.

    `zone`: in which days are counted; None for this computer's.
    """
    reads = _MemoReading(project)
    of = project.memos.all() if wanted.document is None else project.memos.of_document(wanted.document)
    return [one for one in of if reads.may(one.author) and _is_wanted(one, wanted, zone)]


def own_note(project: Project, document: DocumentId) -> Memo | None:
    """Return the memo of whoever is at work on a document, the last one; None where there is none."""
    found = [one for one in project.memos.of_document(document) if one.author == project.person]
    return found[-1] if found else None


def noted(project: Project) -> dict[DocumentId, int]:
    """Return how many memos there are on each document, of those that whoever is at work may read."""
    reads = _MemoReading(project)
    found: dict[DocumentId, int] = {}
    for (document, author), count in project.memos.counts().items():
        if document is not None and reads.may(CoderId(author) if author is not None else None):
            id = DocumentId(document)
            found[id] = found.get(id, 0) + count
    return found


def day_of(memo: Memo, zone: tzinfo | None = None) -> date | None:
    """Return the day on which a memo was written; None where nobody noted it. `zone`: see `readable`."""
    try:
        moment = datetime.fromisoformat(memo.time)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone).date()


def may_change(project: Project, memo: Memo) -> bool:
    """Whether whoever is at work may change and remove a memo: their own, and whoever leads those of nobody."""
    if memo.author is not None:
        return memo.author == project.person
    return not project.coders.count() or TeamRole.LEAD in roles.roles_of(project, project.person)


class _MemoReading:
    """Whose memos whoever is at work reads."""

    def __init__(self, project: Project) -> None:
        self._person = project.person
        self._sees_others = sight(project, project.person) is Sight.SHOWN
        self._leads = not project.coders.count() or TeamRole.LEAD in roles.roles_of(project, project.person)

    def may(self, author: CoderId | None) -> bool:
        """Whether they read those of an author."""
        return self._sees_others or (self._leads if author is None else author == self._person)


def _own(project: Project, memo: MemoId) -> Memo:
    found = project.memos.get(memo)
    if found is None or not _MemoReading(project).may(found.author):
        raise NotFound("There is no such memo.")
    if not may_change(project, found):
        raise NotAllowed("A memo is changed and removed by whoever wrote it.")
    return found


def _said(title: str, text: str) -> tuple[str, str]:
    title, text = tidied(title), canonical(text).strip()
    if not title and not text:
        raise NotAllowed("A memo says something; this one has neither a title nor a text.")
    if len(title) > LONGEST_TITLE or len(text) > LONGEST:
        raise NotAllowed(
            f"A memo has at most {LONGEST:,} characters, and its title {LONGEST_TITLE}; this one has more."
        )
    return title, text


def _is_wanted(memo: Memo, wanted: MemoFilter, zone: tzinfo | None) -> bool:
    if wanted.of_journal is not None and (memo.document is None) is not wanted.of_journal:
        return False
    if wanted.author is not None and memo.author != wanted.author:
        return False
    if wanted.since is not None or wanted.until is not None:
        day = day_of(memo, zone)
        if day is None or day < (wanted.since or day) or day > (wanted.until or day):
            return False
    return has_words(f"{memo.title}\n{memo.text}", folded_words(wanted.words))


def folded_words(words: str) -> tuple[str, ...]:
    """Return what is looked for, word by word, so that capitals and widths of letters make no difference."""
    return tuple(_folded(words).split())


def has_words(text: str, words: Iterable[str]) -> bool:
    """Whether a text has all of some words, which were folded."""
    folded = _folded(text)
    return all(word in folded for word in words)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def by_day(memos: Iterable[Memo], zone: tzinfo | None = None) -> Iterator[tuple[date | None, list[Memo]]]:
    """Yield the days on which memos were written with those of each, the latest first; within a day as written."""
    days: dict[date | None, list[Memo]] = {}
    for one in memos:
        days.setdefault(day_of(one, zone), []).append(one)
    for day in sorted(days, key=lambda one: one or date.min, reverse=True):
        yield day, days[day]
