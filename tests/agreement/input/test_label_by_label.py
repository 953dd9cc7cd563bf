"""Ratings of all labels at once are, label by label, what each label has by itself."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.label_by_label import label_by_label, labels_there
from annotator.agreement.input.ratings import Ratings, Table, Value, ratings_of
from annotator.agreement.input.units import marked
from annotator.model.ids import LabelId

LABELS = tuple(map(LabelId, "xyz"))
SETS = st.frozensets(st.sampled_from(LABELS))


def labels_in(value: Value) -> frozenset[LabelId]:
    return value if isinstance(value, frozenset) else frozenset()


def tables(coders: int) -> st.SearchStrategy[list[Table]]:
    rows = st.tuples(*[st.none() | SETS] * coders).filter(any_value)
    return st.lists(st.dictionaries(rows, st.integers(1, 9).map(float), max_size=6), max_size=4)


def any_value(row: tuple[object, ...]) -> bool:
    return any(value is not None for value in row)


def by_document(ratings: Ratings) -> list[dict[tuple[Value | None, ...], float]]:
    """Return the table of each document."""
    found: list[dict[tuple[Value | None, ...], float]] = [{} for _ in range(ratings.documents)]
    for document, row, weight in zip(ratings.document.tolist(), ratings.row.tolist(), ratings.weight, strict=True):
        said = tuple(ratings.categories[at] if at >= 0 else None for at in ratings.rows[row].tolist())
        found[document][said] = found[document].get(said, 0) + float(weight)
    return found


@given(st.integers(1, 4).flatmap(tables))
def test_each_label_has_the_ratings_that_it_has_by_itself(found: list[Table]) -> None:
    ratings = ratings_of(found, coders=2)
    made = label_by_label(ratings, LABELS, labels_in)
    together, n = by_document(made), ratings.documents
    for number, label in enumerate(LABELS):
        assert together[number * n : (number + 1) * n] == by_document(marked(ratings, label))


@given(st.integers(1, 4).flatmap(tables))
def test_a_label_is_there_if_anybody_gave_it(found: list[Table]) -> None:
    given_ = {label for table in found for row in table for value in row if value for label in value}  # type: ignore[attr-defined]
    assert labels_there(ratings_of(found, coders=2), labels_in) == given_


def test_a_unit_that_nobody_gave_a_label_is_no_row_of_its_own() -> None:
    sets: list[frozenset[str]] = [frozenset("x"), frozenset("y"), frozenset()]
    x, y, nothing = sets
    ratings = ratings_of([{(x, y): 3, (y, y): 2, (nothing, y): 1, (None, y): 4}])
    (found,) = by_document(label_by_label(ratings, LABELS[:1], labels_in))
    assert found == {(True, False): 3, (False, False): 3, (None, False): 4}
