"""Where a Web Annotation points: which text, and which passage of it.

A selector is a position, a quote with what stands around it, or a fragment `char=3,9` (RFC 5147); of several that
stand side by side each says the same place, and one may refine another. Positions count code points.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from annotator.formats.placing import PlaceClaim
from annotator.formats.web_annotation.names import iri_of, listed

_CHARS = re.compile(r"(?:^|[#&])char=(\d{1,10}),(\d{1,10})")
TEXTS = (".txt", ".text")
MOST_SELECTORS = 200


@dataclass(frozen=True, slots=True)
class PlaceSaid:
    """What a target says of a place. `range`: code points; `exact`: the words, with what is before and after them."""

    range: tuple[int, int] | None = None
    exact: str | None = None
    prefix: str = ""
    suffix: str = ""
    is_elsewhere: bool = False
    """Whether it is a place that no text has: in a picture, in the tree of a page."""


def place_said(target: Any) -> PlaceSaid | None:
    """Return what the selectors of a target say together; None where it is the whole."""
    selectors = listed(target.get("selector")) if isinstance(target, dict) else []
    found = _CHARS.search(iri_of(target))
    said = PlaceSaid((int(found[1]), int(found[2]))) if found else None
    for one in _all(selectors):
        said = _joined(said or PlaceSaid(), one)
    if said is not None and said.range is None and said.exact is None:
        return PlaceSaid(is_elsewhere=True)
    return said


def _all(selectors: list[Any]) -> Iterator[Any]:
    """Yield selectors and those that refine them, the outer ones first."""
    waiting = list(selectors)
    for _ in range(MOST_SELECTORS):
        if not waiting:
            return
        one = waiting.pop(0)
        yield one
        if isinstance(one, dict):
            waiting += [*listed(one.get("refinedBy")), *(listed(one.get("items")) if "items" in one else [])]


def _joined(said: PlaceSaid, selector: Any) -> PlaceSaid:
    if not isinstance(selector, dict):
        return said
    kind, start, stop = str(selector.get("type")), selector.get("start"), selector.get("end")
    if kind == "TextPositionSelector" and type(start) is int and type(stop) is int:
        return PlaceSaid((start, stop), said.exact, said.prefix, said.suffix)
    if kind == "TextQuoteSelector" and isinstance(selector.get("exact"), str):
        before, after = (str(selector.get(name) or "") for name in ("prefix", "suffix"))
        return PlaceSaid(said.range, selector["exact"], before, after)
    if kind == "FragmentSelector" and (found := _CHARS.search(str(selector.get("value")))):
        return PlaceSaid((int(found[1]), int(found[2])), said.exact, said.prefix, said.suffix)
    return said


def claim_in(raw: str, said: PlaceSaid) -> PlaceClaim | None:
    """Return the claim that a place makes on a text; None where a quote stands nowhere, or in several places."""
    if said.range is not None:
        return PlaceClaim((said.range,), said.exact)
    if not said.exact:
        return None
    for before, after in ((said.prefix, said.suffix), ("", "")):
        words = before + said.exact + after
        at = raw.find(words)
        if at >= 0 and raw.find(words, at + 1) < 0:
            start = at + len(before)
            return PlaceClaim(((start, start + len(said.exact)),), said.exact)
    return None


def text_file(source: str, beside: Path) -> Path | None:
    """Return the text that an IRI names: a file in the folder of `beside`, or below it; None where there is none."""
    try:
        parts = urlsplit(source)
        named = unquote(parts.path)
        relative = Path(named) if not parts.scheme and not named.startswith("/") else Path(Path(named).name)
        folder = beside.parent.resolve()
        for candidate in (relative, Path(f"{relative}.txt"), relative.with_suffix(".txt"), Path(relative.name)):
            file = (folder / candidate).resolve()
            if file.suffix.lower() in TEXTS and file.is_relative_to(folder) and file.is_file():
                return file
    except (OSError, ValueError):
        pass  # an address that no file can have
    return None
