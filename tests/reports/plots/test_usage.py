"""Use of labels: rates that can be compared, whoever read more."""

import pytest

from annotator.model.errors import Bug
from annotator.reports.plots.usage import LabelUse, UsagePlot, usage
from tests.reports.plots.samples import boxes, texts


def data(coders: int, words: int = 1000) -> UsagePlot:
    """Return the use of two labels by so many coders; the first uses the first label once, the second twice …"""
    names = tuple(f"coder {number}" for number in range(coders))
    counts = tuple(range(1, coders + 1))
    labels = [
        LabelUse(label="Appeal", colour="#0072B2", counts=counts),
        LabelUse(label="Warning", colour="#D55E00", counts=(0,) * coders),
    ]
    return UsagePlot(coders=names, words=(words,) * coders, labels=labels)


def test_a_coder_who_read_more_has_a_lower_rate_for_the_same_count() -> None:
    labels = [LabelUse(label="Appeal", colour="#0072B2", counts=(10, 10))]
    found = boxes(usage(UsagePlot(coders=("a", "b"), words=(1000, 4000), labels=labels)))
    assert found[0].width == pytest.approx(4 * found[1].width)
    assert usage(UsagePlot(coders=("a", "b"), words=(1000, 4000), labels=labels)).tips == {
        (0, 0): "a, Appeal: 10 spans, 10 per 1,000 words",
        (0, 1): "b, Appeal: 10 spans, 2.5 per 1,000 words",
    }


@pytest.mark.parametrize("coders", [2, 10])
def test_where_nobodys_words_are_counted_spans_are_compared(coders: int) -> None:
    shown = " ".join(texts(usage(data(coders, words=0))))
    assert "Number of spans" in shown and "1,000" not in shown


def test_numbers_that_do_not_fit_the_coders_are_a_bug() -> None:
    with pytest.raises(Bug, match="one number for each coder"):
        UsagePlot(coders=("a",), words=(1, 2), labels=[])


def test_the_summary_names_who_uses_a_label_least_and_most() -> None:
    assert "Appeal: from 1 (coder 0) to 3 (coder 2)." in usage(data(3)).summary
