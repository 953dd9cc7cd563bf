"""The labelling configuration of Label Studio (XML) as a codebook."""

from pathlib import Path

from annotator.formats.codebook_files.codebook_file import CodebookFile, ReadCodebook
from annotator.readers.foreign.look import FileLook


def sniff(path: Path, look: FileLook) -> bool:
    """By its root element."""
    return look.root == "View"


def read(path: Path) -> ReadCodebook:
    """Read a configuration; raises `BadFile`."""
    from annotator.formats.codebook_files import label_studio_reading  # noqa: PLC0415  (lxml is dear at the start)

    return label_studio_reading.read(path)


FILE = CodebookFile(
    name="label-studio",
    title="Label Studio's labelling configuration",
    extensions=(".xml",),
    about="labels with their colours and keys, choices and taxonomies, what is asked of each region as attributes,"
    " relations as roles",
    sniff=sniff,
    read=read,
)
