"""What is coded beside a passage: overlapping it, around it, in the same sentence or paragraph, or some words away."""

from collections.abc import Callable, Mapping

from annotator.model.errors import BadSearch
from annotator.model.filter_words import Term
from annotator.model.ids import LabelId
from annotator.model.searching.scanning import Within
from annotator.model.searching.terms import NEAR
from annotator.model.searching.words import count_words, normal
from annotator.model.span import Span
from annotator.model.wording import counted, isolated
from annotator.operations.passages.coded import SearchedCoding, SearchedText
from annotator.operations.passages.condition import Condition
from annotator.operations.passages.names import SearchNames

Meets = Callable[[Span, Span, SearchedText], bool]


def overlap(one: Span, other: Span) -> bool:
    """Whether two passages share a character."""
    return any(a.start < b.stop and b.start < a.stop for a in one.extents for b in other.extents)


def is_inside(one: Span, other: Span) -> bool:
    """Whether all of a passage is in another."""
    return bool(one.extents) and all(
        any(b.start <= a.start and a.stop <= b.stop for b in other.extents) for a in one.extents
    )


def words_between(one: Span, other: Span, text: SearchedText) -> int | None:
    """Return how many words stand between two passages; 0 where they overlap, None where one has no place."""
    if not one.extents or not other.extents:
        return None
    first, second = sorted((one, other), key=lambda span: (span.start, span.stop))
    if second.start <= first.stop:
        return 0
    between = normal(text.text[first.stop : second.start])
    return count_words(between, 0, len(between))


def _together(within: Within) -> Meets:
    def meets(one: Span, other: Span, text: SearchedText) -> bool:
        if not one.extents or not other.extents:
            return False
        start, stop = text.around(one.start, one.stop, within)
        return start < other.stop and other.start < stop

    return meets


def near(most: int) -> Meets:
    """Return whether at most so many words stand between two passages."""

    def meets(one: Span, other: Span, text: SearchedText) -> bool:
        between = words_between(one, other, text)
        return between is not None and between <= most

    return meets


def _beside(key: str) -> Callable[[Term, SearchNames], Condition]:
    return lambda term, names: _condition(term, term.value, *PLACES[key], names)


def _condition(term: Term, words: str, meets: Meets, says: str, names: SearchNames) -> Condition:
    """“overlaps:” has the labels below it, too; “overlaps=” has not."""
    family: frozenset[LabelId] = frozenset(names.family(term, words))
    said = "anything coded" if term.is_any else isolated(names.label(words).name)

    def holds(coding: SearchedCoding) -> bool:
        one, text = coding.span, coding.document
        return any(
            other.label in family and other.layer == one.layer and other.id != one.id and meets(one, other, text)
            for other in text.spans
        )

    return Condition(holds, f"{says} {said}")


def _near(term: Term, names: SearchNames) -> Condition:
    """“near:warning/5”: at most five words away."""
    words, _, number = term.value.rpartition("/")
    if not words:
        words, number = term.value, str(NEAR)
    if not number.isascii() or not number.isdigit():
        raise BadSearch(f"“{isolated(str(term))}” says no number of words; write it as in near:warning/5.")
    # More words than that no text has; longer numbers Python refuses to read.
    most = int(number[:9]) if len(number) <= 9 else 10**9
    return _condition(term, words, near(most), f"at most {counted(most, 'word')} from", names)


PLACES: Mapping[str, tuple[Meets, str]] = {
    "overlaps": (lambda one, other, text: overlap(one, other), "overlapping"),
    "inside": (lambda one, other, text: is_inside(one, other), "inside"),
    "sentence": (_together(Within.SENTENCE), "in a sentence with"),
    "paragraph": (_together(Within.PARAGRAPH), "in a paragraph with"),
}
"""When a passage stands beside another, but for how many words away, and how that is said."""
BESIDE: Mapping[str, Callable[[Term, SearchNames], Condition]] = {
    **{key: _beside(key) for key in PLACES},
    "near": _near,
}
"""By the keys of a search; each is followed by a label, whose children count, too."""
