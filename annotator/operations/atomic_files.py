"""A small file read or written whole: a codebook, a register of actors; where it is kept what exports wrote."""

import os
import shutil
from codecs import BOM_UTF8 as BOM
from pathlib import Path

from annotator.formats.last_export import ExportRecords
from annotator.formats.targets import refuse_target, remedy_for
from annotator.model.errors import BadFile
from annotator.paths import put_file, system_says
from annotator.store.connections.heads import SQLITE, head_of
from annotator.store.folders import data_folder
from annotator.store.placing import unfinished_name
from annotator.store.project import Project
from annotator.store.sittings import open_files


def bytes_of(path: Path) -> bytes:
    """Return the content of a file without a byte order mark; raises `BadFile`."""
    if open_files.is_open(path):
        raise BadFile(path.name, "it is the project that is open", "choose another file")
    try:
        return path.read_bytes().removeprefix(BOM)
    except OSError as error:
        raise BadFile(str(path), f"it cannot be read ({system_says(error)})", "check the name") from error
    except ValueError as error:  # a NUL in the path
        raise BadFile(str(path), "this is no possible file name", "check it") from error


def write_whole(path: Path, text: str) -> None:
    """Write a text as UTF-8 with line feeds; raises `BadFile`, also where that would destroy a project."""
    write_bytes_whole(path, text.encode("utf-8"))


def write_bytes_whole(path: Path, content: bytes) -> None:
    """Write bytes in place of what is there, all of them or none, also over a kill; raises `BadFile`.

    Whoever calls has asked whether a file may be replaced. A project is replaced in no case.
    """
    if is_project(path):
        raise BadFile(path.name, "it is a project, which this would destroy", "choose another name")
    try:
        refuse_target(path, is_project, replace=True)
        # A link stays one: what it leads to is replaced.
        real = path.resolve()
        made = unfinished_name(real)
        try:
            with made.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if real.exists():
                shutil.copymode(real, made)
            put_file(made, real)
        finally:
            if made.exists():  # with the rights of the other, with which Windows deletes none that may not be written
                made.chmod(0o600)
                made.unlink()
    except OSError as error:
        raise BadFile(path.name, f"it cannot be written ({system_says(error)})", remedy_for(error)) from error


def is_project(path: Path) -> bool:
    """Whether a file is a project, or another database; one that is open is not looked into."""
    if open_files.is_open(path):
        return True
    try:
        if not path.is_file():
            return False  # nor is a pipe, which would be waited for
        head = head_of(path)
        return head.is_encrypted or head.start.startswith(SQLITE)
    except (OSError, ValueError):
        return False


def records_of(project: Project) -> ExportRecords:
    """Return where it is kept what exports of a project wrote."""
    return ExportRecords(data_folder() / "exports", project.origin)
