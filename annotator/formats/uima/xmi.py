"""UIMA CAS XMI, in and out: a file a document and coder, with the type system beside it."""

from pathlib import Path

from annotator.formats.format import Format, FormatReader, ReadOptions
from annotator.formats.losses import Part
from annotator.model.bundle import Bundle
from annotator.readers.foreign.look import FileLook

ENDINGS = (".xmi", ".xml")
READ = frozenset(
    {Part.TEXTS, Part.GAPS, Part.OVERLAPS, Part.ATTRIBUTES, Part.NOTES, Part.DOUBT, Part.LINKS, Part.LAYERS}
    | {Part.METADATA, Part.DOCUMENT_LABELS}
)


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether this is such a file, an archive, or a folder with at least one."""
    from annotator.formats.uima.sniffing import any_in, is_archive_of  # noqa: PLC0415  (loaded late)

    if look.root == "XMI":
        return b"uima" in look.data
    return is_archive_of(look, (".xmi",)) or any_in(path, (".xmi",), b"xmi:XMI")


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a file, or all in a folder or an archive; raises `BadFile`."""
    # The start of the program does without what only an import needs.
    from annotator.formats.uima.reading import read_files  # noqa: PLC0415
    from annotator.formats.uima.xmi_reading import read_file  # noqa: PLC0415

    return read_files(path, options, "uima", (".xmi",), read_file)


FORMAT = Format(
    name="xmi",
    title="UIMA CAS XMI (of INCEpTION, DKPro)",
    extensions=(".xmi",),
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=READ,
        about="a `.xmi` file with its `TypeSystem.xml`, a folder or an archive of such, a project of INCEpTION",
        companions=("TypeSystem.xml", "typesystem.xml"),
    ),
    folder=True,
)
