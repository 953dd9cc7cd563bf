"""Web Annotations of the W3C (https://www.w3.org/TR/annotation-model/), in and out: X.txt with X.jsonld beside it.

The annotations of a document are a collection with one page. Positions are code points, each with its quote and some
words around it. Read are collections, pages, lists and single ones, of which the text is in the file or beside it.
"""

from collections.abc import Iterator
from pathlib import Path

from annotator.formats.format import Format, FormatReader, Options, Piece, ReadOptions, Writer, WritingRun
from annotator.formats.losses import MENTION, Loss, Part, place_of
from annotator.formats.names import FileNames
from annotator.formats.web_annotation.names import ENDING
from annotator.model.bundle import Bundle
from annotator.readers.foreign.json_marks import is_web_annotation
from annotator.readers.foreign.look import FileLook

TITLE = Loss(
    "1 title was changed so that it can be the name of a file of its own",
    "{n} titles were changed so that they can be the names of different files",
)
UNREGISTERED = Loss(
    "1 actor in a slot who is not in the register is left out",
    "{n} actors in slots who are not in the register are left out",
    Part.LINKS,
)
ONLY_NAMED = Loss(
    "Of 1 actor of the register only name and kind stand where a passage or an act has them",
    "Of {n} actors of the register only names and kinds stand where passages or acts have them",
    Part.ACTORS,
)
CARRIED = frozenset(
    {Part.TEXTS, Part.GAPS, Part.OVERLAPS, Part.DOCUMENT_LABELS, Part.ATTRIBUTES, Part.NOTES, Part.DOUBT}
    | {Part.MENTIONS, Part.LINKS, Part.SLOT_VALUES, Part.LAYERS, Part.CODERS}
)


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether this is a file of annotations, the text of one, or a folder with at least one."""
    try:
        if path.is_dir():
            return any(is_web_annotation(FileLook.at(file)) for file in path.glob(f"*{ENDING}"))
        beside = path.with_suffix(ENDING)
        if path.suffix == ".txt" and beside.is_file():
            return is_web_annotation(FileLook.at(beside))
    except (OSError, ValueError):
        return False
    return is_web_annotation(look)


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a folder or a file; raises `BadFile` where there is no text that it speaks of."""
    from annotator.formats.web_annotation.reading import read_annotations  # noqa: PLC0415 - heavy, and seldom needed

    return read_annotations(path, options)


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield the text and the annotations of each document."""
    from annotator.formats.json_text import json_text  # noqa: PLC0415 - as above
    from annotator.formats.web_annotation.writing import AnnotationWriter, empty_collection  # noqa: PLC0415 - as above

    names, writer = FileNames(), AnnotationWriter(bundle, run.names)
    written = 0
    for written, coded in enumerate(bundle.documents, 1):  # noqa: B007 - whether there are any
        title = coded.document.title
        if (name := names.make(title)) != title:
            run.losses.add(TITLE, f"“{title}”")
        for span in coded.spans:
            if span.actor is not None and span.actor not in writer.actors:
                run.losses.add(MENTION, place_of(span, coded.document))
        for link in coded.links:
            if link.actor is not None and link.actor not in writer.actors:
                run.losses.add(UNREGISTERED, f"the {link.role} of an act in “{title}”")
        yield Piece(coded.document.text, f"{name}.txt")
        yield Piece(json_text(writer.collection(coded, f"{name}.txt", f"{name}{ENDING}"), 1) + "\n", f"{name}{ENDING}")
    if not written:
        yield Piece(json_text(empty_collection(), 1) + "\n", f"annotations{ENDING}")


FORMAT = Format(
    name="web-annotation",
    title="Web Annotation of the W3C (folder of .txt and .jsonld)",
    extensions=(ENDING,),
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=CARRIED,
        about="`X.jsonld` or JSON of collections, pages and single annotations, whose texts stand beside it as `.txt`",
    ),
    writer=Writer(
        pieces=pieces,
        carries=CARRIED,
        about="all that is coded, with quotes and positions, by whom, acts with their parties, labels of documents.",
        leaves_out="decisions, metadata, how far coders are.",
        options=Options,
        says={Part.ACTORS: ONLY_NAMED},
    ),
    folder=True,
)
