"""What tables of codings carry of a bundle, and bring of one."""

from annotator.formats.losses import EVERYTHING, OF_THE_PROJECT, PAGES, TEXT, UNIT, Losses, Part
from annotator.model.bundle import CodedDocument

CARRIES = EVERYTHING - OF_THE_PROJECT - {Part.MOVES, Part.ASSIGNMENTS, Part.SOURCES}
BRINGS = CARRIES - {Part.DECISIONS}


def count_what_is_not_beside(coded: CodedDocument, losses: Losses) -> None:
    """Count what a document has that stands in no table where the spans are alone."""
    title = f"“{coded.document.title}”"
    losses.add(TEXT, title)
    if coded.pages:
        losses.add(PAGES, title)
    if coded.units:
        losses.add(UNIT, title)
