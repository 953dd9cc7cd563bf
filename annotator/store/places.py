"""Folders in which a database needs care: network shares, and folders that a cloud client copies behind our back."""

import sys
from pathlib import Path

_SYNCED = ("dropbox", "onedrive", "google drive", "googledrive", "icloud", "nextcloud", "owncloud", "box sync", "mega")
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "davfs", "fuse.davfs2", "9p", "afs"}
)


def risk_of(path: Path) -> str:
    """Return a sentence about the folder of a project file where it is a risk, else an empty text."""
    folder = path.resolve().parent
    for part in folder.parts:
        if any(part.casefold().startswith(name) for name in _SYNCED):
            return (
                f"The project stands in a synced folder ({part}): never open it on two machines at a time, "
                "and wait until the client has finished before you do."
            )
    if _filesystem_of(folder) in _NETWORK or str(folder).startswith("\\\\"):
        return "The project stands on a network drive: let only one person open it at a time."
    return ""


def _filesystem_of(folder: Path) -> str:
    """Return the type of the file system, on Linux, where the system lists its mounts."""
    if not sys.platform.startswith("linux"):
        return ""
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    mounts = [(fields[1].replace("\\040", " "), fields[2]) for fields in map(str.split, lines) if len(fields) > 2]
    holding = [(len(point), kind) for point, kind in mounts if folder.is_relative_to(point)]
    return max(holding)[1] if holding else ""
