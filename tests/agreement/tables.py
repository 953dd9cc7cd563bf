"""Tables of coders' values, as printed in the literature and as drawn at random."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from hypothesis import strategies as st

from annotator.agreement.coefficient import Coefficient
from annotator.agreement.coefficients import alpha, brennan, conger, fleiss, gwet, kappa, percent, pi
from annotator.agreement.coefficients.distance import Distance
from annotator.agreement.input.ratings import Ratings, Row, Table, Value, ratings_of
from annotator.agreement.tally import Array
from annotator.model.attribute_kinds import Scale

COEFFICIENTS: tuple[Coefficient, ...] = tuple(
    found for module in (percent, pi, kappa, fleiss, conger, brennan, alpha, gwet) for found in module.COEFFICIENTS
)
VALUES: dict[Scale, tuple[Value, ...]] = {
    Scale.NOMINAL: ("a", "b", "c"),
    Scale.ORDINAL: (1, 2, 4),
    Scale.INTERVAL: (-1, 0, 2.5),
    Scale.RATIO: (0, 1, 3.5),
    Scale.SETS: (frozenset(), frozenset("a"), frozenset("ab")),
}
"""Some categories for each kind of coefficient."""


def one_table(table: Table, categories: Sequence[Value] = ()) -> Ratings:
    """Return ratings of one document."""
    return ratings_of([table], categories)


def columns(*coders: str, missing: str = ".") -> Ratings:
    """Return ratings from values written as one word a coder, a letter or figure a unit."""
    return units(*map("".join, zip(*coders, strict=True)), missing=missing)


def units(*rows: str, missing: str = ".") -> Ratings:
    """Return ratings from values written as one word a unit, a letter or figure a coder; figures are numbers."""
    return one_table(
        counted(
            tuple(None if value == missing else int(value) if value.isdigit() else value for value in row)
            for row in rows
        )
    )


def contingency(categories: Sequence[Hashable], counts: Sequence[Sequence[float]]) -> Ratings:
    """Return ratings of two coders from their cross table; the first coder has the rows."""
    cells: Table = {
        (first, second): count
        for first, row in zip(categories, counts, strict=True)
        for second, count in zip(categories, row, strict=True)
    }
    return one_table(cells, categories)


def counted(rows: Iterable[Row]) -> Table:
    """Return the table of these rows, of weight 1 each."""
    return Counter(rows)


def repeated(table: Table) -> list[Row]:
    """Return the rows, each as often as it weighs."""
    return [row for row, weight in table.items() for _ in range(int(weight))]


def pooled(tables: Iterable[Table]) -> Table:
    """Return several documents as one."""
    total: defaultdict[Row, float] = defaultdict(float)
    for table in tables:
        for row, weight in table.items():
            total[row] += weight
    return total


def turned(table: Table, order: Sequence[int]) -> Table:
    """Return the table with the coders in another order, and its rows as well."""
    return {tuple(row[at] for at in order): weight for row, weight in reversed(list(table.items()))}


def tables(
    coders: int = 3, missing: bool = True, values: Sequence[Value] = ("a", "b", "c")
) -> st.SearchStrategy[Table]:
    """Draw tables with few categories, so that agreement is common."""
    value = st.sampled_from([*values, None] if missing else list(values))
    rows = st.tuples(*[value] * coders)
    return st.dictionaries(rows, st.integers(1, 9), max_size=12)


def fitting(data: st.DataObject, coefficient: Coefficient, documents: int = 1) -> list[Table]:
    """Draw tables, one a document, that the coefficient can be had of."""
    coders = coefficient.coders or data.draw(st.integers(2, 4))
    return [data.draw(tables(coders, values=VALUES[coefficient.scale])) for _ in range(documents)]


def custom(name: str, pairs: dict[frozenset[Value], float]) -> Distance:
    """Return a distance given pair by pair; any other two categories are 1 apart."""

    def matrix(ratings: Ratings) -> Array:
        return np.array(
            [
                [0 if one == other else pairs.get(frozenset((one, other)), 1) for other in ratings.categories]
                for one in ratings.categories
            ],
            dtype=float,
        )

    return Distance(name, Scale.NOMINAL, f"{name} distance.", "as given", matrix)


# Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability. University of Pennsylvania, sections A, B, C.
KRIPPENDORFF_2011_A = columns("0100000010", "1110010000")
KRIPPENDORFF_2011_B = columns("aabbdcccedda", "babbbccceddd")
KRIPPENDORFF_2011_C = columns("123321412...", "1233224125.3", ".3332342251.", "12332441251.")

# The same in Gwet, K. L. (2014). Handbook of Inter-Rater Reliability (4th ed.): there the third has the last value.
GWET_2014_FOUR = columns("123321412...", "1233224125..", ".33323422513", "12332441251.")
# Gwet (2014), two abstractors of medical records.
GWET_2014_ABSTRACTORS = contingency(("Ectopic", "AIU", "NIU"), ((13, 0, 0), (0, 20, 7), (0, 4, 56)))
# Gwet, K. L. (2008), an example that is computed by hand.
GWET_2008 = contingency("yn", ((8, 1), (0, 1)))

# Krippendorff, K. (2004). Content Analysis (2nd ed.), chapter 11.
KRIPPENDORFF_2004 = columns("aabbbbbccccc", "abbbbbcccccc")
# Krippendorff, K. (1980). Content Analysis, chapter 12: three coders, nine units.
KRIPPENDORFF_1980 = columns("112412132", "122442232", "122442332")

# Hayes, A. F. & Krippendorff, K. (2007). Answering the call for a standard reliability measure for coding data.
# Communication Methods and Measures 1(1), 77-89: five coders, 40 units, values from 0 to 3.
HAYES_KRIPPENDORFF_2007 = units(
    *("112.2", "1101.", "2333.", ".00.0", "000.0", "000.0", "102.1", "1.20.", "222.2", "2111."),
    *(".100.", "0000.", "1222.", "33223", "111.1", "111.1", "212.2", "1233.", "1101.", "000.0"),
    *("0011.", "00.00", "2333.", "0000.", "12.22", "0111.", "00010", "1212.", "1122.", "112.2"),
    *("110.0", "2121.", "22.22", "3222.", "222.2", "223.2", "222.2", "22.12", "2222.", "111.1"),
)

# Cohen, J. (1960). A coefficient of agreement for nominal scales, table 1, as counts of 200.
COHEN_1960 = contingency("123", ((88, 14, 18), (10, 40, 10), (2, 6, 12)))
# Cohen (1960), the first example: agreement below chance.
BELOW_CHANCE = contingency("123", ((25, 12, 3), (13, 2, 15), (12, 16, 2)))

# Fleiss, J. L., Cohen, J. & Everitt, B. S. (1969). Large sample standard errors of kappa and weighted kappa.
FLEISS_COHEN_EVERITT_1969 = contingency("123", ((106, 10, 4), (22, 28, 10), (2, 12, 6)))

# Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters, table 1: 30 patients, six psychiatrists;
# 1 depression, 2 personality disorder, 3 schizophrenia, 4 neurosis, 5 other.
_FLEISS = (
    *("444444", "222555", "233335", "555555", "222444", "113333", "333355", "113334", "114444", "555555"),
    *("144444", "124444", "222333", "144444", "224445", "333335", "111455", "111112", "224444", "133555"),
    *("555555", "244444", "224555", "114444", "144445", "222224", "111155", "224444", "133333", "555555"),
)
FLEISS_1971 = units(*_FLEISS)
# Gwet (2014) has the first half of them.
GWET_2014_PATIENTS = units(*_FLEISS[:15])

# Artstein, R. & Poesio, M. (2008). Inter-coder agreement for computational linguistics, two of its examples.
ARTSTEIN_POESIO_1 = contingency(("STAT", "IReq"), ((20, 10), (20, 50)))
ARTSTEIN_POESIO_2 = contingency(("STAT", "IReq", "Chck"), ((46, 0, 0), (6, 32, 6), (0, 0, 10)))
# The distances that they give the second: a check is half a statement and half a request.
ARTSTEIN_POESIO_DISTANCE = custom("theirs", {frozenset(("STAT", "Chck")): 0.5, frozenset(("IReq", "Chck")): 0.5})


def in_documents(*documents: Table) -> Ratings:
    """Return ratings of several documents."""
    return ratings_of(documents)
