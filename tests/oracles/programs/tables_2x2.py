"""The log-likelihood of a table of two by two, by SciPy."""

from scipy.stats import chi2_contingency

from tests.oracles.programs.answering import answer


def g2(cells: list[list[int]]) -> list[float]:
    """Return G² and p, not corrected for continuity."""
    found = chi2_contingency(cells, correction=False, lambda_="log-likelihood")
    return [float(found.statistic), float(found.pvalue)]


if __name__ == "__main__":
    answer({"g2": g2})
