"""UIMA CAS XMI, in and out: a file a document and coder, with the type system beside it."""

from collections.abc import Iterator
from pathlib import Path

from annotator.formats.format import Format, FormatReader, Options, Piece, ReadOptions, Writer, WritingRun
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

    return _is_cas(look) or is_archive_of(look, (".xmi",)) or any_in(path, (".xmi",), _is_cas)


def _is_cas(look: FileLook) -> bool:
    return look.root == "XMI" and look.holds("uima")


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a file, or all in a folder or an archive; raises `BadFile`."""
    # The start of the program does without what only an import needs.
    from annotator.formats.uima.reading import read_files  # noqa: PLC0415
    from annotator.formats.uima.xmi_reading import read_file  # noqa: PLC0415

    return read_files(path, options, "uima", (".xmi",), read_file)


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield a file for each document in each layer in which it stands, and the type system at the end."""
    # The start of the program does without what only an export needs.
    from annotator.formats.uima.files import TYPES  # noqa: PLC0415
    from annotator.formats.uima.writing import cases  # noqa: PLC0415
    from annotator.formats.uima.written_types import WrittenTypes  # noqa: PLC0415
    from annotator.formats.uima.xmi_writing import XmiWriter, type_system_lines  # noqa: PLC0415

    writer = XmiWriter(run.losses)
    types = WrittenTypes(bundle.codebook)
    for cas, path, title in cases(bundle, run, types, ".xmi"):
        yield Piece("".join(writer.lines(cas, title)), path)
    yield Piece("".join(type_system_lines(types.all())), TYPES)


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
    writer=Writer(
        pieces=pieces,
        carries=READ,
        about="texts, spans with their gaps, attributes, slots, notes, labels on whole documents, metadata.",
        leaves_out="decisions, actors, pages; a folder for each layer.",
        options=Options,
        says={Part.SLOT_VALUES: None},  # kept, but of parties that are no passages, which the writer counts
    ),
    folder=True,
)
