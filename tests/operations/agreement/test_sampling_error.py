"""The Monte Carlo error as a sentence."""

from annotator.agreement.gamma.gamma import MONTE_CARLO_ERROR
from annotator.operations.agreement.sampling_error import sampling_error_said
from tests.cli.test_study_text import figure


def test_each_coefficient_that_rests_on_samples_has_its_error_and_of_several_the_largest() -> None:
    figures = [
        figure(0.5, "gamma", details={MONTE_CARLO_ERROR: 0.01234}),
        figure(0.5, "gamma-k", details={MONTE_CARLO_ERROR: 0.02}),
        figure(0.5, "gamma-k", details={MONTE_CARLO_ERROR: 0.03}),
        figure(None, "gamma-cat"),
        figure(0.5),
    ]
    assert sampling_error_said(figures).endswith(": γ 0.012 and γk at most 0.030.")


def test_nothing_is_said_where_nothing_rests_on_samples() -> None:
    assert sampling_error_said([figure(0.5)]) == ""
