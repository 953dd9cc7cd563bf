"""What is to be compared, and how: pure values that become the design of a study."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from annotator.agreement.input.units import Uncoded, UnitKind, Unmarked
from annotator.agreement.registry import HEADLINES, NAMES
from annotator.agreement.study.study import Design
from annotator.model.coder import Layer
from annotator.model.ids import DocumentId, LabelId, LayerId
from annotator.model.wording import one_or_many


class CoefficientRange(StrEnum):
    """How many coefficients are shown: the one that fits an aspect best, the usual ones, all that there are."""

    ONE = "one coefficient each"
    USUAL = "the usual coefficients"
    ALL = "all coefficients"


USUAL = tuple(name for name in NAMES if name in HEADLINES and name != "gamma")
"""What is computed unless all are asked for; gamma takes minutes where documents are long."""
UNITS = {
    UnitKind.CHARACTERS: "characters",
    UnitKind.WORDS: "words",
    UnitKind.SENTENCES: "sentences",
    UnitKind.SPANS: "spans",
    UnitKind.DOCUMENTS: "documents",
    UnitKind.UNITS: "given units",
}
UNMARKED = {
    Unmarked.COUNTED: "unmarked units count",
    Unmarked.LEFT_OUT: "unmarked units left out",
}
UNCODED = {
    Uncoded.MISSING: "units without a code are missing",
    Uncoded.COUNTED: "units without a code count",
}
TEXTS = {
    False: "done texts",
    True: "begun texts too",
}
LEVELS = (0.9, 0.95, 0.99)


@dataclass(frozen=True, slots=True)
class StudyChoices:
    """`layers`, `documents`, `labels`: those that are compared, empty for all but re-code samples.

    `begun_too`: whether texts count that coders have begun and not done.
    """

    layers: tuple[LayerId, ...] = ()
    documents: tuple[DocumentId, ...] = ()
    labels: tuple[LabelId, ...] = ()
    unit: UnitKind = UnitKind.CHARACTERS
    unmarked: Unmarked = Unmarked.COUNTED
    uncoded: Uncoded = Uncoded.MISSING
    extent: CoefficientRange = CoefficientRange.ONE
    level: float = 0.95
    seed: int = 1
    begun_too: bool = False

    @property
    def narrows(self) -> bool:
        """Whether something is left out."""
        return bool(self.layers or self.documents or self.labels)

    def design(self) -> Design:
        """Return the design of the study that is asked for."""
        return Design(
            unit=self.unit,
            unmarked=self.unmarked,
            uncoded=self.uncoded,
            labels=self.labels,
            documents=self.documents,
            coefficients=() if self.extent is CoefficientRange.ALL else USUAL,
            level=self.level,
            seed=self.seed,
            gamma_samples=Design().gamma_samples if self.extent is CoefficientRange.ALL else 0,
            begun_too=self.begun_too,
        )

    def among(self, documents: Collection[str], labels: Collection[str]) -> "StudyChoices":
        """Return the choices without what is gone from the project."""
        return replace(
            self,
            documents=tuple(one for one in self.documents if one in documents),
            labels=tuple(one for one in self.labels if one in labels),
        )

    def compared(
        self,
        begun: Sequence[Layer],
        samples: Collection[LayerId] = (),
        gold: Layer | None = None,
        unfinished: Collection[LayerId] = (),
    ) -> list[Layer]:
        """Return the layers that are compared; `begun`: those in which something is coded.

        `samples`: those of them that repeat some of a coder's documents. They and gold, which comes first then, count
        only where they are chosen. `unfinished`: those that a study leaves out since they are nowhere done.
        """
        if self.layers:
            offered = (*((gold,) if gold is not None else ()), *begun)
            return [layer for layer in offered if layer.id in self.layers]
        left = {*samples, *(() if self.begun_too else unfinished)}
        return [layer for layer in begun if layer.id not in left]


def counted(chosen: int, every: int, one: str, many: str) -> str:
    """Return how many are chosen, for the button that chooses: “all 4 labels”, “2 of 4 labels”, “no coders”."""
    if not every:
        return f"no {many}"
    if chosen == every:
        return one_or_many(every, f"1 {one}", f"all {every} {many}")
    return f"{chosen} of {every} {many}"
