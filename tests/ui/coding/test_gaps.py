"""One key to the next empty slot, one for the parties of the act before, one back; and how many keys an act costs."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.commands.commands import BY_ID
from annotator.ui.commands.key_table import TABLE
from tests.ui.acts.desks import at_row, lit, rows, settled
from tests.ui.windows import Stage

APPEAL = (
    "urged China to use its influence with Moscow to foster lasting peace and a clear, reasoned path toward settlement"
)


def test_the_next_act_that_lacks_something_is_one_key_away_and_the_way_back_another(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    place = stage.text.index("patience")
    stage.reader.set_selection(place, place)
    stage.press("F12")
    assert stage.active_quote().startswith("urged") and at_row(stage) == "Speaker", "after the last comes the first"
    stage.press("F12")
    assert stage.active_quote() == "warned France" and at_row(stage) == "Speaker"
    stage.press("Shift+F6")
    assert stage.active_quote().startswith("urged") and stage.reader.hasFocus()
    stage.press("Shift+F6")
    assert stage.active_quote() == "" and stage.reader.caret == place
    stage.press("Shift+F6")
    assert stage.said == "There is no jump to go back from."


def test_a_walk_through_the_list_is_one_jump(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    stage.press("Ctrl+J", "Down", "Down", "Down", "Return", "Shift+F6")
    assert stage.reader.caret == 0 and stage.active_quote() == ""


def test_where_nothing_lacks_a_sentence_says_so(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    for span in list(stage.window.coding.inspector.model.spans):
        if span.label != "actor":
            stage.window.coding.shown.go_to(span.id)
            stage.press("Del")
    stage.press("F12")
    assert stage.said == "No act of this text lacks anything that the codebook requires."
    stage.press("Alt+Up", "F9")
    assert stage.said.startswith("Select an act that stands behind another one")


def test_one_key_takes_over_the_parties_of_the_act_before(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    stage.press("F12", "Return", "Return", "Return")
    before = {"Speaker": "French President", "Addressee": "China"}
    assert at_row(stage) == "Content" and stage.active_quote().startswith("urged")
    stage.press("Escape")
    assert rows(stage) == before | {"Force": "urges"}
    stage.window.coding.moves.go_span(1)
    while stage.active_quote() != "warned France":
        stage.window.coding.moves.go_span(1)
    stage.press("Return", "F9")
    assert rows(stage) == before and at_row(stage) == "Force"
    stage.press("Escape", "Ctrl+Z")
    assert rows(stage) == {}, "it was one step"


@pytest.mark.parametrize("id", ["code.back", "code.next_gap", "code.fill_as_before"])
def test_its_key_is_free_on_all_three_systems(id: str) -> None:
    for on_mac in (False, True):
        (key,) = BY_ID[id].own_keys(on_mac)
        assert [row.id for row in TABLE if key in row.own_keys(on_mac)] == [id]


def test_the_samples_appeal_costs_five_keys_its_content_one_and_the_next_gap_one(
    stage: Stage, sample_copy: Path
) -> None:
    stage.open(sample_copy, "Eva")
    pressed: list[str] = []

    def press(*keys: str) -> None:
        pressed.extend(keys)
        stage.press(*keys)

    stage.action("code.offer_mentions").trigger()
    settled(stage)
    stage.select(APPEAL)
    press("1", "Return")
    settled(stage)
    taken = []
    for _ in range(3):
        taken.append((at_row(stage), lit(stage)))
        press("Return")
    assert taken == [("Speaker", "President of France"), ("Force", "urges"), ("Addressee", "China")]
    assert len(pressed) == 5
    press("Return")
    assert rows(stage)["Content"].startswith("use its influence with Moscow") and len(pressed) == 6
    stage.press("Escape")
    # Another act, which lacks all of it.
    stage.select("cautioned that the complexity of the situation")
    stage.press("3", "Escape", "Ctrl+Home")
    QApplication.processEvents()
    press("F12")
    assert at_row(stage) == "Speaker" and stage.active_quote().startswith("cautioned") and len(pressed) == 7
