"""What was left out of a page, in one sentence for the import's report."""

from collections.abc import Sequence

from annotator.model.text import words
from annotator.model.wording import counted
from annotator.readers.web_page.names import Furniture
from annotator.readers.web_page.site_page import PagePart

_BY_LINKS = frozenset({Furniture.RELATED, Furniture.SHARE, Furniture.SKIP})
"""Kinds of which a user rather knows how many links there were."""


def told(left: Sequence[PagePart]) -> tuple[str, ...]:
    """Return a sentence that says what was left out, by kinds, and how much; none where nothing was."""
    parts = [_part(kind, [one for one in left if one.kind is kind]) for kind in Furniture]
    said = [part for part in parts if part]
    return (f"Left out around the text: {', '.join(said)}.",) if said else ()


def _part(kind: Furniture, left: Sequence[PagePart]) -> str:
    if not left:
        return ""
    links = sum(one.links for one in left)
    many = sum(len(words(one.text)) for one in left)
    much = counted(links, "link") if kind in _BY_LINKS and links else counted(many, "word")
    return f"{kind.value} ({much})"
