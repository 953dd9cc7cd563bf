"""Settings that two windows change at once, perhaps of two versions of the program: what each changed counts.

Each holds the settings as it found them and writes all of them. What it did not change is taken as the file has it by
then; of what lies under keys (the last coder by project, keys by command) each key is a setting of its own.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.ui.settings.settings import MAX_RECENT, RecentProject, Settings


def merged(base: Settings, mine: Settings, theirs: Settings) -> Settings:
    """Return settings with what was changed in either since `base`; where both changed the same, with mine."""
    changes = {name: _value(name, base, mine, theirs) for name in Settings.model_fields if name != "recent"}
    recent = _of_keys(*({project.path: project for project in each.recent} for each in (base, mine, theirs)))
    return mine.model_copy(update={**changes, "recent": _newest(recent.values(), mine)})


def _value(name: str, *settings: Settings) -> Any:
    base, mine, theirs = (getattr(each, name) for each in settings)
    if isinstance(mine, dict):
        return _of_keys(base, mine, theirs)
    return theirs if mine == base else mine


def _of_keys(base: Mapping[Any, Any], mine: Mapping[Any, Any], theirs: Mapping[Any, Any]) -> dict[Any, Any]:
    """Return what lies under each key; one that mine took away since is gone, and one that it has anew is there."""
    changed = {key for key in base.keys() | mine.keys() if base.get(key) != mine.get(key)}
    kept = {key: value for key, value in theirs.items() if key not in changed}
    return {**kept, **{key: value for key, value in mine.items() if key in changed}}


def _newest(projects: Iterable[RecentProject], mine: Settings) -> tuple[RecentProject, ...]:
    """Return recent projects, the newest first; of those of one second in the order that mine has."""
    order = {project.path: at for at, project in enumerate(mine.recent)}
    known = sorted(projects, key=lambda project: order.get(project.path, MAX_RECENT))
    return tuple(sorted(known, key=lambda project: project.opened, reverse=True)[:MAX_RECENT])
