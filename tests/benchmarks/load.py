"""The load: texts of made-up words and overlapping spans by three coders, the same in every run."""

import random
from collections.abc import Callable
from itertools import accumulate

from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import Extent, Span

LABELS = ("appeal", "commitment", "warning", "actor")
_SCRIPTS = ("بيان السلام الدول", "呼吁各方保持冷静克制", "שלום מדינות", "🕊 🇫🇷 élan")

LOADS: dict[str, Callable[[], tuple[str, int]]] = {
    "1mb_10k": lambda: (make_text(1_000_000), 10_000),
    "5mb_100k": lambda: (make_text(5_000_000, mixed=True), 100_000),
    "1mb_paragraph": lambda: (make_text(1_000_000, paragraphs=False), 10_000),
}
"""A text and how many spans stand in it, by name."""


def make_text(size: int, seed: int = 1, mixed: bool = False, paragraphs: bool = True) -> str:
    """Return about `size` characters of sentences and paragraphs; `mixed`: other scripts and emoji among them."""
    rng = random.Random(seed)
    words = ["".join(rng.choices("aeiourstlnmdpk", k=rng.randint(2, 9))) for _ in range(4000)]
    weights = list(accumulate(1 / (rank + 5) for rank in range(len(words))))
    pieces: list[str] = []
    length = 0
    while length < size:
        sentence = " ".join(rng.choices(words, cum_weights=weights, k=rng.randint(6, 18))).capitalize() + "."
        if mixed and rng.random() < 0.15:
            sentence = " ".join(rng.choices(_SCRIPTS, k=4)) + "."
        pieces.append(sentence + ("\n\n" if paragraphs and rng.random() < 0.15 else " "))
        length += len(pieces[-1])
    return "".join(pieces)[:size]


def make_spans(
    text: str, count: int, document: str, layers: tuple[str, ...] = ("a", "b", "c"), seed: int = 2
) -> list[Span]:
    """Return `count` overlapping spans over the layers, of which most are alike in all of them."""
    rng = random.Random(seed)
    spans: list[Span] = []
    while len(spans) < count:
        start = rng.randrange(len(text) - 80)
        stop = start + rng.randint(4, 60)
        label = rng.choice(LABELS)
        for layer in layers:
            if rng.random() < 0.7:
                end = stop + rng.choice((0, 0, 0, 0, 3))
                spans.append(_span(len(spans), layer, document, label, start, end, text))
    return spans[:count]


def _span(number: int, layer: str, document: str, label: str, start: int, stop: int, text: str) -> Span:
    return Span(
        id=SpanId(f"{layer}-{document}-{number:07d}"),
        layer=LayerId(layer),
        document=DocumentId(document),
        label=LabelId(label),
        extents=(Extent(start, stop),),
        quote=text[start:stop],
    )
