"""The header: what is the same in every workspace fits whatever the window is like."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.window.places import HEIGHT
from tests.ui.windows import Stage, make_project


@pytest.mark.parametrize("width", [900, 1024, 1280, 1440])
def test_all_words_fit_from_1280_on_and_below_none_is_lost(stage: Stage, tmp_path: Path, width: int) -> None:
    window = stage.open(
        make_project(tmp_path / "A name of a project that is far longer than there is room for.annot")
    ).window
    window.resize(width, 600)
    QApplication.processEvents()
    header = window.header
    shown = [each for each in header.places.buttons if each.isVisible()]
    assert all(each.width() >= each.sizeHint().width() for each in shown)
    assert shown[-1].geometry().right() <= header.places.width()
    assert header.height() == HEIGHT and header.project.width() <= 230
    assert header.desk.geometry().right() <= header.width()
    assert not header.places.folded or width < 1280
    assert len(shown) + len(header.places.folded) == len(header.places.buttons)


def test_the_start_page_has_menu_and_search_alone(stage: Stage) -> None:
    header = stage.window.header
    assert header.menu_button.isVisible() and header.search.isVisible()
    assert not header.places.isVisible() and not header.desk.isVisible() and header.project.text() == "Annotator"
