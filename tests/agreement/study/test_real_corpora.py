"""Real sentences, coded by two to five of nine people each: what two coders have must not hang on who else coded what.

The sentences are of the United Nations, sorted into the quad classes; each is a document with a label on the whole.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.units import UnitKind
from annotator.agreement.study.study import Aspect, Design, Study
from annotator.model.codebook import Label
from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import Span
from tests.agreement.studies import study
from tests.shared_data import shared

Row = Sequence[Hashable]
CORPUS = "corpora/quadclass"
TWO = ("scott-pi", "cohen-kappa", "fleiss-kappa", "conger-kappa", "percent", "alpha-nominal")
DESIGN = Design(unit=UnitKind.DOCUMENTS, coefficients=TWO, gamma_samples=0, bias=False)


@cache
def codings(folder: Path) -> dict[str, dict[str, frozenset[str]]]:
    """Return the labels that each coder gave each sentence; of who did one twice the last."""
    found: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for path in sorted(folder.glob("*.json")):
        for task in json.loads(path.read_text(encoding="utf-8")):
            for one in task["annotations"]:
                given = [label[0] for result in one["result"] for label in result["value"]["taxonomy"]]
                found[task["data"]["en"]][str(one["completed_by"]["id"])] = frozenset(given)
    return found


def labels_in(found: dict[str, dict[str, frozenset[str]]]) -> list[str]:
    return sorted({label for mine in found.values() for given in mine.values() for label in given})


@cache
def made(folder: Path) -> Study:
    """Return the study of all coders and of each pair."""
    found = codings(folder)
    coders = sorted({coder for mine in found.values() for coder in mine})
    texts = [
        CodedText(
            len(text),
            {
                LayerId(coder): [
                    Span(SpanId(f"{at}/{coder}/{label}"), LayerId(coder), DocumentId(str(at)), LabelId(label), (), "")
                    for label in sorted(given)
                ]
                for coder, given in mine.items()
            },
        )
        for at, (text, mine) in enumerate(found.items())
    ]
    labels = [Label(id=LabelId(name), name=name) for name in labels_in(found)]
    return study(texts, [*map(LayerId, coders)], DESIGN, labels)


def kappa(rows: Sequence[Row], chance_from: Sequence[Row]) -> float | None:
    """Return Fleiss' kappa of two coders as it is printed; `chance_from`: the units whose values count for chance."""
    if not rows:
        return None
    share: Counter[Hashable] = Counter()
    for row in chance_from:
        said = [value for value in row if value is not None]
        for value in said:
            share[value] += 1 / len(said) / len(chance_from)  # type: ignore[assignment]
    observed, chance = sum(a == b for a, b in rows) / len(rows), sum(one * one for one in share.values())
    return None if len(share) < 2 else (observed - chance) / (1 - chance)


def of_two(folder: Path, label: str | None, pair: tuple[str, str]) -> tuple[float | None, float | None]:
    """Return Fleiss' kappa of what both coded; and as chance from what either coded would have it."""
    every = []
    for mine in codings(folder).values():
        row = [mine.get(coder) for coder in pair]
        if any(value is not None for value in row):
            every.append([value if value is None or label is None else label in value for value in row])
    both = [row for row in every if None not in row]
    return kappa(both, both), kappa(both, every)


def test_fleiss_is_pi_for_each_two_of_nine_coders_who_have_done_unlike_sentences() -> None:
    folder = shared(CORPUS)
    found = made(folder)
    coders = {coder: at for at, coder in enumerate(found.coders)}
    counts = Counter[str]()
    for pair in combinations(coders, 2):
        for label in (None, *labels_in(codings(folder))):
            of = {
                name: found.find(
                    name, Aspect.ALL, LabelId(label) if label else None, coders=(coders[pair[0]], coders[pair[1]])
                )
                for name in TWO
            }
            fleiss, pi = of["fleiss-kappa"], of["scott-pi"]
            assert (fleiss is None) == (pi is None)
            if fleiss is None or pi is None:
                continue
            expected, before = of_two(folder, label, pair)
            assert fleiss.result.value == (expected if expected is None else pytest.approx(expected, abs=1e-12))
            assert pi.result.value == (expected if expected is None else pytest.approx(expected, abs=1e-12))
            counts["figures"] += 1
            counts["off before"] += before != (expected if expected is None else pytest.approx(expected, abs=1e-6))
    assert counts["figures"] > 100 and counts["off before"] > counts["figures"] / 2, counts
