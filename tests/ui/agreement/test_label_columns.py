"""The columns of the table of numbers: each label once, below its parent, unless that is folded."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.codebook import Label
from annotator.model.ids import LabelId
from annotator.ui.agreement.label_columns import MOST_UNFOLDED, LabelColumn, LabelColumns


def labels_of(*above: int | None) -> list[Label]:
    """Return labels l0, l1 …; for each the number of its parent."""
    return [
        Label(id=LabelId(f"l{at}"), name=f"L{at}", parent=None if parent is None else LabelId(f"l{parent}"))
        for at, parent in enumerate(above)
    ]


def there_of(labels: Sequence[Label]) -> set[LabelColumn]:
    """Return all columns that a study of these labels has."""
    parents = {label.parent for label in labels if label.parent is not None}
    alone = {LabelColumn(None), *(LabelColumn(label.id) for label in labels)}
    return alone | ({LabelColumn(None, True), *(LabelColumn(one, True) for one in parents)} if parents else set())


@st.composite
def books(draw: st.DrawFn) -> list[Label]:
    size = draw(st.integers(1, 2 * MOST_UNFOLDED))
    return labels_of(*(draw(st.none() | st.integers(0, at - 1)) if at else None for at in range(size)))


@st.composite
def folded(draw: st.DrawFn) -> tuple[list[Label], LabelColumns]:
    labels = draw(books())
    columns = LabelColumns().of(labels)
    some = st.lists(st.sampled_from([label.id for label in labels]), max_size=5)
    for is_folded in draw(st.lists(st.booleans(), max_size=4)):
        columns = columns.folding(draw(some), is_folded)
    return labels, columns


@given(folded())
def test_a_label_is_seen_just_if_no_parent_above_it_is_folded(made: tuple[list[Label], LabelColumns]) -> None:
    labels, columns = made
    shown = columns.shown(there_of(labels))
    assert len(set(shown)) == len(shown)
    parents = {label.id: label.parent for label in labels}
    for label in labels:
        above, at = [], label.parent
        while at is not None:
            above.append(at)
            at = parents[at]
        is_parent = label.id in parents.values()
        hidden = any(map(columns.is_folded, above))
        assert (LabelColumn(label.id, True) in shown) == (is_parent and not hidden)
        assert (LabelColumn(label.id) in shown) == (not hidden and not (is_parent and columns.is_folded(label.id)))


@given(folded())
def test_parents_stand_before_what_is_below_them_and_all_labels_first(made: tuple[list[Label], LabelColumns]) -> None:
    labels, columns = made
    shown = columns.shown(there_of(labels))
    assert shown[0] == LabelColumn(None) and (LabelColumn(None, True) in shown[:2]) == (
        len(there_of(labels)) > len(labels) + 1
    )
    for at, column in enumerate(shown):
        parent = columns.parents.get(column.label) if column.label is not None else None
        if parent is not None:
            assert shown.index(LabelColumn(parent, True)) < at
            assert columns.head_of(LabelColumn(column.label), shown) in shown[: at + 1]


@given(folded())
def test_what_is_folded_away_has_a_head_that_is_seen(made: tuple[list[Label], LabelColumns]) -> None:
    labels, columns = made
    there = there_of(labels)
    shown = columns.shown(there)
    for column in there - set(shown):
        head = columns.head_of(column, shown)
        assert head is not None and head in shown and head.label is not None and columns.is_folded(head.label)


def test_few_labels_are_unfolded_and_many_folded_until_somebody_opens_them() -> None:
    few, many = labels_of(None, 0), labels_of(None, *(0 for _ in range(MOST_UNFOLDED)))
    assert not LabelColumns().of(few).is_folded(LabelId("l0"))
    columns = LabelColumns().of(many)
    assert columns.is_folded(LabelId("l0")) and len(columns.shown(there_of(many))) == 3
    opened = columns.folding([LabelId("l0")], False)
    assert len(opened.shown(there_of(many))) == 3 + len(many)
    # What was chosen stays where the codebook changes, as far as its labels do.
    assert not opened.of(many[:-1]).is_folded(LabelId("l0")) and opened.of(few[1:]).opened == frozenset()


def test_nothing_is_folded_where_a_parent_has_no_column_and_labels_that_are_gone_come_last() -> None:
    many = labels_of(None, *(0 for _ in range(MOST_UNFOLDED)))
    columns = LabelColumns().of(many)
    there = {LabelColumn(None), LabelColumn(LabelId("gone")), LabelColumn(LabelId("l3"))}
    assert [one.label for one in columns.shown(there)] == [None, "l3", "gone"]
    assert columns.head_of(LabelColumn(LabelId("l3")), columns.shown(there)) is None
