"""Files that appear together or not at all.

They are written into a temporary folder beside their place and renamed into it at the end. Where anything fails
before or while they are renamed, what was there before is there again.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from annotator.model.errors import BadFile, NotAllowed


class Staging:
    """The files of one export; names are relative to its folder, with / between the parts."""

    def __init__(self, root: Path, temporary: Path) -> None:
        self._root, self._temporary = root, temporary
        self._staged: dict[str, Path] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files so far, in order."""
        return tuple(self._staged)

    def open(self, name: str) -> BinaryIO:
        """Open a new file for writing; the caller closes it."""
        self._staged[name] = self._temporary / f"new-{len(self._staged)}"
        return self._staged[name].open("wb")

    def write(self, name: str, text: str) -> None:
        """Write a whole file as UTF-8."""
        with self.open(name) as file:
            file.write(utf8(text, name))

    def append(self, name: str, text: str) -> None:
        """Add to a file, which is begun where it is not there yet."""
        if name not in self._staged:
            self.open(name).close()
        with self._staged[name].open("ab") as file:
            file.write(utf8(text, name))

    def rename(self, old: str, new: str) -> None:
        """Give a staged file another name in the same place of the order."""
        self._staged = {new if name == old else name: path for name, path in self._staged.items()}

    def size_bytes(self, name: str) -> int:
        """Return the size of a staged file."""
        return self._staged[name].stat().st_size

    def sha256(self, name: str) -> str:
        """Return the SHA-256 of a staged file, in hex."""
        with self._staged[name].open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def commit(self) -> None:
        """Move all files to their places; raises `OSError` or `BadFile` with everything as it was."""
        moved: list[tuple[Path, Path | None]] = []
        made: list[Path] = []
        try:
            for number, (name, path) in enumerate(self._staged.items()):
                target = self._root / name
                if target.is_dir():
                    raise BadFile(str(target), "it is a folder", "choose another name for the export")
                _make_folder(target.parent, made)
                old = self._temporary / f"old-{number}" if target.exists() else None
                if old is not None:
                    target.replace(old)
                moved.append((target, old))
                path.replace(target)
        except (OSError, BadFile):
            _put_back(moved, made)
            raise


@contextmanager
def staged(root: Path) -> Iterator[Staging]:
    """Yield a `Staging` for a folder that need not exist; commits at the end, raises `BadFile` where it cannot."""
    try:
        with TemporaryDirectory(prefix=".annotator-", dir=_existing(root)) as temporary:
            staging = Staging(root, Path(temporary))
            yield staging
            staging.commit()
    except OSError as error:
        place = error.filename2 or error.filename or root
        raise BadFile(
            str(root),
            f"the export could not be written ({error.strerror or error}: {place}), and nothing was changed there",
            "choose another place or make room",
        ) from error


def utf8(text: str, name: str) -> bytes:
    """Return the UTF-8 form of a text; raises `NotAllowed` for half of a surrogate pair."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        around = text[max(0, error.start - 20) : error.start]
        raise NotAllowed(
            f"{name} cannot be written: half of a surrogate pair stands after “{around}”, which no file can hold; "
            "repair that title, note or text and try again."
        ) from error


def _existing(folder: Path) -> Path:
    """Return the nearest folder at or above `folder` that exists, so that renaming stays within one file system."""
    return next((place for place in (folder, *folder.absolute().parents) if place.is_dir()), folder)


def _make_folder(folder: Path, made: list[Path]) -> None:
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir()
        made.append(place)


def _put_back(moved: list[tuple[Path, Path | None]], made: list[Path]) -> None:
    for target, old in reversed(moved):
        if old is not None:
            old.replace(target)
        else:
            target.unlink(missing_ok=True)
    for place in reversed(made):
        place.rmdir()
