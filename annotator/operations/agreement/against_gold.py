"""Coders against gold: how much of gold they found, and how much of what they marked is in it."""

from dataclasses import dataclass

from annotator.agreement.spans.span_scores import (
    CORRECT,
    INCORRECT,
    MISSED,
    NAMES,
    PART,
    PRECISION,
    RECALL,
    SPURIOUS,
    Mode,
)
from annotator.agreement.study.study import Aspect, Study
from annotator.formats.jsonl.study_records import FigureRecord, StudyRecord
from annotator.model.coder import LayerKind
from annotator.model.wording import counted
from annotator.operations.adjudication import adjudicate
from annotator.operations.people.people import layers_named
from annotator.store.project import Project

MODES = {
    Mode.STRICT: "same extents and label",
    Mode.OVERLAP: "overlapping, same label",
}
"""What is shown against gold, each with what counts as found."""
NOTHING = "Undefined, because neither has a span in a document of both."
"""What stands for a coder of whom there is nothing to compare with gold."""
NOTE = (
    "Gold is the reference: recall is how much of gold a coder found, precision how much of what they marked is gold."
)


@dataclass(frozen=True, slots=True)
class GoldScore:
    """A coder's spans with a label (None for all) against gold; `by_mode`: the F1 by what counts as found."""

    coder: str
    label: str | None
    by_mode: dict[Mode, FigureRecord]

    @property
    def counts(self) -> tuple[int, int]:
        """How many spans gold has, and how many the coder has, in documents of both."""
        details = next(iter(self.by_mode.values())).details
        found = sum(details.get(name) or 0 for name in (CORRECT, PART, INCORRECT))
        return round(found + (details.get(MISSED) or 0)), round(found + (details.get(SPURIOUS) or 0))

    def precision(self, mode: Mode) -> float | None:
        """Return how much of what the coder marked is in gold."""
        return self._share(mode, PRECISION)

    def recall(self, mode: Mode) -> float | None:
        """Return how much of gold the coder found."""
        return self._share(mode, RECALL)

    def _share(self, mode: Mode, name: str) -> float | None:
        return self.by_mode[mode].details.get(name) if mode in self.by_mode else None


def against_gold(record: StudyRecord) -> dict[str, list[GoldScore]]:
    """Return the scores of each coder, all labels first; nothing where gold is not compared.

    Labels that neither gold nor the coder has are left out, and so is what was not asked for.
    """
    if not record.gold:
        return {}
    found: dict[str, dict[str | None, dict[Mode, FigureRecord]]] = {}
    modes = {NAMES[mode]: mode for mode in MODES}
    pairs = [one for one in record.figures if len(one.coders) == 2 and one.coders[0] == record.gold]
    for one in pairs:
        if one.aspect == Aspect.ALL and one.coefficient in modes:
            found.setdefault(one.coders[1], {}).setdefault(one.label, {})[modes[one.coefficient]] = one
    return {
        coder: [GoldScore(coder, label, by_mode) for label, by_mode in labels.items() if _is_there(by_mode)]
        for coder, labels in found.items()
    }


def undecided_said(project: Project, study: Study) -> str:
    """Return in how many of the documents compared with gold not all is decided, as a sentence; "" where all is."""
    layers = [project.layers.get(layer) for layer in study.coders]
    gold = next((at for at, one in enumerate(layers) if one.kind is LayerKind.GOLD), None)
    if gold is None:
        return ""
    compared = [one.document for one in study.by_document if gold in one.coders and len(one.coders) > 1]
    counts = adjudicate.open_counts(project, layers_named(project, None), compared)
    undecided = sum(counts.get(document, 0) > 0 for document in compared)
    if not undecided:
        return ""
    return (
        f"In {undecided:,} of {counted(len(compared), 'document')} compared with gold cases are not decided; what is "
        "not decided looks as if gold had nothing there."
    )


def _is_there(by_mode: dict[Mode, FigureRecord]) -> bool:
    return any(one.n for one in by_mode.values())
