"""The short list of reasons that an adjudicator chooses from; anything else can be said in words."""

from collections.abc import Iterable

from annotator.model.errors import NotAllowed
from annotator.model.names import tidied
from annotator.model.settings import LONGEST_REASON, MOST_REASONS
from annotator.model.verbs.gold import ChangeReasons
from annotator.store.project import Project


def reasons(project: Project) -> tuple[str, ...]:
    """Return the project's list of reasons, in order; the default one until somebody changes it."""
    return project.settings.get().reasons


def set_reasons(project: Project, wanted: Iterable[str]) -> tuple[str, ...]:
    """Keep another list of reasons, which may be empty; what is in decisions stays. Return it as it is kept.

    Raises `NotAllowed` for a reason that is empty, too long or there twice, and for too many of them.
    """
    kept = tuple(_usable(reason) for reason in wanted)
    if len(kept) > MOST_REASONS:
        raise NotAllowed(f"A list of {len(kept)} reasons is too long to choose from; keep {MOST_REASONS} at most.")
    seen: set[str] = set()
    for reason in kept:
        if reason.casefold() in seen:
            raise NotAllowed(f"The reason “{reason}” is in the list twice; remove one of them.")
        seen.add(reason.casefold())
    if kept != reasons(project):
        with project.transact(ChangeReasons(reasons=len(kept))):
            project.settings.put(reasons=list(kept))
    return kept


def _usable(reason: str) -> str:
    kept = tidied(reason)
    if not kept:
        raise NotAllowed("A reason needs words; write some, or remove the empty line.")
    if len(kept) > LONGEST_REASON:
        raise NotAllowed(f"The reason “{kept[:30]}…” has {len(kept)} characters; keep it to {LONGEST_REASON}.")
    if any("\ud800" <= char <= "\udfff" for char in kept):
        raise NotAllowed("A reason has half of a surrogate pair, which no file can hold; type it anew.")
    return kept
