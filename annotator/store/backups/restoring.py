"""A backup put back: as a new file, verified once more, and never over another one."""

import shutil
from collections.abc import Callable
from pathlib import Path

from annotator.model.errors import BadProject
from annotator.paths import system_says
from annotator.store.backups.checks import Verification
from annotator.store.backups.keeper import MIGRATION
from annotator.store.connections.breaking_off import broken_off_when
from annotator.store.connections.connecting import key_of
from annotator.store.placing import whole_new_file


class DamagedBackup(BadProject):
    """A backup of which no copy can be restored, since it is damaged; there is no new file."""


def restore(backup: Path, to: Path, is_stopped: Callable[[], bool] = lambda: False) -> list[str]:
    """Write a copy of a backup to a new file and return what our check finds in it.

    `is_stopped`: asked again and again by another thread; `Cancelled` is raised then, and there is no new file.
    Raises `Locked` where the passphrase of an encrypted one is not known, `DamagedBackup`, and `BadProject` where a
    file of that name exists, or it cannot be written: there is no new file then.
    """
    key_of(backup)  # before anything is written
    try:
        with whole_new_file(to) as made:
            shutil.copyfile(backup, made)
            verification = Verification(made)
            try:
                with broken_off_when(is_stopped, verification.stop):
                    return verification.problems(is_older=f" {MIGRATION}." in backup.name)
            except BadProject as error:
                raise DamagedBackup(f"The backup {backup.name} is damaged; choose an earlier one.") from error
    except FileExistsError as error:
        raise BadProject(f"{to.name} exists already; choose another name for the copy.") from error
    except OSError as error:
        said = system_says(error)
        raise BadProject(f"{backup.name} cannot be restored to {to} ({said}); choose another folder.") from error
