"""What came of the last drill of a project's backups: a file by project in the user's data folder.

Nothing of what is in the project stands there, only numbers: an erasure has nothing to do with it.
"""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from annotator.paths import put_file
from annotator.store.backups.drill import Descent, Drill
from annotator.store.backups.folder import line_of
from annotator.store.backups.snapshots import origins_at
from annotator.store.folders import data_folder
from annotator.store.placing import unfinished_name


class Drilled(BaseModel):
    """`tried`: when, None for never; `made`: when the backup was. `reminded`: it was said that none lies elsewhere;
    `dismissed`: it is not to be said any more. The others: see `Drill`.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    tried: datetime | None = None
    backup: str = ""
    made: datetime | None = None
    whole: bool = False
    restored: bool = True
    faults: int = Field(0, ge=0)
    descent: Descent = Descent.ALONE
    step: int = Field(0, ge=0)
    backup_steps: int = Field(0, ge=0)
    project_steps: int = Field(0, ge=0)
    missing: dict[str, int] = Field(default_factory=dict)
    reminded: bool = False
    dismissed: bool = False

    def after(self, drill: Drill, backup: Path, made: datetime, now: datetime) -> "Drilled":
        """Return what is known once another backup was tried."""
        return self.model_copy(
            update={
                "tried": now,
                "backup": str(backup),
                "made": made,
                "whole": drill.is_whole,
                "restored": drill.is_restored,
                "faults": len(drill.faults),
                "descent": drill.descent,
                "step": drill.step,
                "backup_steps": drill.backup_steps,
                "project_steps": drill.project_steps,
                "missing": dict(drill.missing),
            }
        )


def drilled_of(project: Path) -> Drilled:
    """Return what is known of a project's drills; what cannot be read counts as nothing."""
    try:
        return Drilled.model_validate_json(_file(project).read_bytes())
    except (OSError, ValidationError, ValueError):
        return Drilled()


def remember(project: Path, drilled: Drilled) -> None:
    """Keep it; where nothing can be written it is told all the same, and not known the next time."""
    place = _file(project)
    draft = unfinished_name(place)
    with suppress(OSError):
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(drilled.model_dump_json(), encoding="utf-8", errors="replace")
            put_file(draft, place)
        finally:
            draft.unlink(missing_ok=True)


def _file(project: Path) -> Path:
    folder = data_folder() / "drills"
    origin = next(iter(origins_at(project)), "")
    return folder / f"{line_of(folder, origin, project).folder.name}.json"
