"""Files that appear together or not at all.

They are written into a temporary folder beside their place and renamed into it at the end (`renames.py`). Where
anything fails before or while they are renamed, what was there before is there again.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from annotator.formats.last_export import LastExport, outdated
from annotator.formats.renames import Move, Renames, Workplace, recover, stamp
from annotator.formats.targets import refuse_target, remedy_for
from annotator.model.errors import BadFile, NotAllowed, WouldReplace
from annotator.model.ids import DocumentId
from annotator.paths import long_path, system_says


class Staging:
    """The files of one export; names are relative to its folder, with / between the parts."""

    def __init__(
        self,
        root: Path,
        temporary: Path,
        replace: bool = True,
        last: LastExport | None = None,
        is_protected: Callable[[Path], bool] = lambda path: False,
        division: Mapping[DocumentId, str] | None = None,
    ) -> None:
        self._root, self._temporary = root, temporary
        self._replace, self._last, self._is_protected, self._division = replace, last, is_protected, division
        self._staged: dict[str, Path] = {}
        self._open: tuple[str, BinaryIO] | None = None
        self.notices: list[str] = []
        """What was found and taken away, or left, a sentence each."""

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

    def content(self, name: str) -> Path:
        """Return where the bytes of a file stand until it takes its place."""
        self.close()
        return self._staged[name]

    def commit(self) -> None:
        """Move all files to their places; raises `OSError` or `BadFile` with everything as it was."""
        self.close()
        for name in self._staged:
            refuse_target(self._root / name, self._is_protected, self._replace)
        moves = [self._move(name, path.name) for name, path in self._staged.items()]
        gone = self._outdated()
        if gone and not self._replace:
            raise WouldReplace(str(self._root / gone[0]))
        moves += [self._move(name, "") for name in gone]
        if self._last is not None and (self._root / self._last.hidden).is_file():
            moves.append(self._move(self._last.hidden, ""))
        if self._last is not None and self._staged:
            self._last.begin(self._staged, self._division)
        renames = Renames(self._temporary, self._root, moves, _missing(self._root, self._staged))
        renames.write()
        try:
            renames.forward()
        except (OSError, BadFile):
            renames.back()
            raise
        if self._last is not None and self._staged:
            self._last.finish({name: self._root / name for name in self._staged}, self._division)
        for name in gone:
            self.notices.append(f"{name} of the last export was removed, since it is not written any more.")
            with suppress(OSError):  # where something else is in the folder
                (self._root / name).parent.rmdir()

    def _move(self, name: str, new: str) -> Move:
        return Move(name, new, stamp(self._root / name))

    def _outdated(self) -> list[str]:
        if self._last is None:
            return []
        unchanged, changed = outdated(self._root, self._last.read(), self._staged, self._is_protected)
        self.notices += [f"{name} of the last export was changed since, so it stays." for name in changed]
        return unchanged


@contextmanager
def staged(
    root: Path,
    replace: bool = True,
    last: LastExport | None = None,
    is_protected: Callable[[Path], bool] = lambda path: False,
    division: Mapping[DocumentId, str] | None = None,
) -> Iterator[Staging]:
    """Yield a `Staging` for a folder that need not exist; commits at the end, raises `BadFile` where it cannot.

    `replace`: whether files that are there may be replaced, else `WouldReplace` is raised. `last`: what is
    known of the last export there, by which its other files are taken away; None for a place that is new each time.
    `is_protected`: whether a file must be replaced in no case. `division`: the part of each document, for the record.
    """
    try:
        place = long_path(root)
        found = recover(place)
        workplace = Workplace(_existing(place))
        try:
            staging = Staging(place, workplace.path, replace, last, is_protected, division)
            staging.notices += found
            try:
                yield staging
                staging.commit()
            except WouldReplace as error:
                raise WouldReplace(error.file, " ".join(found)) from error
            finally:
                staging.close()
        finally:
            workplace.close()
    except OSError as error:
        culprit = error.filename2 or error.filename or root
        raise BadFile(
            str(root),
            f"the export could not be written ({system_says(error)}: {culprit}), and nothing was changed there",
            remedy_for(error),
        ) from error
    except UnicodeEncodeError as error:
        raise BadFile(
            str(root),
            f"under the locale of this system no file can have “{error.object[error.start : error.end]}” in its name",
            "set a locale with UTF-8 (LC_ALL=C.UTF-8)",
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


def _missing(root: Path, names: Mapping[str, Path]) -> list[str]:
    """Return the folders that are not there yet, outermost first, by their whole paths."""
    found: dict[str, None] = {}
    for name in names:
        for place in reversed(((root / name).parent, *(root / name).parent.parents)):
            if not place.exists():
                found[str(place.absolute())] = None
    return list(found)
