"""A folder that can be published, in and out.

    README.md              the card, with the head that Hugging Face reads
    data/*.jsonl           flat tables: spans, documents, slots, units; `datasets.load_dataset` reads them in one line
    complete/              all of it as JSONL of this program; read again from there
    …                      what `contents.ENTRIES` lists: codebook, agreement, citation, Croissant, RO-Crate, checksums

Coders stand in it by pseudonym. No file knows of the clock: the same project gives the same bytes.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from pydantic import Field
from pydantic_core import PydanticSerializationError, to_json

from annotator.formats.dataset.flat import Row
from annotator.formats.dataset.gathered import COMPLETE, GatheredDataset
from annotator.formats.format import AgreementOptions, Format, FormatReader, Piece, ReadOptions, Writer, WritingRun
from annotator.formats.json_text import json_text
from annotator.formats.jsonl import jsonl
from annotator.formats.jsonl.reading import read as read_lines
from annotator.formats.last_export import PUBLISHED
from annotator.formats.losses import EVERYTHING
from annotator.formats.staging import utf8
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.errors import BadFile
from annotator.readers.foreign.look import FileLook

_AT_ONCE = 1_000_000
"""So many bytes of a table are held before they are written: the files take turns, and each turn opens one."""


class DatasetOptions(AgreementOptions):
    """What of it is wanted."""

    soft_labels: bool = Field(
        default=False,
        title="Soft labels",
        description="Who voted for what, and how likely each label is, for gold and for what was rejected.",
    )
    agreement: bool = Field(
        default=True,
        title="Agreement",
        description="How far the coders agree; with 100,000 spans it takes longer than all else.",
    )
    agreement_in_full: bool = Field(
        default=False,
        title="Agreement in full",
        description="All figures in a file of their own: by pair, part and document; it grows with the documents.",
    )
    source_files: bool = Field(
        default=True,
        title="Source files",
        description="The files that documents were read from, where the project keeps them.",
    )

    @property
    def is_published(self) -> bool:
        """It is."""
        return True

    @property
    def wants_agreement(self) -> bool:
        """As it was chosen."""
        return self.agreement or self.agreement_in_full

    @property
    def wants_soft_labels(self) -> bool:
        """As it was chosen."""
        return self.soft_labels


def pieces(bundle: Bundle, run: WritingRun[DatasetOptions]) -> Iterator[Piece]:
    """Yield the data, the flat tables beside the complete lines, and then what tells of them."""
    # Half of this describes, and loads when a folder is written: the window knows the format from its start.
    from annotator.formats.dataset.contents import entry_pieces  # noqa: PLC0415

    of = GatheredDataset(bundle, run.names, run.agreement, run.own.soft_labels, run.own.agreement_in_full)
    flat = _FlatFiles(of)
    own = jsonl.JsonlOptions(
        licence=of.said.licence, soft_labels=run.own.soft_labels, source_files=run.own.source_files
    )
    complete = WritingRun(PurePosixPath(COMPLETE).name, own, run.losses, run.names)
    folder = PurePosixPath(COMPLETE).parent
    for piece in jsonl.pieces(replace(bundle, documents=flat.seen(bundle)), complete):
        place = str(folder / (piece.file or complete.name))
        content = piece.content
        yield of.files.piece(place, content) if isinstance(content, str) else of.files.bytes_piece(place, content)
        yield from flat.pieces(_AT_ONCE)
    yield from flat.pieces(0)
    yield from entry_pieces(of)


class _FlatFiles:
    """The rows of the documents that went by, until they are written."""

    def __init__(self, of: GatheredDataset) -> None:
        self._of = of
        self._lines: dict[str, list[bytes]] = {}
        self._length = 0

    def seen(self, bundle: Bundle) -> Iterator[CodedDocument]:
        """Yield the documents, and keep their rows."""
        for coded in bundle.documents:
            self._of.add(coded)
            split = _word(coded.split)
            for table, rows in self._of.tables.rows(coded):
                lines = b"".join(_line(row) for row in rows)
                self._lines.setdefault(table.file(split), []).append(lines)
                self._of.rows[split, table.name] += len(rows)
                self._length += len(lines)
            yield coded

    def pieces(self, over: int) -> Iterator[Piece]:
        """Yield the rows that are held, if they are longer than this."""
        if self._length <= over:
            return
        for file, lines in self._lines.items():
            if lines:
                yield self._of.files.bytes_piece(file, b"".join(lines))
                lines.clear()
        self._length = 0


def _line(row: Row) -> bytes:
    """Return a row as a line. Of texts, whole numbers and flags pydantic's serializer makes the same, sooner."""
    try:
        return to_json(row) + b"\n"
    except PydanticSerializationError:  # half of a surrogate pair, of which `utf8` says where it stands
        return utf8(json_text(row) + "\n", "a table")


def _word(split: str) -> str:
    """Return the name of a part as `datasets` takes it: letters, digits and _."""
    return re.sub(r"\W+", "_", split)


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether a folder is one of ours, by what stands in it."""
    try:
        return path.is_dir() and all((path / name).is_file() for name in PUBLISHED)
    except OSError:
        return False


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read the complete lines of a folder; raises `BadFile` or `BadCodebook`."""
    if not (path / COMPLETE).is_file():
        raise BadFile(str(path), f"it is no folder with {COMPLETE} in it", "choose the folder of a published dataset")
    return read_lines(path / COMPLETE, options)


FORMAT = Format(
    name="dataset",
    title="Dataset to publish (folder)",
    extensions=(),
    folder=True,
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=EVERYTHING,
        about="all that its complete JSONL holds; see [Publishing](publishing.md)",
        owns_folder=True,
    ),
    writer=Writer(
        pieces=pieces,
        carries=EVERYTHING,
        about="everything, with a card, the licence, how to cite it, Croissant, RO-Crate and checksums.",
        leaves_out="nothing.",
        options=DatasetOptions,
        shown="README.md",
    ),
)
