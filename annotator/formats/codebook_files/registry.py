"""The kinds of codebook files: one list that the command line, the window and the tests read."""

from pathlib import Path

from annotator.formats.codebook_files import brat_conf, json_codebook, label_studio_xml, qdc, readable, spreadsheet
from annotator.formats.codebook_files.codebook_file import CodebookFile, ReadCodebook
from annotator.formats.losses import Losses
from annotator.model.codebook import Codebook
from annotator.model.description import Description
from annotator.model.errors import BadFile
from annotator.readers.foreign.look import FileLook
from annotator.readers.registry import bytes_at, printable

CODEBOOK_FILES: tuple[CodebookFile, ...] = (
    json_codebook.FILE,
    spreadsheet.FILE,
    qdc.FILE,
    brat_conf.FILE,
    label_studio_xml.FILE,
    *readable.FILES,
)
"""The first one is what a codebook is written in unless its name says otherwise."""


def readable_extensions() -> tuple[str, ...]:
    """Return the endings of all files that are read."""
    return tuple(one for kind in CODEBOOK_FILES if kind.read is not None for one in kind.extensions)


def read_codebook_file(path: Path) -> ReadCodebook:
    """Read a codebook of any kind; raises `BadFile` or `BadCodebook`."""
    bytes_at(path)  # which says why it cannot be read
    look = FileLook.at(path)
    for kind in CODEBOOK_FILES:
        if kind.sniff is not None and kind.read is not None and kind.sniff(path, look):
            return kind.read(path)
    kinds = ", ".join(f"{kind.title} ({', '.join(kind.extensions)})" for kind in CODEBOOK_FILES if kind.read)
    raise BadFile(printable(path.name), "it is no codebook of a kind that is read", f"what can be read is: {kinds}")


def writer_for(path: Path) -> CodebookFile:
    """Return the kind in which a codebook is written under a name; raises `BadFile` for an ending of no kind."""
    written = [kind for kind in CODEBOOK_FILES if kind.write is not None]
    suffix = path.suffix.lower()
    if not suffix:
        return written[0]
    for kind in written:
        if suffix in kind.written:
            return kind
    endings = ", ".join(one for kind in written for one in kind.written)
    raise BadFile(printable(path.name), f"no codebook is written as {suffix}", f"choose one of {endings}")


def written(codebook: Codebook, path: Path, said: Description | None = None) -> tuple[bytes, tuple[str, ...]]:
    """Return a codebook as the file of this name has it, and what is lost, a sentence each; raises `BadFile`.

    `said`: of the dataset that it is of, for files that are read by people.
    """
    kind, losses = writer_for(path), Losses()
    assert kind.write is not None
    is_read = kind in readable.FILES
    data = (
        readable.write_for(codebook, losses, kind.extensions[0], said or Description())
        if is_read
        else kind.write(codebook, losses)
    )
    return data, losses.sentences()
