"""Places: what coders marked, grouped into what was meant as the same thing, at most one span of each coder.

All coders' spans of a document are grouped at once, by `annotator.model.grouping`, as the cases of adjudication are.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from annotator.agreement.input.ratings import Row
from annotator.model.ids import LabelId
from annotator.model.span import Span


@dataclass(frozen=True, slots=True)
class CodedPassage:
    """One thing that coders meant. `document`: its number. `spans`: by column, None for a coder without one.

    `present`: whether each coder took part here: who did and has no span found nothing. `is_unit`: whether it is a unit
    that is given, in which who gave it no code may be said to have taken no part.
    """

    document: int
    spans: tuple[Span | None, ...]
    present: tuple[bool, ...]
    is_unit: bool = False

    @property
    def found(self) -> list[Span]:
        """The spans of those who have one."""
        return [span for span in self.spans if span is not None]

    @property
    def start(self) -> int:
        """The first code point of all spans, 0 for a label on the whole document."""
        return min(span.start for span in self.found)

    @property
    def stop(self) -> int:
        """One past the last code point of all spans, 0 for a label on the whole document."""
        return max(span.stop for span in self.found)

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole document, on which labels stand as well."""
        return not any(span.extents for span in self.found)

    @property
    def differs(self) -> bool:
        """Whether two who took part differ: in whether there is something, in its label or in its extents."""
        said = {(span.label, span.extents) for span in self.found}
        return len(said) > 1 or any(here and span is None for span, here in zip(self.spans, self.present, strict=True))

    def has(self, label: LabelId) -> bool:
        """Whether anyone has a span with this label here."""
        return any(span.label == label for span in self.found)


Values = Callable[[CodedPassage], Row | None]
"""What each coder said of a place, None for nothing; or None where the place has no say in the matter."""


def distinct(spans: Sequence[Span], labels: frozenset[LabelId]) -> Iterator[Span]:
    """Yield the spans with these labels, those of the same label and extents once."""
    seen = set()
    for span in spans:
        what = span.label, span.extents
        if span.label in labels and what not in seen:
            seen.add(what)
            yield span
