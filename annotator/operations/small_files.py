"""A small file read or written whole: a codebook, a register of actors."""

from codecs import BOM_UTF8 as BOM
from pathlib import Path

from annotator.model.errors import BadFile


def bytes_of(path: Path) -> bytes:
    """Return the content of a file without a byte order mark; raises `BadFile`."""
    try:
        return path.read_bytes().removeprefix(BOM)
    except OSError as error:
        raise BadFile(str(path), f"it cannot be read ({error.strerror})", "check the name") from error
    except ValueError as error:  # a NUL in the path
        raise BadFile(str(path), "this is no possible file name", "check it") from error


def write_whole(path: Path, text: str) -> None:
    """Write a text as UTF-8 with line feeds; raises `BadFile`."""
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise BadFile(path.name, f"it cannot be written ({error.strerror})", "choose another folder") from error
