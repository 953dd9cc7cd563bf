"""Which files of a kind a path holds, and whose each is: one file, a folder, or what INCEpTION exports.

A folder that holds the same documents in several folders, or the types of all above its folders, has a folder a layer,
as this program writes them. A project
of INCEpTION (a zip archive, or unpacked) has `annotation/DOCUMENT/USER.…` and `curation/DOCUMENT/CURATION_USER.…`, each
perhaps in a zip archive of its own; INITIAL_CAS is the document before anybody coded it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from annotator.model.errors import BadFile
from annotator.paths import system_says
from annotator.readers.archive import Archive

CURATOR, INITIAL = "CURATION_USER", "INITIAL_CAS"
MOST_FILES = 20_000
TYPES = "TypeSystem.xml"
"""The file of types that is written beside the documents, or beside the folders of layers."""
_PROJECT = "exportedproject.json"


@dataclass(frozen=True, slots=True)
class UimaFile:
    """A file: its name, its bytes, the type system beside it; `folder`, `rest`: the parts of its path.

    `user`: who coded it, as INCEpTION calls them; `document`: of which document, likewise.
    """

    name: str
    data: Callable[[], bytes]
    types: Callable[[], bytes | None]
    folder: str = ""
    rest: str = ""
    user: str = ""
    document: str = ""


def files_at(path: Path, endings: tuple[str, ...]) -> list[UimaFile]:
    """Return the files with these endings at a path, in order; raises `BadFile`."""
    try:
        if path.is_dir():
            return list(_in_folder(path, endings))
        if path.suffix.lower() == ".zip":
            return list(_in_archive(path.name, path.read_bytes(), endings))
        return [UimaFile(path.name, path.read_bytes, lambda: _types_near(path), rest=path.stem)]
    except OSError as error:
        raise BadFile(str(error.filename or path), f"it cannot be read ({system_says(error)})") from error


def _in_folder(folder: Path, endings: tuple[str, ...]) -> Iterator[UimaFile]:
    for number, path in enumerate(sorted(folder.rglob("*"))):
        if number > MOST_FILES:
            raise BadFile(str(folder), f"it holds more than {MOST_FILES:,} files", "choose a folder of fewer")
        parts = path.relative_to(folder).parts
        if not path.is_file() or any(part.startswith(".") for part in parts):
            continue
        if path.suffix.lower() == ".zip" and _is_of_project(parts):
            yield from _inner(path.name, path.read_bytes(), endings, parts)
        elif path.suffix.lower() in endings:
            yield _placed(parts, path.read_bytes, lambda path=path: _types_near(path))  # type: ignore[misc]


def _in_archive(name: str, data: bytes, endings: tuple[str, ...]) -> Iterator[UimaFile]:
    archive = Archive(name, data)
    for member in sorted(archive.names):
        parts = PurePosixPath(member.replace("\\", "/")).parts
        suffix = PurePosixPath(member).suffix.lower()
        if member.endswith("/") or "__MACOSX" in parts or not parts:
            continue
        if suffix == ".zip" and _is_of_project(parts):
            yield from _inner(member, archive.read(member), endings, parts)
        elif suffix in endings:
            beside = _types_among(archive, member)
            yield _placed(parts, lambda member=member: archive.read(member), beside)  # type: ignore[misc]


def _inner(name: str, data: bytes, endings: tuple[str, ...], parts: tuple[str, ...]) -> Iterator[UimaFile]:
    """Yield the files of an archive within a project: one user's work on one document."""
    archive = Archive(name, data)
    for member in sorted(archive.names):
        if PurePosixPath(member).suffix.lower() in endings:
            read = lambda member=member: archive.read(member)  # noqa: E731
            # The archive is called by the user; what it holds is so in most versions, in others by chance.
            called = PurePosixPath(parts[-1]).stem + PurePosixPath(member).suffix
            yield _placed((*parts[:-1], called), read, _types_among(archive, member))


def _placed(parts: tuple[str, ...], data: Callable[[], bytes], types: Callable[[], bytes | None]) -> UimaFile:
    stem = PurePosixPath(parts[-1]).stem
    if _is_of_project(parts):
        at = next(at for at, part in enumerate(parts) if part in ("annotation", "curation"))
        document = parts[at + 1]
        return UimaFile(parts[-1], data, types, rest=document, user=stem, document=document)
    folder, inner = (parts[0], parts[1:-1]) if len(parts) > 1 else ("", ())
    return UimaFile(parts[-1], data, types, folder, "/".join((*inner, stem)))


def _is_of_project(parts: tuple[str, ...]) -> bool:
    return len(parts) >= 3 and parts[-3] in ("annotation", "curation")


def is_users_archive(name: str) -> bool:
    """Whether a name within a project is that of an archive of one user's work on one document."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return name.lower().endswith(".zip") and _is_of_project(parts)


def is_project(names: frozenset[str]) -> bool:
    """Whether the names in an archive are those of a project of INCEpTION or WebAnno."""
    return any(PurePosixPath(name).name == _PROJECT for name in names)


def _has_types_above(path: Path) -> bool:
    """Whether a type system stands beside the folders of files, and not in each: coders may have shared no document."""
    if path.is_dir():
        return (path / TYPES).is_file()
    return path.suffix.lower() == ".zip" and TYPES in Archive(path.name, path.read_bytes()).names


def _types_near(path: Path) -> bytes | None:
    wanted = (f"{path.stem}-typesystem.xml".lower(), f"{path.stem}.typesystem.xml".lower(), "typesystem.xml")
    for folder in list(path.parents)[:3]:  # a project has it above its documents and users
        try:
            found = {one.name.lower(): one for one in folder.iterdir() if one.suffix.lower() == ".xml"}
        except OSError:
            continue
        for name in wanted:
            if name in found:
                return found[name].read_bytes()
    return None


def _types_among(archive: Archive, member: str) -> Callable[[], bytes | None]:
    folder = PurePosixPath(member).parent

    def read() -> bytes | None:
        for place in (folder, folder.parent):
            for name in sorted(archive.names):
                if PurePosixPath(name).parent == place and name.lower().endswith("typesystem.xml"):
                    return archive.read(name)
        return None

    return read


def is_layered(path: Path, files: list[UimaFile]) -> bool:
    """Whether each folder is a layer: they hold the same documents, there is one, or the types stand above them."""
    folders = {file.folder for file in files}
    if "" not in folders and (len(folders) == 1 or _has_types_above(path)):
        return True
    seen: dict[str, str] = {}
    return any(seen.setdefault(file.rest, file.folder) != file.folder for file in files)
