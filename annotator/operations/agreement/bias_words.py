"""Coders' bias in words: as records, as the rows of a table, and the one sentence on how to read it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from annotator.agreement.bias.margin_tests import MarginTest, TestKind
from annotator.agreement.bias.margins import LabelMargins
from annotator.agreement.study.parts import ON_DOCUMENTS
from annotator.agreement.study.study import Aspect, PairBias
from annotator.formats.jsonl.study_records import BiasRecord, LabelBiasRecord, MarginTestRecord
from annotator.model.ids import LabelId
from annotator.model.wording import counted, one_or_many
from annotator.operations.agreement.study_names import StudyNames

ANY_LABEL, AT_ONCE = "Any label", "All labels at once"
NOTE = (
    "Who gives a label more often than the other, counted in passages and whole documents. The p over documents is the "
    "one to quote: what is in one document hangs together. The p beside it is the textbook's, which takes all for "
    "independent and finds too much. By Holm, p counts as one of as many as there are labels with a p; labels on "
    "which the two differ in too few documents have no p over documents, and in the test of all labels count as one."
)
HOLM = (
    "Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics "
    "6(2), 65-70."
)
SOURCES = {
    TestKind.MCNEMAR: "McNemar, Q. (1947). Note on the sampling error of the difference between correlated proportions "
    "or percentages. Psychometrika 12(2), 153-157.",
    TestKind.STUART_MAXWELL: "Stuart, A. (1955). A test for homogeneity of the marginal distributions in a two-way "
    "classification. Biometrika 42(3/4), 412-416. Maxwell, A. E. (1970). Comparing the classification of subjects by "
    "two independent judges. British Journal of Psychiatry 116(535), 651-655.",
    TestKind.T: "Obuchowski, N. A. (1998). On the comparison of correlated proportions for clustered data. Statistics "
    f"in Medicine 17(13), 1495-1507. {HOLM}",
}
"""What to cite."""


def bias_records(found: Iterable[PairBias], coders: Sequence[str]) -> list[BiasRecord]:
    """Return the bias of pairs as records; `coders`: how each is called, by column."""
    return [
        BiasRecord(
            aspect=one.aspect,
            part=one.part,
            coders=[coders[column] for column in one.coders],
            units=one.margins.units,
            documents=one.margins.documents,
            clustered=_test(one.margins.clustered),
            independent=_test(one.margins.independent),
            labels=[_label(each) for each in one.margins.labels],
        )
        for one in found
    ]


def _label(one: LabelMargins) -> LabelBiasRecord:
    return LabelBiasRecord(
        label=one.label,
        first_only=one.first_only,
        second_only=one.other_only,
        both=one.both,
        difference=one.difference,
        documents=one.documents,
        clustered=_test(one.clustered),
        independent=_test(one.independent),
    )


def _test(one: MarginTest) -> MarginTestRecord:
    return MarginTestRecord(**(asdict(one) | {"kind": one.kind.value}))


def part_title(one: BiasRecord) -> str:
    """Return what of the codings it is of, with how much there is."""
    of = f"{counted(one.units, 'unit')} in {counted(one.documents, 'document')}"
    if one.aspect == Aspect.FOUND:
        return f"Marked at all, or missed ({of})"
    if one.aspect == Aspect.ALL:
        return f"Each label at what either marked; who missed it did not give it ({of})"
    if one.part == ON_DOCUMENTS:
        return f"Labels of whole documents, of those on which both put any ({of})"
    return f"Which label, of what both found ({of})"


def part_name(one: BiasRecord) -> str:
    """Return which part of the codings it is of, in two or three words."""
    if one.aspect in (Aspect.FOUND, Aspect.ALL):
        return "marked at all" if one.aspect == Aspect.FOUND else "each label"
    return "whole documents" if one.part == ON_DOCUMENTS else "which label"


def label_name(one: LabelBiasRecord, names: StudyNames) -> str:
    """Return what a row is of."""
    return ANY_LABEL if one.label is None else names.label(LabelId(one.label))


def alone_said(one: LabelBiasRecord, coders: Sequence[str], what: str = "it") -> str:
    """Return “Ana gave it 41 times where Ben did not, Ben 12 times where Ana did not”."""
    first, second = coders
    return (
        f"{first} gave {what} {_times(one.first_only)} where {second} did not, "
        f"{second} {_times(one.second_only)} where {first} did not"
    )


def _times(count: int) -> str:
    return f"{count:,} {one_or_many(count, 'time', 'times')}"


def points(difference: float) -> str:
    """Return a difference of shares in points of percent, with its sign: “+3.2”."""
    shown = f"{100 * difference:+.1f}"
    return "0.0" if not float(shown) else shown.replace("-", "\u2212")


def p_said(p: float | None) -> str:
    """Return a p as it is printed: “.034”, “< .001”, “1”; a dash where there is none."""
    if p is None:
        return "–"
    if p < 0.001:
        return "< .001"
    return f"{p:.3f}".removeprefix("0") if p < 0.9995 else "1"


def test_said(one: MarginTestRecord) -> str:
    """Return a test with its statistic: “t(9) = 2.41”, “χ²(3) = 11.96”; its name where it has none."""
    if one.p is None:
        return ""
    if one.statistic is None:
        return one.kind
    value = f"{one.statistic:.2f}".replace("-", "\u2212")
    if one.kind == TestKind.T:
        return f"t({one.df}) = {value}"
    return f"F({one.df}, {one.other_df}) = {value}" if one.other_df is not None else f"χ²({one.df}) = {value}"
