"""One sentence says why there is no gold, one button leads on, and both are those of whoever sits there."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.operations.feedback.releases import GoldVisibility
from annotator.ui.commands.commands import COMMANDS
from annotator.ui.feedback.nothing import NothingYet
from annotator.ui.feedback.wording import nothing_to_show


@pytest.mark.parametrize("standing", list(GoldVisibility))
def test_it_says_what_is_so_of_the_text_at_hand_in_one_sentence(standing: GoldVisibility, qtbot: QtBot) -> None:
    page = NothingYet()
    qtbot.addWidget(page)
    page.show_why(True, standing)
    said = page.text.text()
    is_special = standing in (GoldVisibility.NOT_BEGUN, GoldVisibility.NOT_DONE)
    assert (said == nothing_to_show(standing, 0)) == is_special and said.endswith(".")
    assert (page.button.text(), page.command) == ("Go on coding", "view.code")


def test_where_nobody_codes_it_leads_to_who_does(qtbot: QtBot) -> None:
    page = NothingYet()
    qtbot.addWidget(page)
    page.show_why(False)
    assert (page.title.text(), page.command) == ("Nobody codes yet", "project.who")
    page.show_why(True)
    assert page.title.text() == "No gold yet"
    assert {"project.who", "view.code"} <= {one.id for one in COMMANDS}
