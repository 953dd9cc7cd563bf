"""Labels by coder: the numbers behind the plot of their use."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.model.errors import Bug
from annotator.model.wording import one_or_many
from annotator.reports.drawing import At
from annotator.reports.plots.parts import count_text


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelUse:
    """A label, its colour "#RRGGBB", and how many spans each coder has of it, in the order of the coders."""

    label: str
    colour: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsagePlot:
    """Labels by coder. `words`: how many words each coder read; where one read none, counts are compared instead."""

    coders: tuple[str, ...]
    words: tuple[int, ...]
    labels: Sequence[LabelUse]

    def __post_init__(self) -> None:
        if any(len(numbers) != len(self.coders) for numbers in (self.words, *(one.counts for one in self.labels))):
            raise Bug("the use of labels needs one number for each coder")

    @property
    def places(self) -> tuple[At, ...]:
        """Each pair of label and coder, by their numbers."""
        return tuple((label, coder) for label in range(len(self.labels)) for coder in range(len(self.coders)))

    @property
    def is_by_words(self) -> bool:
        """Whether there is a rate for every coder."""
        return all(self.words)

    def rate(self, label: int, coder: int) -> float:
        """Return spans per 1,000 words, or where a coder read none, spans."""
        count = self.labels[label].counts[coder]
        return count / self.words[coder] * 1000 if self.is_by_words else float(count)

    def said(self, label: int, coder: int) -> str:
        """Return a rate with its count: “3.2 (41)”."""
        count = count_text(self.labels[label].counts[coder])
        return f"{rate_text(self.rate(label, coder))} ({count})" if self.is_by_words and count != "0" else count

    def tip(self, label: int, coder: int) -> str:
        """Return a count with its rate in words."""
        count = self.labels[label].counts[coder]
        spans = f"{count_text(count)} {one_or_many(count, 'span', 'spans')}"
        rate = f", {rate_text(self.rate(label, coder))} per 1,000 words" if self.is_by_words else ""
        return f"{self.coders[coder]}, {self.labels[label].label}: {spans}{rate}"


def rate_text(rate: float) -> str:
    """Return a rate or a count with the digits that tell something."""
    if float(rate).is_integer() or rate >= 100:
        return count_text(round(rate))
    return f"{rate:.1f}" if rate >= 1 else f"{rate:.2f}"
