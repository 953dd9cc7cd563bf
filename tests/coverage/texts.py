"""Populations of coded texts: each has its own density of spans, mixture of labels and difficulty.

They go through the whole of a study, so that what is measured is what the program gives.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.units import UnitKind, Unmarked
from annotator.agreement.study.figures import compute, prepare
from annotator.agreement.study.span_figures import gamma_figures
from annotator.agreement.study.study import Design
from annotator.agreement.study.study_input import Computed, StudyInput
from annotator.model.codebook import Label
from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import Extent, Span

LABELS = tuple(Label(id=LabelId(one), name=one) for one in ("often", "at times", "rarely"))
_SHARES = np.array((0.75, 0.2, 0.05))
_HABITS = (1.0, 0.8, 1.2)
_TYPICAL = 2500
_WORD, _SENTENCE = 6, 80
_Meant = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextsDrawn:
    """How texts are drawn. `rate`: spans of a text of usual length; `errors`: how often a coder goes wrong on one.

    A coder who goes wrong misses the span, gives it another label, or shifts an end; or marks something else.
    """

    rate: float
    errors: float
    coders: int = 2
    documents: int = 1200

    def texts(self, seed: int, unit: UnitKind = UnitKind.CHARACTERS) -> tuple[list[LayerId], list[CodedText]]:
        """Draw the coders and what they coded."""
        rng = np.random.default_rng(seed)
        layers = [LayerId(f"c{at}") for at in range(self.coders)]
        return layers, [self._text(rng, layers, number, unit) for number in range(self.documents)]

    def _text(self, rng: np.random.Generator, layers: list[LayerId], number: int, unit: UnitKind) -> CodedText:
        length = int(np.clip(np.exp(rng.normal(np.log(_TYPICAL), 0.6)), 600, 12_000))
        many = self.rate * length / _TYPICAL * rng.gamma(2, 0.5)
        errors = float(rng.beta(self.errors * 8, (1 - self.errors) * 8))
        shares = rng.dirichlet(_SHARES * 8)
        meant = [_span(rng, length, shares) for _ in range(rng.poisson(many))]
        spans = {}
        for at, layer in enumerate(layers):
            errs = min(1, errors * _HABITS[at])
            mine = [_seen(rng, one, errs, length) for one in meant if rng.random() >= 0.4 * errs]
            mine += [_span(rng, length, shares) for _ in range(rng.poisson(0.3 * errs * many))]
            spans[layer] = [
                Span(
                    SpanId(f"{layer}-{number}-{at}"),
                    layer,
                    DocumentId(str(number)),
                    LABELS[label].id,
                    (Extent(start, stop),),
                    "",
                )
                for at, (start, stop, label) in enumerate(sorted(set(mine)))
            ]
        return CodedText(length, spans, _units(unit, length))


def _span(rng: np.random.Generator, length: int, shares: "np.typing.NDArray[np.float64]") -> _Meant:
    start = int(rng.integers(0, length - 20))
    wide = int(np.clip(np.exp(rng.normal(np.log(60), 0.7)), 5, 600))
    return start, min(length, start + wide), int(rng.choice(3, p=shares))


def _seen(rng: np.random.Generator, meant: _Meant, errs: float, length: int) -> _Meant:
    start, stop, label = meant
    if rng.random() < 0.2 * errs:
        label = int(rng.integers(3))
    if rng.random() < 0.6 * errs:
        start = max(0, start + int(rng.integers(-12, 13)))
    if rng.random() < 0.6 * errs:
        stop = min(length, stop + int(rng.integers(-25, 26)))
    return start, max(stop, start + 2), label


def _units(unit: UnitKind, length: int) -> list[Extent]:
    if unit is UnitKind.WORDS:
        return [Extent(at, at + _WORD - 1) for at in range(0, length - _WORD, _WORD)]
    if unit is UnitKind.SENTENCES:
        return [Extent(at, min(at + _SENTENCE, length)) for at in range(0, length, _SENTENCE)]
    return []


def figures(drawn: TextsDrawn, seed: int, unit: UnitKind, unmarked: Unmarked = Unmarked.COUNTED) -> Iterator[Computed]:
    """Yield the figures of a study of these texts, but for gamma."""
    yield from compute(prepare(_study_input(drawn, seed, Design(unit=unit, unmarked=unmarked, pairs=False))))


def gammas(drawn: TextsDrawn, seed: int, samples: int) -> Iterator[Computed]:
    """Yield gamma, gamma-cat and gamma-k of these texts."""
    prepared = prepare(_study_input(drawn, seed, Design(pairs=False, gamma_samples=samples)))
    yield from gamma_figures(prepared, lambda done, total: None)


def _study_input(drawn: TextsDrawn, seed: int, design: Design) -> StudyInput:
    layers, texts = drawn.texts(seed, design.unit)
    return StudyInput(texts, layers, LABELS, design)


TEXTS = tuple(
    TextsDrawn(rate=rate, errors=errors, coders=coders)
    for rate in (4, 15)
    for errors in (0.6, 0.25, 0.06)
    for coders in (2, 3)
)
