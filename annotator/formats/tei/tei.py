"""TEI P5 with stand-off annotations (https://tei-c.org/release/doc/tei-p5-doc/en/html/SA.html), out: a file a document.

The text is a body of paragraphs with an anchor wherever a span begins or ends; its spans stand in `standOff` and
point to these anchors, so that they may overlap. The codebook is a taxonomy; attributes are feature structures,
parties links.
"""

from collections.abc import Iterator

from annotator.formats.format import Format, Options, Piece, Writer, WritingRun
from annotator.formats.losses import MENTION, Loss, Part, place_of
from annotator.formats.names import FileNames
from annotator.model.bundle import Bundle

TITLE = Loss(
    "1 title was changed so that it can be the name of a file of its own",
    "{n} titles were changed so that they can be the names of different files",
)
ILLEGAL = Loss(
    "1 text has characters that XML cannot hold; they stand as �",
    "{n} texts have characters that XML cannot hold; they stand as �",
    Part.TEXTS,
)
UNREGISTERED = Loss(
    "1 actor in a slot who is not in the register is left out",
    "{n} actors in slots who are not in the register are left out",
    Part.LINKS,
)


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield the file of each document, with what all layers say of it."""
    from annotator.formats.tei.document import TeiWriter  # noqa: PLC0415 - the window starts without it
    from annotator.formats.tei.xml_text import has_illegal  # noqa: PLC0415 - as above

    names, writer = FileNames(), TeiWriter(bundle, run.names)
    yield Piece(writer.codebook(), "codebook.xml")
    for coded in bundle.documents:
        title = coded.document.title
        if (name := names.make(title)) != title:
            run.losses.add(TITLE, f"“{title}”")
        if has_illegal(coded.document.text):
            run.losses.add(ILLEGAL, f"“{title}”")
        for span in coded.spans:
            if span.actor is not None and span.actor not in writer.actors:
                run.losses.add(MENTION, place_of(span, coded.document))
        for link in coded.links:
            if link.actor is not None and link.actor not in writer.actors:
                run.losses.add(UNREGISTERED, f"the {link.role} of an act in “{title}”")
        yield Piece(writer.document(coded), f"texts/{name}.xml")


FORMAT = Format(
    name="tei",
    title="TEI with stand-off annotations (folder of .xml)",
    extensions=(".xml",),
    writer=Writer(
        pieces=pieces,
        carries=frozenset(
            {Part.TEXTS, Part.GAPS, Part.OVERLAPS, Part.DOCUMENT_LABELS, Part.ATTRIBUTES, Part.NOTES, Part.DOUBT}
            | {Part.MENTIONS, Part.LINKS, Part.LAYERS, Part.CODERS, Part.CODEBOOK}
        ),
        about="texts with anchors, spans that point to them, attributes, notes, acts with their parties, the codebook.",
        leaves_out="decisions, metadata, how far coders are.",
        options=Options,
        says={
            Part.ACTORS: Loss(
                "Of 1 actor of the register only the name stands where a passage or an act has it",
                "Of {n} actors of the register only the names stand where passages or acts have them",
                Part.ACTORS,
            )
        },
    ),
    folder=True,
)
