"""Datasets as Hugging Face’s `datasets` saves them and its hub holds them, in: Parquet, Arrow, JSON lines; a folder.

A row is a document: tokens with tags, tokens with ranges of tokens, or a text with ranges of characters or labels.
"""

from pathlib import Path

from annotator.formats.format import Format, FormatReader, ReadOptions
from annotator.formats.hugging_face.sniffing import is_archive, is_data, is_dataset_folder, tells_of_rows
from annotator.formats.losses import Part
from annotator.model.bundle import Bundle
from annotator.readers.foreign.look import FileLook


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether this is a table or lines with tokens or passages, or a folder of them."""
    return is_data(look) or is_archive(look) or is_dataset_folder(path)


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a file or folder; raises `BadFile`."""
    from annotator.formats.hugging_face import reading  # noqa: PLC0415  (not at the start of the window)

    return reading.read(path, options)


FORMAT = Format(
    name="hugging-face",
    title="Dataset of Hugging Face (Parquet, Arrow, JSON lines)",
    extensions=(".parquet", ".arrow"),
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=frozenset(
            {Part.TEXTS, Part.METADATA, Part.OVERLAPS, Part.GAPS, Part.DOCUMENT_LABELS, Part.ATTRIBUTES, Part.LINKS}
        ),
        about="a folder or zip archive as `datasets` saves it or the hub holds it, or one of its files:"
        " tokens with `ner_tags`, texts with `spans` or `entities`; Parquet by an extra",
        belongs=tells_of_rows,
    ),
    folder=True,
)
