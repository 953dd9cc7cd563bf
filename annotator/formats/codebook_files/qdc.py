"""REFI-QDA codebooks (.qdc), and the codebook of a REFI-QDA project."""

from pathlib import Path

from annotator.formats.codebook_files.codebook_file import CodebookFile, ReadCodebook
from annotator.formats.losses import Loss, Losses, Part
from annotator.model.codebook import Codebook
from annotator.readers.foreign.look import FileLook

BEYOND = Loss(
    "1 label has attributes or roles, which this program alone reads in such a file",
    "{n} labels have attributes or roles, which this program alone reads in such a file",
    Part.CODEBOOK,
)
BARE = frozenset({"id", "name", "parent", "definition", "heading"})
"""What a code says; its colour besides, where there is one."""
DIVIDED = ("include", "exclude", "examples", "near_misses")
"""What its description says besides, where it is divided so."""


def sniff(path: Path, look: FileLook) -> bool:
    """By its name, or by its root element."""
    return look.suffix in (".qdc", ".qdpx", ".qde") or look.root.lower() == "codebook"


def read(path: Path) -> ReadCodebook:
    """Read a codebook; raises `BadFile`."""
    from annotator.formats.refi import codebook_reading  # noqa: PLC0415  (lxml is dear at the start of the window)

    return codebook_reading.read(path)


def write(codebook: Codebook, losses: Losses) -> bytes:
    """Return the codebook, valid by the published schema; raises `BadCodebook` for one without labels."""
    from annotator.formats.refi import codebook_writing  # noqa: PLC0415  (as above)

    for label in codebook.labels:
        if label.attributes or label.roles:
            losses.add(BEYOND, f"“{label.name}”")
    return codebook_writing.written(codebook)


FILE = CodebookFile(
    name="qdc",
    title="REFI-QDA codebook (ATLAS.ti, MAXQDA, NVivo, QualCoder)",
    extensions=(".qdc",),
    about="names, places, colours and descriptions; headings; the codebook of a `.qdpx` is read too",
    sniff=sniff,
    read=read,
    write=write,
)
