"""Reverting: an earlier step is taken back, with all that stands on it."""

from typing import NewType

from pydantic import Field

from annotator.model.ids import DocumentId, SpanId
from annotator.model.verbs.verb import Verb

StepNumber = NewType("StepNumber", int)
"""The number of a step in the history of this file; in another copy it may have another one."""


class Revert(Verb):
    """The steps `steps` were taken back, by their numbers: the one that was asked for first, then what stood on it.

    `set_aside`: earlier reverts of the same rows, which can be taken back no more while this one stands. `documents`
    and `spans`: where the first step was done.
    """

    steps: tuple[StepNumber, ...] = Field(min_length=1)
    set_aside: tuple[StepNumber, ...] = ()
    documents: tuple[DocumentId, ...] = ()
    spans: tuple[SpanId, ...] = ()

    @property
    def step(self) -> StepNumber:
        """The step that was asked for."""
        return self.steps[0]

    @property
    def passages(self) -> tuple[SpanId, ...]:
        """Where the first step was done."""
        return self.spans
