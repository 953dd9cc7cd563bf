"""How good each coder is, as rows that a report, a table in the window and the command line read alike."""

from collections.abc import Collection
from dataclasses import dataclass

from annotator.agreement.posterior.codings import Question
from annotator.agreement.posterior.truth import Model, Share, Truth
from annotator.agreement.study.study import Aspect
from annotator.model.ids import LabelId
from annotator.operations.adjudication.posterior import PosteriorEstimate
from annotator.operations.agreement.study_names import StudyNames
from annotator.store.project import Project

_MARKED = 1
"""Where “it has the label” stands among the categories of a label."""


@dataclass(frozen=True, slots=True)
class AccuracyRow:
    """What is known of the coders for a label, or for an attribute or slot of it.

    `title`: “Warning”, “Warning · Force”. `passages`: how many were voted on. `accuracy`: by coder, how often they are
    right; `recall`, `precision`: of a label, how much of what is there they mark, and how much of what they mark is
    there (None for who marked nothing); both empty otherwise. `undefined`: why there is nothing, then all are empty.
    """

    question: Question
    title: str
    passages: int
    model: Model
    accuracy: tuple[Share, ...] = ()
    recall: tuple[Share, ...] = ()
    precision: tuple[Share | None, ...] = ()
    undefined: str = ""


def accuracy_rows(project: Project, found: PosteriorEstimate, labels: Collection[LabelId] = ()) -> list[AccuracyRow]:
    """Return the rows of an estimate in the order of the codebook; `labels`: of these alone, all where there are none.

    The coders stand in the order of `found.names`.
    """
    names = StudyNames({label.id: label for label in project.codebook.labels}, found.names)
    wanted = {question: truth for question, truth in found.truths.items() if not labels or question.label in labels}
    return [_row(question, truth, names) for question, truth in wanted.items()]


def _row(question: Question, truth: Truth, names: StudyNames) -> AccuracyRow:
    label = names.label(question.label)
    is_found = question.aspect is Aspect.FOUND
    title = label if is_found else f"{label} · {names.part(question.aspect, question.part, question.label)}"
    tables = [coder for coder in truth.coders if is_found and coder.confusion]
    return AccuracyRow(
        question,
        title,
        truth.units,
        truth.model,
        tuple(coder.accuracy for coder in truth.coders),
        tuple(coder.confusion[_MARKED][_MARKED] for coder in tables),
        tuple(coder.precision[_MARKED] for coder in tables),
        truth.undefined,
    )
