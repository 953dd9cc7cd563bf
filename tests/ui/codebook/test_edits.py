"""Labels moved by arrows: none is lost, none becomes its own ancestor, and what goes one way comes back."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.codebook import Codebook, Label
from annotator.model.ids import LabelId
from annotator.ui.codebook.edits import Labels, added, as_tree, lifted, nested, shifted, siblings, without
from tests.model.codebooks import codebooks

WAYS = {
    "up": lambda labels, id: shifted(labels, id, -1),
    "down": lambda labels, id: shifted(labels, id, 1),
    "in": nested,
    "out": lifted,
}
ways = st.lists(st.tuples(st.sampled_from(list(WAYS)), st.integers(0, 2)), max_size=8)


def made(*ids: str) -> Labels:
    """Return labels, each ">" before an id a step further below the one before."""
    found: list[Label] = []
    above: list[LabelId] = []
    for text in ids:
        depth, id = text.count(">"), LabelId(text.strip(">"))
        del above[depth:]
        found.append(Label(id=id, name=id, parent=above[-1] if above else None))
        above.append(id)
    return tuple(found)


def drawn(labels: Labels) -> list[str]:
    return [f"{'>' * depth}{label.id}" for label, depth in as_tree(labels)]


@given(codebook=codebooks(least=1), steps=ways)
def test_no_moves_break_a_codebook_or_lose_a_label(codebook: Codebook, steps: list[tuple[str, int]]) -> None:
    labels = codebook.labels
    for way, number in steps:
        labels = WAYS[way](labels, labels[number % len(labels)].id)
    after = codebook.with_labels(labels)
    before = {label.id: label.model_copy(update={"parent": None}) for label in codebook.labels}
    assert {label.id: label.model_copy(update={"parent": None}) for label in after.labels} == before
    assert len(as_tree(labels)) == len(labels)


@given(codebook=codebooks(least=1), number=st.integers(0, 2))
def test_a_label_taken_out_leaves_a_codebook_that_holds(codebook: Codebook, number: int) -> None:
    gone = codebook.labels[number % len(codebook.labels)]
    after = codebook.with_labels(without(codebook.labels, gone.id))
    assert {label.id for label in after.labels} == {label.id for label in codebook.labels} - {gone.id}


def test_a_label_goes_up_and_down_among_those_beside_it_with_what_is_below_it() -> None:
    labels = made("a", ">b", "c", ">d", "e")
    down = shifted(labels, LabelId("a"), 1)
    assert drawn(down) == ["c", ">d", "a", ">b", "e"]
    assert drawn(shifted(down, LabelId("a"), -1)) == drawn(labels)
    assert shifted(labels, LabelId("a"), -1) == labels and shifted(labels, LabelId("e"), 1) == labels


def test_a_label_goes_below_the_one_above_and_back_beside_its_parent() -> None:
    labels = made("a", "b", "c")
    inside = nested(labels, LabelId("b"))
    assert drawn(inside) == ["a", ">b", "c"]
    assert drawn(lifted(inside, LabelId("b"))) == ["a", "b", "c"]
    assert nested(labels, LabelId("a")) == labels and lifted(labels, LabelId("a")) == labels


def test_retired_labels_stand_behind_those_in_use() -> None:
    first, *others = made("a", "b", "c")
    labels = (first.model_copy(update={"retired": True}), *others)
    assert drawn(labels) == ["b", "c", "a"]
    assert [one.id for one in siblings(labels, LabelId("b"))] == ["b", "c", "a"]


def test_a_new_label_stands_behind_the_one_at_hand_and_those_below_it() -> None:
    labels = made("a", ">b", "c")
    new = Label(id=LabelId("n"), name="n")
    assert drawn(added(labels, new, LabelId("a"))) == ["a", ">b", "n", "c"]
    assert drawn(added(labels, new, None)) == ["a", ">b", "c", "n"]
