"""Files that appear together or not at all.

They are written into a temporary folder beside their place and renamed into it at the end. Where anything fails
before or while they are renamed, what was there before is there again.
"""

from collections.abc import Iterator, Mapping
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
        self._open: tuple[str, BinaryIO] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files so far, in order."""
        return tuple(self._staged)

    def append(self, name: str, data: bytes) -> None:
        """Add to a file, which is begun where it is not there yet."""
        if self._open is None or self._open[0] != name:
            self.close()
            path = self._staged.setdefault(name, self._temporary / f"new-{len(self._staged)}")
            self._open = name, path.open("ab")
        self._open[1].write(data)

    def close(self) -> None:
        """Close the file that was added to last; the next one is opened when something is added."""
        if self._open is not None:
            self._open[1].close()
            self._open = None

    def rename(self, names: Mapping[str, str]) -> None:
        """Give staged files other names in the same places of the order."""
        self.close()
        self._staged = {names.get(name, name): path for name, path in self._staged.items()}

    def commit(self) -> None:
        """Move all files to their places; raises `OSError` or `BadFile` with everything as it was."""
        self.close()
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
            try:
                yield staging
                staging.commit()
            finally:
                staging.close()
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
