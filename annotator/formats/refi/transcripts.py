"""Selections of transcripts: from one point of time to another, each with its place in the text."""

from annotator.formats.placing import PlaceClaim
from annotator.formats.refi.places import RefiTextPlaces
from annotator.formats.refi.xml import Element, children, guid


def transcript_claim(holder: Element, selection: Element, places: RefiTextPlaces) -> PlaceClaim | None:
    """Return where a selection of a transcript stands in its text, None where its points have no places there."""
    points = {guid(point): point.get("position", "") for point in children(holder, "SyncPoint")}
    start, stop = (points.get(guid(selection, name), "") for name in ("fromSyncPoint", "toSyncPoint"))
    if not start.isdecimal():
        return None
    end = int(stop) if stop.isdecimal() else len(places.raw)
    return places.named(int(start), end, selection.get("name", ""))
