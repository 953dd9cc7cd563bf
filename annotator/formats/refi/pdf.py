"""Regions of pages of a PDF: those that say which words they show are passages, where the text has these words once."""

import re

from annotator.formats.placing import PlaceClaim
from annotator.formats.refi.xml import Element, child, said
from annotator.model.document import canonical


def region_claim(selection: Element, raw: str) -> PlaceClaim | None:
    """Return where the words of a region stand in the text of its PDF, None where that is not certain."""
    words = said(child(selection, "Representation"), "PlainTextContent").split()
    if not words:
        return None
    text = canonical(raw)
    found = list(re.finditer(r"\s*".join(map(re.escape, words)), text))
    if len(found) != 1:
        return None
    start, stop = (_counted(raw, at) for at in found[0].span())
    return PlaceClaim(((start, stop),), found[0][0])


def _counted(raw: str, at: int) -> int:
    """Return a place of the canonical text as the documented way counts it: in code points of the file."""
    if "\r\n" not in raw and not raw.startswith("\ufeff"):
        return at
    position = int(raw.startswith("\ufeff"))
    for line in canonical(raw).split("\n"):
        if at <= len(line):
            break
        at -= len(line) + 1
        position += len(line) + (2 if raw[position + len(line) :].startswith("\r\n") else 1)
    return position + at
