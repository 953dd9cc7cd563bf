"""A list of sets to choose from says whether the one that was chosen is still there, and who is in it."""

from itertools import combinations
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from annotator.operations.documents.sets import make_set, remove_set
from annotator.store.schema.tables import Table
from annotator.ui.background.listed_set import RESTS_ON, ListedSet, offer_sets
from tests.ui.windows import FIRST, SECOND, Stage, make_project


def test_the_chosen_set_is_shown_where_it_is_there_and_else_all(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box = QComboBox(parent)
    for ids in (ids for count in range(4) for ids in combinations("abc", count)):
        for chosen in ("", *"abcd"):
            found = offer_sets(box, "All", [(id, f"Set {id}") for id in ids], chosen)
            assert found == (chosen in ("", *ids)) and box.currentData() == (chosen if found else "")
            assert [box.itemData(at) for at in range(box.count())] == ["", *ids] and box.isHidden() == (not ids)


def test_who_is_in_a_set_is_found_and_all_are_there_again_once_it_is_gone(
    stage: Stage, tmp_path: Path, qtbot: QtBot
) -> None:
    stage.open(make_project(tmp_path / "sets.annot", [FIRST, SECOND], ["Ana"]), "Ana")
    session, parent = stage.window.session, QWidget()
    qtbot.addWidget(parent)
    first = session.project.documents.all()[0].id
    one = make_set(session.project, "One", documents=[first])
    made = [ListedSet(session, QComboBox(parent), parent, "All", on) for on in ((Table.SPANS,), RESTS_ON)]
    for each in made:
        session.changed.connect(each.on_changed)
        each.begin_with(one.id)
        each.find()

    def members() -> list[object]:
        qtbot.waitUntil(lambda: not session.tasks.busy)
        return [each.members for each in made]

    assert members() == [{first}, {first}]
    session.run(remove_set, one.id)
    assert members() == [None, None] and [each.chosen for each in made] == ["", ""]
