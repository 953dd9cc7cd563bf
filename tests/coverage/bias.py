"""`python -m tests.coverage.bias [--samples N] [--write]`: how often tests find a bias where there is none, as a table.

Two coders who err alike give labels to the passages of documents. In each document both lean towards labels of their
own, so that what differs in it hangs together. `--write` puts the table into the manual's page on coders' bias.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.agreement.bias.margin_tests import MarginTest
from annotator.agreement.bias.margins import Margins, margins
from annotator.agreement.input.ratings import Ints, Ratings, Value
from annotator.model.ids import LabelId

PAGE = Path(__file__).resolve().parents[2] / "resources" / "help" / "bias.md"
DOCUMENTS = (5, 10, 20, 50, 200)
ALPHA = 0.05
_HEAD = "| passages | documents | McNemar | t over documents | Stuart-Maxwell | all labels, over documents |"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """How passages are drawn. `shares`: of the labels; `each`: passages of a document, of some 1 to 20 times as many.

    `errors`: on which the coders decide by themselves. `lean`: how alike their leanings are from document to document;
    None: none. `uneven`: whether documents are of unlike length. `round`: whether errors go round, each label taken for
    the next, so that the table is not symmetric though all labels are given equally often. `misses`: whether the last
    of the shares is of what a coder misses, and no label.
    """

    name: str
    shares: tuple[float, ...]
    each: int = 40
    errors: float = 0.3
    lean: float | None = 3.0
    uneven: bool = False
    round: bool = False
    misses: bool = False

    @property
    def labels(self) -> list[LabelId]:
        """The labels there are."""
        return [LabelId(str(at)) for at in range(len(self.shares) - self.misses)]

    def labels_in(self, value: Value) -> tuple[LabelId, ...]:
        """Return the label that a value stands for, none for what was missed."""
        label = LabelId(str(value))
        return (label,) if label in self.labels else ()

    def ratings(self, rng: np.random.Generator, documents: int) -> Ratings:
        """Draw what two coders called the passages of so many documents."""
        k = len(self.shares)
        counts = np.stack([self._document(rng) for _ in range(documents)])
        document, row = np.nonzero(counts)
        rows = np.stack(np.divmod(np.arange(k * k), k), axis=1)
        weight = counts[document, row].astype(np.float64)
        return Ratings(tuple(map(str, range(k))), rows, document, row, weight, documents)

    def _document(self, rng: np.random.Generator) -> Ints:
        """Return (k²,): how often the coders gave each two labels in a document."""
        shares = np.array(self.shares)
        size = int(np.clip(rng.lognormal(np.log(self.each), 1.2), 1, 20 * self.each)) if self.uneven else self.each
        own = rng.binomial(size, rng.beta(8 * self.errors, 8 * (1 - self.errors)))
        found: npt.NDArray[np.float64] = np.diag(rng.multinomial(size - own, rng.dirichlet(8 * shares))).astype(float)
        if self.round:
            return np.asarray((found + np.roll(np.diag(rng.multinomial(own, shares)), 1, axis=1)).ravel(), dtype=int)
        one, two = (shares if self.lean is None else rng.dirichlet(self.lean * shares) for _ in range(2))
        return np.asarray(found.ravel() + rng.multinomial(own, np.outer(one, two).ravel()), dtype=int)


DESIGNS = (
    Passages(name="2 labels", shares=(0.5, 0.5)),
    Passages(name="2 labels, 6 a document", shares=(0.5, 0.5), each=6),
    Passages(name="2 labels, no leaning", shares=(0.5, 0.5), lean=None),
    Passages(name="2 labels, one rare (5 %)", shares=(0.95, 0.05)),
    Passages(name="5 labels, 1 rare", shares=(0.4, 0.3, 0.15, 0.1, 0.05)),
    Passages(name="5 labels, 6 a document", shares=(0.4, 0.3, 0.15, 0.1, 0.05), each=6),
    Passages(name="5 labels, documents of unlike length", shares=(0.4, 0.3, 0.15, 0.1, 0.05), uneven=True),
    Passages(name="10 labels", shares=(0.25, 0.2, 0.15, 0.1, 0.1, 0.08, 0.05, 0.04, 0.02, 0.01)),
    Passages(name="4 labels, each taken for the next", shares=(0.25,) * 4, round=True),
    Passages(
        name="13 labels, 10 of them rare (1 %), passages missed",
        shares=(0.3, 0.2, 0.1, *(0.01,) * 10, 0.3),
        each=20,
        misses=True,
    ),
)


class Rejected(NamedTuple):
    """The shares that are rejected at .05 of those that there are, and how many there are: label by label, and of all.

    `found`: by Holm, that any label of a pair is found. The first of each two: of units, the second: over documents.
    """

    singles: tuple[float, float]
    overall: tuple[float, float]
    found: float
    counts: tuple[int, int]


def rejected(design: Passages, documents: int, samples: int, seed: int) -> Rejected:
    """Simulate so many pairs of coders who have no bias."""
    rng = np.random.default_rng([seed, documents])
    made = [margins(design.ratings(rng, documents), design.labels, design.labels_in) for _ in range(samples)]
    clustered = [one.clustered for pair in made for one in pair.labels]
    whole = [pair.clustered for pair in made]
    return Rejected(
        (_share([one.independent for pair in made for one in pair.labels]), _share(clustered)),
        (_share([pair.independent for pair in made]), _share(whole)),
        float(np.mean([_finds(pair) for pair in made])),
        (_given(clustered), _given(whole)),
    )


def _finds(pair: Margins) -> bool:
    return any(one.clustered.adjusted is not None and one.clustered.adjusted < ALPHA for one in pair.labels)


def _given(tests: Sequence[MarginTest]) -> int:
    return sum(one.p is not None for one in tests)


def _share(tests: Sequence[MarginTest]) -> float:
    found = [one.p < ALPHA for one in tests if one.p is not None]
    return float(np.mean(found)) if found else float("nan")


def lines(samples: int) -> Iterator[str]:
    """Yield the table; where fewer than a fifth of the tests are to be had, their share is left out."""
    yield from (_HEAD, "|---|---|---|---|---|---|")
    for number, design in enumerate(DESIGNS):
        for documents in DOCUMENTS:
            found = rejected(design, documents, samples, number)
            enough = (len(design.labels) * samples / 5, samples / 5)
            ours = [
                _shown(share) if count >= least else "–"
                for share, count, least in zip((found.singles[1], found.overall[1]), found.counts, enough, strict=True)
            ]
            cells = (_shown(found.singles[0]), ours[0], _shown(found.overall[0]), ours[1])
            yield f"| {design.name} | {documents} | {' | '.join(cells)} |"


def _shown(share: float) -> str:
    return f"{share:.3f}".removeprefix("0")


def write(table: str) -> None:
    """Put the table into the manual, in the place of the one that stands there."""
    text = PAGE.read_text("utf-8")
    before = next(part for part in text.split("\n\n") if part.startswith(_HEAD))
    PAGE.write_text(text.replace(before.rstrip("\n"), table), "utf-8")


def main(arguments: Sequence[str]) -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.coverage.bias")
    parser.add_argument("--samples", type=int, default=1000)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args(arguments)
    table = "\n".join(lines(chosen.samples))
    sys.stdout.write(f"{table}\n")
    if chosen.write:
        write(table)


if __name__ == "__main__":
    main(sys.argv[1:])
