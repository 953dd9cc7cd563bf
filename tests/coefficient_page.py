"""The manual's list of coefficients, written from the registry: `python -m tests.coefficient_page`.

Each has an example small enough to be followed by hand, whose number is computed when the page is written; a test
writes the page again and holds it against the one in the manual.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from annotator.agreement.coefficient import Coefficient, CoefficientEntry
from annotator.agreement.gamma import gamma, gamma_study
from annotator.agreement.gamma.continuum import Continuum, GammaUnit
from annotator.agreement.input.coded_text import CodedText, CountedDyad
from annotator.agreement.input.counted_dyads import counted_dyads
from annotator.agreement.input.ratings import Value, ratings_of
from annotator.agreement.input.span_table import span_table
from annotator.agreement.input.units import UnitKind
from annotator.agreement.registry import COEFFICIENTS
from annotator.agreement.results import CoefficientResult, category_name
from annotator.agreement.spans import boundary_similarity, dyad_scores, segment_windows
from annotator.agreement.spans.cuts import cuts_of
from annotator.agreement.spans.span_matches import matched
from annotator.agreement.spans.span_scores import BOUNDARY, NAMES, boundary, span_scores
from annotator.agreement.tally import Tally, evaluate
from annotator.agreement.unitizing.alpha_u import alpha_u
from annotator.agreement.unitizing.coincidences import Coincidences
from annotator.agreement.unitizing.continua import continua_of
from annotator.agreement.unitizing.u_alpha import cu_alpha, ku_alpha, u_alpha, u_alpha_binary
from annotator.model.attribute_kinds import Scale
from annotator.model.ids import LabelId, LayerId
from tests.agreement.different import DIFFERENT, Different
from tests.agreement.texts import coded, text_of

PAGE = Path(__file__).resolve().parents[1] / "resources" / "help" / "coefficients.md"
_HEAD = """# Coefficients of agreement

All coefficients that annotator computes, each with its formula, its source, and what was chosen where the literature
has several ways. The examples are small enough to be followed by hand; their numbers are computed by the program
itself whenever its tests run. How to ask for them is on the page [Agreement](agreement.md).

In the formulas Po and Do are what was observed (agreement, disagreement), Pe and De what chance alone would give.

On tables drawn at random, with two to six coders and missing values, the numbers are those that the Python packages
irrCAC, krippendorff, nltk, scikit-learn and statsmodels give, as far as each goes. Where one gives another number, it
is known why. Units are words in this table, with a figure for what each coder said and a dot for nothing.

| package | coefficient | units | there | here | why |
|---|---|---|---|---|---|
"""
_EXAMPLES: dict[Scale, tuple[tuple[Value, ...], ...]] = {
    Scale.NOMINAL: (("a", "a"), ("a", "b"), ("b", "b"), ("b", "b"), ("c", "c"), ("c", "a"), ("a", "a"), ("b", "b")),
    Scale.ORDINAL: (
        ("low", "low"),
        ("low", "mid"),
        ("mid", "mid"),
        ("high", "high"),
        ("high", "low"),
        ("mid", "high"),
        ("low", "low"),
        ("high", "high"),
    ),
    Scale.INTERVAL: ((1, 1), (2, 3), (4, 4), (5, 4), (3, 3)),
    Scale.RATIO: ((1, 1), (2, 3), (4, 4), (5, 4), (3, 3)),
    Scale.SETS: (
        (frozenset("a"), frozenset("a")),
        (frozenset("ab"), frozenset("a")),
        (frozenset("b"), frozenset("b")),
        (frozenset("a"), frozenset("b")),
        (frozenset("ab"), frozenset("ab")),
    ),
}
"""What two coders, Ana and Ben, said of a few units."""
_ORDER = ("low", "mid", "high")
_X, _Y = LabelId("x"), LabelId("y")
_SPANS = (
    coded("A", 0, 10, "x"),
    coded("B", 0, 10, "x"),
    coded("A", 20, 30, "x"),
    coded("B", 22, 30, "x"),
    coded("A", 40, 50, "y"),
    coded("B", 40, 50, "x"),
    coded("A", 60, 65, "y"),
    coded("B", 60, 66, "y"),
)
_LENGTH = 80
_DYADS = counted_dyads(
    [
        CodedText(
            _LENGTH,
            {LayerId("A"): (), LayerId("B"): ()},
            dyads={
                LayerId("A"): [
                    CountedDyad(_X, "fra", "chn"),
                    CountedDyad(_X, "fra", "chn"),
                    CountedDyad(_Y, "fra", ""),
                ],
                LayerId("B"): [CountedDyad(_X, "fra", "chn"), CountedDyad(_Y, "fra", "rus")],
            },
        )
    ],
    (LayerId("A"), LayerId("B")),
    (_X, _Y),
)
_OF_DYADS = (
    "Ana has the dyad France x China twice, and France y without a target; Ben has France x China once, and France y "
    "Russia."
)


def page() -> str:
    """Return the whole page."""
    different = "".join(map(_row, DIFFERENT))
    return "\n".join([_HEAD + different, *(line for one in COEFFICIENTS for line in _entry(one))])


def _row(one: Different) -> str:
    cells = (one.program, one.coefficient, f"`{one.units}`", _value(one.theirs), _value(one.value), one.why)
    return f"| {' | '.join(cells)} |\n"


def _value(value: float | None) -> str:
    return "none" if value is None else f"{value:.3f}"


def _entry(one: CoefficientEntry) -> Iterator[str]:
    yield f"## {one.title}"
    yield ""
    yield f"`{one.name}`, {'two coders' if one.coders == 2 else 'any number of coders'}."
    yield ""
    yield f"- **Definition.** {one.definition}."
    for sentence in one.conventions:
        yield f"- **Convention.** {sentence}"
    yield f"- **Source.** {one.citation}"
    if isinstance(one, Coefficient) and one.error_citation:
        yield f"- **Standard error** over independent units. {one.error_citation}"
    result = evaluate(_on_ratings(one)) if isinstance(one, Coefficient) else _on_spans(one.name)
    yield f"- **Example.** {_data(one)} {_worked(one, result)}"
    yield ""


def _data(one: CoefficientEntry) -> str:
    if one.name == dyad_scores.NAME:
        return _OF_DYADS
    if not isinstance(one, Coefficient):
        return (
            f"A text of {_LENGTH} characters. Ana marks [0, 10) and [20, 30) as x, [40, 50) and [60, 65) as y; "
            "Ben [0, 10), [22, 30) and [40, 50) as x, [60, 66) as y."
        )
    rows = _EXAMPLES[one.scale]
    ana, ben = (", ".join(_said(row[column]) for row in rows) for column in (0, 1))
    order = f" (in the order {' < '.join(_ORDER)})" if one.scale is Scale.ORDINAL else ""
    return f"{len(rows)} units{order}. Ana: {ana}. Ben: {ben}."


def _said(value: Value) -> str:
    return "{" + ", ".join(sorted(map(str, value))) + "}" if isinstance(value, frozenset) else category_name(value)


def _worked(one: CoefficientEntry, result: CoefficientResult) -> str:
    assert result.value is not None, one.name
    terms = [("Po", result.observed), ("Pe", result.expected), *result.details.items()]
    shown = ", ".join(f"{name} = {value:.4g}" for name, value in terms if value is not None)
    return f"{shown + '; so ' if shown else ''}{one.symbol} = **{result.value:.4f}** (n = {result.n:g})."


def _on_ratings(one: Coefficient) -> Tally:
    order: Sequence[Value] = _ORDER if one.scale is Scale.ORDINAL else ()
    table: dict[tuple[Value | None, ...], float] = {}
    for row in _EXAMPLES[one.scale]:
        table[row] = table.get(row, 0) + 1
    return one.function(ratings_of([table], order))


def _on_spans(name: str) -> CoefficientResult:
    coders = (LayerId("A"), LayerId("B"))
    texts = [text_of(*_SPANS, length=_LENGTH)]
    table = span_table(texts, coders, (_X, _Y))
    cuts = cuts_of(UnitKind.CHARACTERS, texts, table)
    windows = segment_windows.segment_windows(cuts, (0, 1))
    continua = continua_of(table)
    counts, matches = Coincidences.of(continua), matched(table, (0, 1))
    units = [
        [GammaUnit(span.start, span.stop, span.label) for span in _SPANS if span.layer == coder] for coder in coders
    ]
    aligned = gamma_study.study([Continuum(units, _LENGTH)], gamma_study.GammaOptions(samples=30, seed=1))
    tallies: dict[str, Callable[[], Tally]] = {
        "alpha-u": lambda: alpha_u(continua),
        "u-alpha": lambda: u_alpha(counts),
        "u-alpha-binary": lambda: u_alpha_binary(counts),
        "cu-alpha": lambda: cu_alpha(counts),
        "ku-alpha": lambda: ku_alpha(counts, _X),
        BOUNDARY: lambda: boundary(matches),
        boundary_similarity.NAME: lambda: boundary_similarity.boundary_similarity(
            boundary_similarity.boundary_edits(cuts, (0, 1))
        ),
        segment_windows.WINDOW_DIFF: lambda: segment_windows.window_diff(windows),
        segment_windows.PK: lambda: segment_windows.pk(windows),
        dyad_scores.NAME: lambda: dyad_scores.dyad_scores(_DYADS, (0, 1)),
        gamma.GAMMA: lambda: gamma.gamma(aligned),
        gamma.GAMMA_CAT: lambda: gamma.gamma_cat(aligned),
        gamma.GAMMA_K: lambda: gamma.gamma_k(aligned, _X),
        **{name: partial(span_scores, matches, mode) for mode, name in NAMES.items()},
    }
    return evaluate(tallies[name]())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
