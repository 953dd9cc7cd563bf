"""Copies of the project's file that a cloud client, or somebody, left beside it: found by their names; pure.

Names as the clients write them, from their makers' help pages:

* Dropbox: “readouts (Ana's conflicted copy 2026-11-28).annot”
* Nextcloud, ownCloud: “readouts (conflicted copy 2026-11-28 091502).annot”, “readouts_conflict-20261128-091502.annot”
* Syncthing: “readouts.sync-conflict-20261128-091502-7XQ4ABC.annot”
* OneDrive: “readouts-LAPTOP.annot”, the name of the computer
* Google Drive, browsers, Windows: “readouts (1).annot”, “readouts - Copy.annot”; a Mac: “readouts copy.annot”,
  “readouts 2.annot”
* Resilio Sync: “readouts.Conflict.annot”. Box writes “readouts (Ana Smith).annot”, as somebody may call a file.

A name alone proves nothing: whether a file is a copy of the same project, and has what this one lacks, says the file.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

_HOST = r"[A-Z0-9][A-Z0-9-]{2,62}"
"""The name of a computer as Windows has it: capitals, digits and hyphens."""
_BEHIND = re.compile(
    r"""(?: \ \([^()]*conflict(?:ed\ copy|s)?\b[^()]*\)   # Dropbox, Nextcloud
        | _conflict-\d{8}-\d{6}                            # ownCloud
        | \.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?     # Syncthing
        | \.Conflict                                       # Resilio Sync
        | \ \(\d{1,3}\)                                    # “(1)”
        | \ \d{1,3}                                        # a Mac, iCloud
        | \ ?[-–]\ ?(?:Copy|Kopie|Copie|Copia|copy)(?:\ \(\d{1,3}\))?
        | \ (?:copy|Kopie|copie)(?:\ \d{1,3})?
        )+""",
    re.VERBOSE | re.IGNORECASE,
)
_ON_HOST = re.compile(rf"-{_HOST}(?:-\d{{1,3}})?")
_BEFORE = re.compile(r"(?:Copy|Kopie|Copie|Copia)(?: \(\d{1,3}\))? (?:of|von|de) ", re.IGNORECASE)


def is_conflict_name(name: str, own: str) -> bool:
    """Whether a file's name is that of a copy that went its own way; `own`: the name of the file that it is of.

    Where the project's file is itself called “readouts (1)”, “readouts” may be the copy.
    """
    found, mine = Path(name), Path(own)
    if name == own or found.suffix.casefold() != mine.suffix.casefold():
        return False
    return _is_of(found.stem, mine.stem) or _is_of(mine.stem, found.stem)


def _is_of(stem: str, mine: str) -> bool:
    begun = _BEFORE.match(stem)
    if begun and stem[begun.end() :] == mine:
        return True
    if not stem.startswith(mine):
        return False
    rest = stem[len(mine) :]
    return bool(_BEHIND.fullmatch(rest) or _ON_HOST.fullmatch(rest))


def conflict_copies(path: Path) -> list[Path]:
    """Return the files beside a project's file that are called as copies of it are; none where nothing can be read."""
    try:
        return sorted(_beside(path))
    except OSError:
        return []


def _beside(path: Path) -> Iterator[Path]:
    with os.scandir(path.parent) as entries:
        for entry in entries:
            if is_conflict_name(entry.name, path.name) and entry.is_file():
                yield path.parent / entry.name
