"""What one asks the history for, in words that a person has: names, titles, kinds of verbs, days."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from annotator.model.errors import NotFound
from annotator.model.verbs import (
    VERBS,
    actors,
    assigning,
    codebook,
    coding,
    documents,
    gold,
    memos,
    project,
    remarks,
    reverting,
    searches,
    team,
    units,
)
from annotator.store.history.history_pages import HistoryFilter
from annotator.store.project import Project

NOBODY_NAMED = "nobody"
"""How one asks for what nobody in particular did."""

_MODULES = {
    "coding": coding,
    "gold": gold,
    "project": project,
    "codebook": codebook,
    "actors": actors,
    "reverts": reverting,
    "remarks": remarks,
    "memos": memos,
    "documents": documents,
    "team": team,
    "work": assigning,
    "units": units,
    "searches": searches,
}
KINDS: dict[str, tuple[str, ...]] = {
    kind: tuple(id for id, verb in VERBS.items() if verb.__module__ == module.__name__)
    for kind, module in _MODULES.items()
}
"""The ids of the verbs by what they are about; that of documents, people and imports is “project”."""


def wanted_in_words(
    project: Project,
    person: str | None = None,
    document: str | None = None,
    verbs: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
) -> HistoryFilter:
    """Return the filter for a coder's name (or “nobody”), a document's title, ids or kinds of verbs, and days.

    `since`, `until`: a day as 2026-11-24, or that with a time of this computer's zone; a day counts whole, the last
    one too. Raises `NotFound`, which names what there is.
    """
    return HistoryFilter(
        person=None if person is None else _person(project, person),
        document=None if document is None else _document(project, document),
        verbs=tuple(dict.fromkeys(id for verb in verbs for id in _verbs(verb))),
        since="" if since is None else _utc(_moment(since)[0]),
        until="" if until is None else _utc(_end(until)),
    )


def _person(project: Project, name: str) -> str:
    if name.strip().casefold() == NOBODY_NAMED:
        return ""
    coders = project.coders.all()
    found = next((coder.id for coder in coders if coder.name.casefold() == name.strip().casefold()), None)
    if found is None:
        known = ", ".join(f"“{coder.name}”" for coder in coders) or "none yet"
        raise NotFound(f"There is no coder “{name.strip()}” in this project; its coders are: {known}.")
    return found


def _document(project: Project, title: str) -> str:
    folded = title.strip().casefold()
    found = [info.id for info in project.documents.all() if info.title.casefold() == folded or info.id == title]
    if len(found) != 1:
        problem = f"{len(found)} documents are" if found else "No document is"
        raise NotFound(f"{problem} called “{title.strip()}”; name one by its title or its id, as an export gives it.")
    return found[0]


def _verbs(name: str) -> tuple[str, ...]:
    folded = name.strip().casefold()
    if folded in KINDS:
        return KINDS[folded]
    if folded not in VERBS:
        raise NotFound(
            f"There is no verb “{name.strip()}”; there are the kinds {', '.join(KINDS)}, and the verbs"
            f" {', '.join(VERBS)}."
        )
    return (folded,)


def _moment(text: str) -> tuple[datetime, bool]:
    """Return a moment, and whether a day alone was named."""
    try:
        return datetime.fromisoformat(text.strip()).astimezone(), len(text.strip()) <= len("2026-11-24")
    except (ValueError, OverflowError, OSError) as error:
        raise NotFound(f"“{text}” is no day or time; write it as 2026-11-24 or 2026-11-24T17:30.") from error


def _end(text: str) -> datetime:
    moment, is_day = _moment(text)
    return moment + timedelta(days=1) if is_day else moment + timedelta(seconds=1)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
