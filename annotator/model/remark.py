"""Remarks: what one person writes to another at a step of the history, such as a request to take it back."""

from dataclasses import dataclass
from typing import NewType

from annotator.model.ids import CoderId, RemarkId

StepName = NewType("StepName", str)
"""What a step is called in every copy of a project: its sitting, a hyphen, its place in that."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark at a step. `coder`: in whose channel it is, so that no other coder ever reads it.

    `author`, `recipient`: who wrote it, and to whom; None for whoever leads. In a coder's copy these people need not
    be there. `time`: UTC, ISO 8601. `settled`: nobody waits for an answer any more.
    """

    id: RemarkId
    step: StepName
    coder: CoderId
    author: CoderId
    recipient: CoderId | None
    text: str
    time: str
    settled: bool = False
