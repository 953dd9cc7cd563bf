"""One file or folder read, whatever is in it: what a reader or a format did not foresee is a sentence too."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from annotator.formats.format import ColumnsSeen, ReadOptions
from annotator.formats.registry import format_for, format_named
from annotator.log import log_exception
from annotator.model.bundle import Bundle
from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile, BadProject, NotAllowed, UserError
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.exchange.known_documents import KnownDocuments
from annotator.operations.exchange.remembered_maps import known_maps
from annotator.operations.exchange.xml_maps import kept_map
from annotator.paths import system_says
from annotator.readers.foreign.look import FileLook
from annotator.readers.mapped import MappedFile, read_mapped
from annotator.readers.registry import READERS, bytes_at, printable
from annotator.readers.source import SourceFile
from annotator.store.connections.connecting import is_encrypted
from annotator.store.project import Project
from annotator.store.sittings import open_files


@contextmanager
def foreseen(name: str, project: Project | None = None) -> Iterator[None]:
    """Turn an error of the program over the file `name` into `BadFile`, once it is logged; sentences pass.

    `project`: what it is taken into. Where that one is damaged it is no matter of the file: raises `BadProject`.
    """
    try:
        yield
    except UserError:
        raise
    except MemoryError as error:
        raise BadFile(name, "reading it needs more memory than there is", "split it") from error
    except Exception as error:  # the border of a file: logged, and the other files still come in
        if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
            raise BadFile(name, f"it cannot be read ({system_says(error)})", "make it shorter") from error
        if project is not None and (damage := project.damage_behind(error)):
            raise BadProject(damage) from error
        log = log_exception(f"import {name}")
        raise BadFile(
            name,
            f"this file could not be read (an error of the program{f', logged in {log}' if log else ''})",
            "please report it, with the file if you may",
        ) from error


def read_source(source: ImportSource, coder: str, project: Project | None = None) -> Bundle | list[DocumentDraft]:
    """Return annotations or documents as `read_whole` does."""
    found = read_whole(source, coder, project)
    return found if isinstance(found, Bundle) else list(found.drafts)


def read_whole(source: ImportSource, coder: str, project: Project | None = None) -> Bundle | MappedFile:
    """Return what is in a file or folder, of documents also where their fields went.

    `coder`: whose work annotations are that do not say it themselves; `project`: for which it is read, whose texts a
    file may speak of without holding them. Raises `BadFile`, `BadCodebook`, `NotAllowed` or
    `NotFound`.
    """
    with foreseen(printable(source.path.name)):
        if open_files.is_open(source.path):
            raise BadFile(
                source.path.name, "it is the project that is open", "choose the texts, or an export of a project"
            )
        if is_encrypted(source.path):
            raise BadFile(source.path.name, "it is encrypted", "open it as a project, if it is one")
        name = format_name(source)
        if name:
            chosen = format_named(name)
            if chosen.reader is None:
                raise NotAllowed(f"The format “{name}” can only be exported.")
            return chosen.reader.read(source.path, read_options(source, coder, project))
        file, format = file_of(source)
        return read_mapped(file, format, source.goes, known_maps())


def columns_in(source: ImportSource, project: Project | None) -> ColumnsSeen | None:
    """Return what the columns of a table of codings mean; None of what is none, or one of ours."""
    name = format_name(source)
    reader = format_named(name).reader if name else None
    if reader is None or reader.columns is None:
        return None
    return reader.columns(source.path, read_options(source, "", project))


def read_options(source: ImportSource, coder: str, project: Project | None) -> ReadOptions:
    """Return how annotations are read for a project, or for none."""
    known = () if source.goes is not None else known_maps()
    options = ReadOptions(encoding=source.encoding, coder=coder, goes=source.goes, known=known)
    return options if project is None else replace(options, documents=KnownDocuments(project))


def file_of(source: ImportSource) -> tuple[SourceFile, str | None]:
    """Return a file with what the user chose, and the reader that it is for, None to find out; raises `BadFile`."""
    name, data = printable(source.path.name), bytes_at(source.path)
    xml_map = source.xml_map or (None if source.format else kept_map(name, data))
    file = SourceFile(
        name,
        data,
        encoding=source.encoding or None,
        text_column=source.text_column or None,
        language=source.language or None,
        xml_map=xml_map,
    )
    is_mapped = xml_map is not None and not source.format and bool(FileLook(name, data).root)
    return file, "xml" if is_mapped else source.format or None


def format_name(source: ImportSource) -> str:
    """Return the format of annotations that a source is in, empty where it is a document."""
    if source.format:
        is_reader = any(reader.name == source.format for reader in READERS)
        return "" if is_reader else source.format
    found = format_for(source.path)
    return found.name if found else ""
