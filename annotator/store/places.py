"""Folders in which a database needs care: network shares, and folders that a cloud client copies behind our back."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from annotator.paths import is_share

_SYNCED = (
    *("dropbox", "onedrive", "google drive", "googledrive", "my drive", "icloud", "nextcloud", "owncloud", "box sync"),
    *("box-box", "mega", "com~apple~clouddocs", "mobile documents"),
)
"""How the folders of clients begin; the last two are iCloud's on a Mac, "my drive" is Google's on Windows."""
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "davfs", "fuse.davfs2", "9p", "afs"}
    | {"afpfs", "webdav", "ftp", "macfuse", "osxfuse"}
)
_MOUNTED_ON_A_MAC = re.compile(r"^.* on (/.*) \((\w+)[,)]", re.MULTILINE)
_ASKED_S = 5.0


def risk_of(path: Path) -> str:
    """Return a sentence about the folder of a project file, or its names, where they are a risk, else an empty text.

    SQLite keeps the log by the name of a file, so that programs that open it by two names know nothing of each other’s
    (sqlite.org, How To Corrupt An SQLite Database File, 2.5).
    """
    folder = path.resolve().parent
    for part in folder.parts:
        if any(part.casefold().startswith(name) for name in _SYNCED):
            return (
                f"The project stands in a synced folder ({part}): never open it on two machines at a time, "
                "and wait until the client has finished before you do."
            )
    if is_on_network(folder):
        return "The project stands on a network drive: let only one person open it at a time."
    with suppress(OSError):
        if path.stat().st_nlink > 1:
            return f"{path.name} has another name too (a hard link): open it by one of them only."
    return ""


def is_on_network(folder: Path) -> bool:
    """Whether a folder lies on another computer."""
    real = folder.resolve()
    return _filesystem_of(real) in _NETWORK or is_share(real)


def _filesystem_of(folder: Path) -> str:
    """Return the type of the file system; empty on Windows, where the path of a share says what it is."""
    try:
        holding = [(len(point), kind) for point, kind in _mounts() if folder.is_relative_to(point)]
    except (OSError, subprocess.SubprocessError):
        return ""
    return max(holding)[1] if holding else ""


def _mounts() -> Iterator[tuple[str, str]]:
    """Yield where file systems are mounted, and their types, as the system lists them; none on Windows."""
    if sys.platform.startswith("linux"):
        lines = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
        yield from ((fields[1].replace("\\040", " "), fields[2]) for fields in map(str.split, lines) if len(fields) > 2)
    elif sys.platform == "darwin":
        done = subprocess.run(["/sbin/mount"], capture_output=True, timeout=_ASKED_S, check=True)
        yield from _MOUNTED_ON_A_MAC.findall(done.stdout.decode("utf-8", "replace"))
    yield from ()
