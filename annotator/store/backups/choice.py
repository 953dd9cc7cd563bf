"""Where backups go and how much room they may take: what is set on this computer, also for who has no window."""

import json
from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from annotator.store.backups.keeper import GIGABYTE, BackupKeeper, Copying
from annotator.store.folders import config_folder, data_folder, expanded

SETTINGS = "settings.json"
"""The file in which the window keeps what is set."""


class BackupChoice(BaseModel):
    """Where backups go (empty: the user's data folder), and how many gigabytes they may take together."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    backup_folder: str = ""
    backup_gb: float = Field(5.0, ge=0.1, le=100_000)

    @property
    def folder(self) -> Path:
        """The folder of all backups."""
        return expanded(self.backup_folder) if self.backup_folder else data_folder() / "backups"

    @property
    def limit(self) -> int:
        """The bytes that they may take."""
        return int(self.backup_gb * GIGABYTE)

    def keeper(
        self, told: Callable[[str], object] = lambda sentence: None, made: Callable[[], object] = lambda: None
    ) -> BackupKeeper:
        """Return what makes backups there; see `BackupKeeper`."""
        return BackupKeeper(self.folder, self.limit, told, made)

    def back_up(self, project: Path, reason: str) -> tuple[Copying | None, str]:
        """Make a backup and return once it is verified, with what is to be said; None: nothing was done since the last.

        What is said without a backup is why there is none.
        """
        said: list[str] = []
        keeper = self.keeper(told=said.append)
        copying = keeper.begin(project, reason)
        keeper.finish()
        return copying, " ".join(said)


def chosen() -> BackupChoice:
    """Return what is set on this computer, value by value; what cannot be used counts as not set."""
    try:
        found = json.loads((config_folder() / SETTINGS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return BackupChoice()
    values = {name: found[name] for name in BackupChoice.model_fields if isinstance(found, dict) and name in found}
    try:
        return BackupChoice.model_validate(values)
    except ValidationError as error:
        bad = {str(part["loc"][0]) for part in error.errors()}
        return BackupChoice.model_validate({name: value for name, value in values.items() if name not in bad})
