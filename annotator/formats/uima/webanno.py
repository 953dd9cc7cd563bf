"""WebAnno TSV 3 (INCEpTION User Guide, “WebAnno TSV 3.3 File format”), in and out: a file a document and coder."""

from collections.abc import Iterator
from pathlib import Path

from annotator.formats.format import Format, FormatReader, Options, Piece, ReadOptions, Writer, WritingRun
from annotator.formats.losses import Part
from annotator.model.bundle import Bundle
from annotator.readers.foreign.look import FileLook

MARK = "#FORMAT=WebAnno TSV 3"
ENDINGS = (".tsv",)
READ = frozenset(
    {Part.TEXTS, Part.GAPS, Part.OVERLAPS, Part.ATTRIBUTES, Part.NOTES, Part.DOUBT, Part.LINKS, Part.LAYERS}
)


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether this is such a file, or a folder with at least one."""
    from annotator.formats.uima.sniffing import any_in  # noqa: PLC0415  (loaded late)

    return _is_tsv(look) or any_in(path, ENDINGS, _is_tsv)


def _is_tsv(look: FileLook) -> bool:
    return look.text.startswith(MARK)


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a file, or all in a folder; raises `BadFile`."""
    # The start of the program does without what only an import needs.
    from annotator.formats.uima.reading import read_files  # noqa: PLC0415
    from annotator.formats.uima.tsv_reading import read_file  # noqa: PLC0415

    return read_files(path, options, "webanno", ENDINGS, read_file)


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield a file for each document in each layer in which it stands, and the layers as a type system."""
    # The start of the program does without what only an export needs.
    from annotator.formats.uima.files import TYPES  # noqa: PLC0415
    from annotator.formats.uima.tsv_writing import TsvWriter  # noqa: PLC0415
    from annotator.formats.uima.writing import cases  # noqa: PLC0415
    from annotator.formats.uima.written_types import WrittenTypes  # noqa: PLC0415
    from annotator.formats.uima.xmi_writing import type_system_lines  # noqa: PLC0415

    types = WrittenTypes(bundle.codebook, is_typed=False)
    for cas, path, title in cases(bundle, run, types, ".tsv", says_all=False):
        yield Piece("".join(TsvWriter(cas, run.losses, title).lines()), path)
    yield Piece("".join(type_system_lines(types.all())), TYPES)


FORMAT = Format(
    name="webanno",
    title="WebAnno TSV 3.3 (of INCEpTION)",
    extensions=(".tsv",),
    reader=FormatReader(
        sniff=sniff, read=read, brings=READ, about="a `.tsv` file of INCEpTION or WebAnno, or a folder of such"
    ),
    writer=Writer(
        pieces=pieces,
        carries=READ,
        about="texts, spans with their gaps, attributes, slots, notes; a row a token.",
        leaves_out="labels on whole documents, decisions, actors, metadata; a folder for each layer.",
        options=Options,
    ),
    folder=True,
)
