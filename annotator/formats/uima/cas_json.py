"""UIMA CAS JSON 0.4, in and out: a file a document and coder, its types in it."""

from collections.abc import Iterator
from pathlib import Path

from annotator.formats.format import Format, FormatReader, Options, Piece, ReadOptions, Writer, WritingRun
from annotator.formats.losses import Part
from annotator.model.bundle import Bundle
from annotator.readers.foreign.look import FileLook

ENDINGS = (".json",)
READ = frozenset(
    {Part.TEXTS, Part.GAPS, Part.OVERLAPS, Part.ATTRIBUTES, Part.NOTES, Part.DOUBT, Part.LINKS, Part.LAYERS}
    | {Part.METADATA, Part.DOCUMENT_LABELS}
)
_KEYS = frozenset({"%TYPES", "%FEATURE_STRUCTURES", "%VIEWS", "_context", "_referenced_fss"})


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether this is such a file, an archive, or a folder with at least one."""
    from annotator.formats.uima.sniffing import any_in, is_archive_of  # noqa: PLC0415  (loaded late)

    return _is_cas(look) or is_archive_of(look, ENDINGS) or any_in(path, ENDINGS, _is_cas)


def _is_cas(look: FileLook) -> bool:
    return look.is_one_object and not _KEYS.isdisjoint(look.records[0])


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a file, or all in a folder or an archive; raises `BadFile`."""
    # The start of the program does without what only an import needs.
    from annotator.formats.uima.json_reading import read_file  # noqa: PLC0415
    from annotator.formats.uima.reading import read_files  # noqa: PLC0415

    return read_files(path, options, "uima", ENDINGS, read_file)


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield a file for each document in each layer in which it stands, and the type system, which each has too."""
    # The start of the program does without what only an export needs.
    from annotator.formats.uima.files import TYPES  # noqa: PLC0415
    from annotator.formats.uima.json_writing import cas_json  # noqa: PLC0415
    from annotator.formats.uima.writing import cases  # noqa: PLC0415
    from annotator.formats.uima.written_types import WrittenTypes  # noqa: PLC0415
    from annotator.formats.uima.xmi_writing import type_system_lines  # noqa: PLC0415

    types = WrittenTypes(bundle.codebook)
    for cas, path, _ in cases(bundle, run, types, ".json"):
        yield Piece(cas_json(cas, types.all()), path)
    yield Piece("".join(type_system_lines(types.all())), TYPES)


FORMAT = Format(
    name="cas-json",
    title="UIMA CAS JSON (of INCEpTION, DKPro)",
    extensions=(".json",),
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=READ,
        about="a `.json` file of INCEpTION or DKPro, a folder or an archive of such",
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
