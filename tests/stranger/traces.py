"""What stands in a machine, so that it can be told what came, went or changed."""

import hashlib
import os
import stat
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

_NOT_OF_DISK = ("proc", "sys", "dev", "run", "tmp")


def listing(root: Path, under: str = "") -> dict[str, str]:
    """Return every path under a folder of a machine, with its kind, mode, owner, and a hash of what it holds."""
    found: dict[str, str] = {}
    for folder, folders, files in os.walk(root / under):
        if Path(folder) == root:
            folders[:] = [name for name in folders if name not in _NOT_OF_DISK]
        for name in (*folders, *files):
            path = Path(folder, name)
            found[f"/{path.relative_to(root)}"] = _state(path)
    return found


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """Return the paths that came, went, or are otherwise than they were."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def besides(paths: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return, in order, the paths that no pattern knows; a pattern that ends in / knows all below."""
    patterns = [f"{one}*" if one.endswith("/") else one for one in known]
    return sorted(path for path in paths if not any(fnmatch(path, one) for one in patterns))


def owned(root: Path) -> set[str]:
    """Return the paths of all packages that are there, by both names that a system with a merged /usr gives them."""
    lists = (root / "var/lib/dpkg/info").glob("*.list")
    named = {line for listed in lists for line in listed.read_text("utf-8").splitlines()}
    return named | {f"/usr{path}" for path in named}


def naming(root: Path, paths: Iterable[str], word: str) -> list[str]:
    """Return those paths that have a word in their name, or in what the file holds."""
    return sorted(path for path in paths if word in path or word.encode() in _held(root / path.lstrip("/")))


def _state(path: Path) -> str:
    told = path.lstat()
    kind = stat.filemode(told.st_mode)
    if stat.S_ISLNK(told.st_mode):
        return f"{kind} {path.readlink()}"
    held = hashlib.sha256(_held(path)).hexdigest() if stat.S_ISREG(told.st_mode) else ""
    return f"{kind} {told.st_uid}:{told.st_gid} {held}"


def _held(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else b""
