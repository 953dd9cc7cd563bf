"""Tables of coders' values, as printed in the literature and as drawn at random."""

from collections.abc import Hashable, Iterable, Sequence

from hypothesis import strategies as st

from annotator.agreement.units import Row, Table, tally


def columns(*coders: str, missing: str = ".") -> Table:
    """Return the table of values written as one word a coder, a letter a unit."""
    rows = zip(*coders, strict=True)
    return tally((1, tuple(None if value == missing else value for value in row)) for row in rows)


def contingency(categories: Sequence[Hashable], counts: Sequence[Sequence[int]]) -> Table:
    """Return the table of two coders from their cross table; the first coder has the rows."""
    return tally(
        (count, (first, second))
        for first, row in zip(categories, counts, strict=True)
        for second, count in zip(categories, row, strict=True)
    )


def repeated(table: Table) -> list[Row]:
    """Return the rows, each as often as it weighs."""
    return [row for row, weight in table.items() for _ in range(weight)]


def counted(rows: Iterable[Row]) -> Table:
    """Return the table of these rows, of weight 1 each."""
    return tally((1, row) for row in rows)


def tables(coders: int = 3, missing: bool = True) -> st.SearchStrategy[Table]:
    """Draw tables with few categories, so that agreement is common."""
    value = st.sampled_from(["a", "b", "c", None] if missing else ["a", "b", "c"])
    rows = st.tuples(*[value] * coders)
    return st.dictionaries(rows, st.integers(1, 9), max_size=12)


# Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability. University of Pennsylvania, sections A, B, C.
KRIPPENDORFF_2011_A = columns("0100000010", "1110010000")
KRIPPENDORFF_2011_B = columns("aabbdcccedda", "babbbccceddd")
KRIPPENDORFF_2011_C = columns("123321412...", "1233224125.3", ".3332342251.", "12332441251.")

# Cohen, J. (1960). A coefficient of agreement for nominal scales, table 1, as counts of 200.
COHEN_1960 = contingency("123", ((88, 14, 18), (10, 40, 10), (2, 6, 12)))

# Artstein, R. & Poesio, M. (2008). Inter-coder agreement for computational linguistics, two of its examples.
ARTSTEIN_POESIO_1 = contingency(("STAT", "IReq"), ((20, 10), (20, 50)))
ARTSTEIN_POESIO_2 = contingency(("STAT", "IReq", "Chck"), ((46, 0, 0), (6, 32, 6), (0, 0, 10)))

# Cohen (1960), the first example: agreement below chance.
BELOW_CHANCE = contingency("123", ((25, 12, 3), (13, 2, 15), (12, 16, 2)))
