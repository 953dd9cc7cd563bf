"""Selections of transcripts: from one point of time to another, each with its place in the text."""

from annotator.formats.placing import PlaceClaim
from annotator.formats.refi.places import named_claim
from annotator.formats.refi.xml import Element, children, guid


def transcript_claim(holder: Element, selection: Element, raw: str) -> PlaceClaim | None:
    """Return where a selection of a transcript stands in its text, None where its points have no places there."""
    places = {guid(point): point.get("position", "") for point in children(holder, "SyncPoint")}
    start, stop = (places.get(guid(selection, name), "") for name in ("fromSyncPoint", "toSyncPoint"))
    if not start.isdecimal():
        return None
    end = int(stop) if stop.isdecimal() else len(raw)
    return named_claim(int(start), end, selection.get("name", ""), raw)
