"""The codebook as JSON: all of it, as this program writes it."""

from pathlib import Path

from annotator.formats.codebook_files.codebook_file import CodebookFile, ReadCodebook
from annotator.formats.losses import Losses
from annotator.model import codebook_reading
from annotator.model.codebook import Codebook
from annotator.readers.foreign.look import FileLook
from annotator.readers.registry import bytes_at, printable


def sniff(path: Path, look: FileLook) -> bool:
    """By its name, or by its labels."""
    return look.suffix == ".json" or any(isinstance(one.get("labels"), list) for one in look.records[:1])


def read(path: Path) -> ReadCodebook:
    """Read a codebook; raises `BadFile` or `BadCodebook`."""
    codebook = codebook_reading.read_codebook(bytes_at(path), printable(path.name))
    return ReadCodebook(codebook, is_whole=True)


def write(codebook: Codebook, losses: Losses) -> bytes:
    """Return the codebook; nothing is lost."""
    return codebook.to_json().encode("utf-8")


FILE = CodebookFile(
    name="json",
    title="JSON of this program (complete)",
    extensions=(".json",),
    about="everything",
    sniff=sniff,
    read=read,
    write=write,
)
