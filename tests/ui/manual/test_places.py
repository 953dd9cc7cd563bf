"""Every workspace and every dialog has its place in the manual, and each place is there."""

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from annotator.ui.commands.commands import WORKSPACE_KEYS
from annotator.ui.dialogs.base import Dialog
from annotator.ui.manual.pages import FIRST, ManualPlace, page
from annotator.ui.manual.places import DIALOGS, OF_THE_PLACE, WORKSPACES, place_for
from tests.ui.dialogs.made import MADE
from tests.ui.dialogs.test_all_dialogs import desks as desks
from tests.ui.test_names import kinds_below

KINDS = {kind.__name__ for kind in kinds_below(Dialog)}


def test_every_workspace_has_a_page_of_its_own() -> None:
    assert WORKSPACE_KEYS.keys() <= WORKSPACES.keys()
    assert len({WORKSPACES[place].page for place in WORKSPACE_KEYS}) == len(WORKSPACE_KEYS)


@pytest.mark.parametrize("place", [*WORKSPACES.values(), *DIALOGS.values()], ids=str)
def test_every_place_is_there(place: ManualPlace) -> None:
    assert place.anchor in ("", *(section.anchor for section in page(place.page).sections))


def test_every_dialog_has_a_place_of_its_own_or_that_of_the_workspace_below(qtbot: QtBot) -> None:
    made = [make() for make in MADE.values()]
    for each in made:
        qtbot.addWidget(each)
    dialogs = KINDS | {type(each).__name__ for each in made if isinstance(each, QDialog)}
    assert sorted(dialogs - DIALOGS.keys() - OF_THE_PLACE) == []
    assert sorted(DIALOGS.keys() - dialogs) == [], "no dialog is called so"
    assert dialogs >= OF_THE_PLACE and not OF_THE_PLACE & DIALOGS.keys()


def test_a_dialog_comes_before_the_workspace_below_it_and_what_nobody_knows_has_the_first_page() -> None:
    assert place_for("adjudicate", "ExportDialog") == ManualPlace("export")
    assert place_for("adjudicate", "SomeDialog") == place_for("adjudicate") == ManualPlace("adjudicate")
    assert place_for("no such place") == ManualPlace(FIRST)
