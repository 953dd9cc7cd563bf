"""Every workspace and every dialog has its place in the manual, and each place is there."""

import pytest

from annotator.ui.commands.commands import WORKSPACE_KEYS
from annotator.ui.dialogs.base import Dialog
from annotator.ui.manual.pages import FIRST, ManualPlace, page
from annotator.ui.manual.places import DIALOGS, WORKSPACES, place_for
from tests.ui.dialogs.test_all_dialogs import MADE
from tests.ui.test_names import kinds_below

KINDS = {kind.__name__ for kind in kinds_below(Dialog)}


def test_every_workspace_has_a_page_of_its_own() -> None:
    assert WORKSPACE_KEYS.keys() <= WORKSPACES.keys()
    assert len({WORKSPACES[place].page for place in WORKSPACE_KEYS}) == len(WORKSPACE_KEYS)


@pytest.mark.parametrize("place", [*WORKSPACES.values(), *DIALOGS.values()], ids=str)
def test_every_place_is_there(place: ManualPlace) -> None:
    assert place.anchor in ("", *(section.anchor for section in page(place.page).sections))


def test_dialogs_are_called_by_classes_that_there_are() -> None:
    assert MADE and sorted(DIALOGS.keys() - KINDS) == []


def test_a_dialog_comes_before_the_workspace_below_it_and_what_nobody_knows_has_the_first_page() -> None:
    assert place_for("adjudicate", "ExportDialog") == ManualPlace("export")
    assert place_for("adjudicate", "SomeDialog") == place_for("adjudicate") == ManualPlace("adjudicate")
    assert place_for("no such place") == ManualPlace(FIRST)
