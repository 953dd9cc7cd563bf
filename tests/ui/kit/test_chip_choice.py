"""A list that looks like a chip is as wide as the words that are chosen, and says by itself what it cannot show."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.kit import theme
from annotator.ui.kit.chip_choice import ChipChoice

WORDS = ("Any", "Not seen by all", "Meeting of the President of the Republic with the Chinese President, in Beijing")


def test_it_is_as_wide_as_its_words_and_whole_in_the_tooltip_where_they_are_longer_than_a_column(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.theme_for(theme.ThemeChoice.LIGHT))
    chip = ChipChoice("Cases of a kind")
    qtbot.addWidget(chip)
    chip.addItems(WORDS)
    chip.show()
    widths = []
    for row, words in enumerate(WORDS):
        chip.setCurrentIndex(row)
        needed = chip.fontMetrics().horizontalAdvance(words) + 22
        widths.append(chip.sizeHint().width())
        assert widths[-1] >= min(needed, 216) and bool(chip.toolTip()) == (needed + 2 > 216)
        assert chip.toolTip() in ("", words)
    assert widths == sorted(widths) and widths[-1] == 216
    assert chip.accessibleName() == "Cases of a kind"


def test_the_list_that_opens_is_wide_enough_for_its_words(qtbot: QtBot) -> None:
    chip = ChipChoice("Cases of a kind")
    qtbot.addWidget(chip)
    chip.addItems(WORDS[:2])
    chip.show()
    chip.showPopup()
    assert chip.view().width() >= chip.view().sizeHintForColumn(0)
    chip.hidePopup()
