"""Agreement: 1,000 documents with 100,000 spans of five coders; all coefficients, per label and by pair.

`agreement.figures` is what the first numbers take, from spans in memory to all figures but gamma with their intervals,
over one sort of as many numbers as there are spans, a hundred times. `agreement.usual` are the coefficients that are
shown first, of three coders with a codebook of 5,000 labels, and of thirty coders. `agreement.alpha` is nominal alpha
on words alone, over what the package `krippendorff` takes for the same matrix, in the environment that
`make oracles` makes; without it the figure is left out, and why is said.
"""

import random
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from annotator.agreement.coefficients.alpha import alpha
from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.ratings import Ratings
from annotator.agreement.input.span_table import span_table
from annotator.agreement.input.units import UnitKind, ratings_on
from annotator.agreement.registry import HEADLINES
from annotator.agreement.study.run_study import run_study
from annotator.agreement.study.study import Design, Study
from annotator.agreement.study.study_input import StudyInput
from annotator.agreement.tally import evaluate
from annotator.model.codebook import Label
from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import Extent, Span
from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.krippendorff_package import alpha_milliseconds
from tests.benchmarks.load import LABELS

CODERS = tuple(LayerId(f"coder-{number}") for number in range(5))
MANY_CODERS = tuple(LayerId(f"coder-{number}") for number in range(30))
MANY_LABELS = tuple(f"label-{number}" for number in range(5_000))
DOCUMENTS, LENGTH, A_CODERS_SPANS = 1_000, 5_000, 20
LOAD = "1k_documents_100k"


def figures() -> list[Figure]:
    """Return the figures."""
    texts = coded_texts()
    labels = [Label(id=LabelId(label), name=label) for label in LABELS]
    study_input = StudyInput(texts, CODERS, labels, Design(gamma_samples=0))
    first = milliseconds(partial(_conduct, study_input), 3)
    numbers = np.random.default_rng(1).integers(0, 1 << 40, DOCUMENTS * A_CODERS_SPANS * len(CODERS))
    sorting = milliseconds(lambda: [np.sort(numbers) for _ in range(100)], 3)
    ratings = ratings_on(UnitKind.WORDS, texts, span_table(texts, CODERS, tuple(map(LabelId, LABELS))))
    ours = milliseconds(lambda: evaluate(alpha(ratings)), 3)
    theirs = alpha_milliseconds(matrix_of(ratings))
    usual = [
        ("5k_labels", milliseconds(partial(_conduct, _usual(CODERS[:3], MANY_LABELS)), 1)),
        ("30_coders", milliseconds(partial(_conduct, _usual(MANY_CODERS, LABELS)), 1)),
    ]
    return [
        Figure("agreement.figures", LOAD, first, "ms", sorting),
        *(Figure("agreement.usual", load, spent, "ms", sorting) for load, spent in usual),
        *([Figure("agreement.alpha", LOAD, ours, "ms", theirs)] if theirs is not None else ()),
    ]


def _usual(coders: Sequence[LayerId], labels: Sequence[str]) -> StudyInput:
    """Return a hundred documents, compared by the coefficients that are shown first."""
    named = [Label(id=LabelId(label), name=label) for label in labels]
    design = Design(gamma_samples=0, coefficients=tuple(sorted(HEADLINES)))
    return StudyInput(coded_texts(1, 100, coders, labels), coders, named, design)


def coded_texts(
    seed: int = 1, documents: int = DOCUMENTS, coders: Sequence[LayerId] = CODERS, labels: Sequence[str] = LABELS
) -> list[CodedText]:
    """Return documents in which the coders mostly mean the same, and words of six characters."""
    rng = random.Random(seed)
    words = [Extent(start, start + 5) for start in range(0, LENGTH - 6, 6)]
    return [CodedText(LENGTH, _spans(rng, number, coders, labels), words) for number in range(documents)]


def _spans(
    rng: random.Random, number: int, coders: Sequence[LayerId], labels: Sequence[str]
) -> dict[LayerId, Sequence[Span]]:
    starts = [rng.randrange(LENGTH - 80) for _ in range(A_CODERS_SPANS)]
    meant = [(start, start + rng.randrange(5, 80), rng.choice(labels)) for start in starts]

    def coded(coder: LayerId, at: int) -> Span:
        start, stop, label = meant[at]
        said = label if rng.random() < 0.9 else rng.choice(labels)
        extent = Extent(start + rng.choice((0, 0, 0, 1, 2)), stop + rng.choice((0, 0, 0, 1, 2)))
        id = SpanId(f"{coder}-{number:04d}-{at:02d}")
        return Span(id, coder, DocumentId(str(number)), LabelId(said), (extent,), "")

    return {coder: [coded(coder, at) for at in range(A_CODERS_SPANS)] for coder in coders}


def matrix_of(ratings: Ratings) -> "np.typing.NDArray[np.float64]":
    """Return (coders, units): the category of each unit by number, NaN where there is none."""
    units = np.repeat(ratings.row, ratings.weight.astype(np.int64))
    values = ratings.rows[units].T.astype(np.float64)
    values[values < 0] = np.nan
    return values


def _conduct(study_input: StudyInput, early: Callable[[Study], object] | None = None) -> Study:
    names = [DocumentId(str(number)) for number in range(len(study_input.texts))]
    return run_study(study_input, names, lambda done, total: None, early)
