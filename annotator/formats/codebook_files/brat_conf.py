"""The configuration of brat (annotation.conf) as a codebook, with the names and keys that stand beside it."""

from pathlib import Path

from annotator.formats.codebook_files.codebook_file import CodebookFile, ReadCodebook
from annotator.readers.foreign.look import FileLook

_SECTIONS = ("[entities]", "[relations]", "[events]", "[attributes]", "[spans]")


def sniff(path: Path, look: FileLook) -> bool:
    """By a section that only such a file has."""
    lines = {line.strip().lower() for line in look.lines}
    return look.suffix in (".conf", ".txt", "") and not lines.isdisjoint(_SECTIONS)


def read(path: Path) -> ReadCodebook:
    """Read a configuration; raises `BadFile`."""
    from annotator.formats.codebook_files import brat_reading  # noqa: PLC0415  (asked for seldom)

    return brat_reading.read(path)


FILE = CodebookFile(
    name="brat",
    title="brat's annotation.conf",
    extensions=(".conf",),
    about="types in their order, headings (`!`), arguments and relations as roles, attributes; from `visual.conf` and"
    " `kb_shortcuts.conf` beside it names, colours and keys",
    sniff=sniff,
    read=read,
)
