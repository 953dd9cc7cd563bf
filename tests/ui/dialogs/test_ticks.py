"""A list to tick: only its entries can be ticked, however many there are, and each says whether it is."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from annotator.ui.dialogs.ticks import TickEntry, TickModel
from tests.ui.dialogs.ticked import ENTRIES


def test_only_entries_can_be_ticked() -> None:
    model = TickModel(ENTRIES, ["a", "gone"])
    assert model.chosen == {"a"} and model.index(0).data() == "First · ready"
    assert not model.setData(model.index(0), "other title")


IDS = st.sets(st.sampled_from(["a", "b", "c", "gone"]))


@given(first=IDS, then=IDS, flips=st.lists(st.integers(0, 2), max_size=5))
def test_whatever_is_ticked_only_entries_are_and_each_says_so(
    first: set[str], then: set[str], flips: list[int]
) -> None:
    entries = [TickEntry(id, id.upper()) for id in "abc"]
    model, told = TickModel(entries, first), list[object]()
    model.ticked.connect(lambda: told.append(1))
    assert model.chosen == first - {"gone"}
    model.choose(then)
    expected = then - {"gone"}
    for row in flips:
        id = "abc"[row]
        now = Qt.CheckState.Unchecked if id in expected else Qt.CheckState.Checked
        assert model.setData(model.index(row), now.value, Qt.ItemDataRole.CheckStateRole)
        expected ^= {id}
    assert model.chosen == expected and len(told) == 1 + len(flips)
    states = [model.index(row).data(Qt.ItemDataRole.CheckStateRole) for row in range(3)]
    assert [Qt.CheckState(state) is Qt.CheckState.Checked for state in states] == [id in expected for id in "abc"]


def test_without_entries_nothing_is_ticked_and_nothing_breaks() -> None:
    model = TickModel((), ["a"])
    model.choose(["a"])
    assert model.chosen == set() and model.rowCount() == 0
