"""The numbers behind the plot of the use of labels: rates that can be compared, and how they are said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.reports.plots.uses import UsagePlot, rate_text
from tests.reports.plots.samples import usages
from tests.reports.plots.test_usage import data


@given(usages())
def test_there_is_a_place_a_rate_and_a_tip_for_each_label_and_coder(usage: UsagePlot) -> None:
    assert len(usage.places) == len(usage.labels) * len(usage.coders) == len(set(usage.places))
    for label, coder in usage.places:
        count = usage.labels[label].counts[coder]
        per = usage.words[coder] / 1000 if usage.is_by_words else 1
        assert usage.rate(label, coder) * per == pytest.approx(count)
        assert usage.tip(label, coder).startswith(f"{usage.coders[coder]}, {usage.labels[label].label}: ")


@given(usages())
def test_rates_are_by_words_only_where_everybody_read_some(usage: UsagePlot) -> None:
    assert usage.is_by_words is (0 not in usage.words)
    assert ("per 1,000 words" in usage.tip(0, 0)) is usage.is_by_words


def test_a_rate_is_said_with_its_count_and_nothing_twice() -> None:
    assert [data(3, words=2000).said(0, coder) for coder in range(3)] == ["0.50 (1)", "1 (2)", "1.5 (3)"]
    assert data(3).said(1, 0) == "0"
    assert data(2, words=0).said(0, 1) == "2"
    assert data(2).tip(0, 0) == "coder 0, Appeal: 1 span, 1 per 1,000 words"


@pytest.mark.parametrize(
    ("rate", "said"),
    [(0, "0"), (3, "3"), (0.034, "0.03"), (1.26, "1.3"), (99.96, "100.0"), (123.4, "123"), (12345.6, "12\u202f346")],
)
def test_a_rate_has_the_digits_that_tell_something(rate: float, said: str) -> None:
    assert rate_text(rate) == said


@given(st.floats(0, 1e6))
def test_a_rate_is_said_near_to_what_it_is(rate: float) -> None:
    assert float(rate_text(rate).replace("\u202f", "")) == pytest.approx(rate, rel=0.05, abs=0.006)
