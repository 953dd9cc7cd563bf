"""Passages counted on a page: asked in the background, gone through by keys, opened, saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.model.errors import BadSearch
from annotator.operations.passages.finding import PassageSearch
from annotator.ui.kit import theme
from annotator.ui.kit.themes import DARK
from annotator.ui.pictures.count_asking import BESIDES, CountFigure
from tests.ui.explore.places import make_acts
from tests.ui.pictures.counting_desk import CountingDesk

BESIDE_EACH = [("label", key) for key in BESIDES]


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[CountingDesk]:
    """Ana, who has coded six acts."""
    made = CountingDesk(make_acts(tmp_path / "acts.annot"), qtbot)
    yield made
    made.session.close()


def test_each_number_opens_what_it_counts(desk: CountingDesk) -> None:
    desk.ask("-doubt:yes")
    for rows, columns in (("label", "year"), ("by", "label"), ("document", ""), ("to", "by"), *BESIDE_EACH):
        for chip, key in ((desk.view.choices.columns, columns), (desk.view.choices.rows, rows)):
            chip.setCurrentIndex(chip.findData(key))
        desk.settled()
        assert desk.view.found is not None and desk.view.found.table is not None
        assert desk.view.found.table.total == 6
        for at in desk.picture.searches:
            desk.searches.clear()
            desk.view.picture.go_to(at)
            desk.press(Qt.Key.Key_Return)
            (search,) = desk.searches
            number = sum(1 for _ in PassageSearch(desk.session.project, search).lines())
            assert desk.picture.said(at).split(": ")[1].split()[0] == str(number), search


def test_arrows_go_through_the_cells_and_say_them(desk: CountingDesk) -> None:
    desk.ask("")
    assert desk.view.picture.accessibleName() == "Appeal, 2021: 1 passage" and desk.picture.caption == "All passages"
    desk.press(Qt.Key.Key_Right)
    assert desk.view.picture.accessibleName() == "Appeal, 2023: 1 passage"
    desk.press(Qt.Key.Key_Down)
    assert desk.view.said.text() == "Commitment, 2023: 1 passage"
    desk.press(Qt.Key.Key_End)
    assert desk.view.picture.accessibleName() == "Commitment: 1 passage"


def test_marks_in_the_texts_lead_to_their_passages(desk: CountingDesk) -> None:
    desk.view.choices.figures.choose(list(CountFigure).index(CountFigure.MAP))
    desk.ask("label:warning")
    assert len(desk.picture.marks) == 2 and not desk.view.choices.rows.isVisible()
    desk.press(Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return)
    project = desk.session.project
    found = [(line.document, line.span) for line in PassageSearch(project, "label:warning").lines()]
    assert desk.passages == found and desk.searches == []
    desk.ask("warned")
    desk.press(Qt.Key.Key_Return)
    assert desk.searches == ['warned title="Readout of a call"'], "words that are no coding are searched for"


def test_what_nobody_understands_is_said_and_the_next_search_counts(desk: CountingDesk) -> None:
    desk.ask("label:nothing")
    with pytest.raises(BadSearch) as refused:
        PassageSearch(desk.session.project, "label:nothing")
    assert desk.view.why.text() == str(refused.value) and not desk.view.save_button.isEnabled()
    desk.ask("label:warning date:1900")
    assert desk.view.why.isVisible() and desk.view.why.text().startswith("Nothing is found")
    desk.ask("label:warning")
    assert not desk.view.why.isVisible() and desk.view.found is not None


def test_of_two_questions_the_newer_one_is_answered(desk: CountingDesk) -> None:
    answers: list[str] = []
    desk.view.shown.connect(lambda: answers.append(desk.view.asked.search))
    desk.view.show_search("label:appeal")
    desk.view.show_search("label:warning")
    desk.settled()
    assert answers == ["label:warning"]
    assert desk.view.found is not None and desk.view.found.asked.search == "label:warning"


def test_the_table_and_the_picture_are_saved(
    desk: CountingDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.view.save_table()
    desk.view.save_picture()
    assert [sentence.split(":")[0] for sentence in desk.refused] == [
        "There is no table to save",
        "There is no picture to save",
    ]
    desk.ask("")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "counts"), ""))
    desk.view.save_table()
    lines = (tmp_path / "counts.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Label,2021,2023,") and lines[-1].endswith(",6")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "counts.svg"), ""))
    desk.view.save_picture()
    assert "Appeal" in (tmp_path / "counts.svg").read_text(encoding="utf-8")


def test_another_theme_another_project(desk: CountingDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.ask("")
    monkeypatch.setattr(theme, "current", lambda: DARK)
    desk.view.refresh_theme()
    assert desk.view.picture._palette.paper == DARK.paper
    desk.view.reset()
    assert desk.view.found is None and desk.view.picture.picture is None and desk.view.why.isVisible()


def test_all_names_are_shown_where_they_are_asked_for(desk: CountingDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.ui.pictures.count_asking.MOST_ROWS", 1)
    desk.ask("")
    assert desk.view.note.text() == "2 other rows not shown" and len(desk.picture.drawing.cells) == 2 * 4
    desk.view.names_button.click()
    desk.settled()
    assert desk.view.names_button.text() == "Show fewer" and len(desk.picture.drawing.cells) == 4 * 4


def test_words_and_key_words_are_gone_through_opened_and_saved(
    desk: CountingDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.view.choices.figures.choose(list(CountFigure).index(CountFigure.WORDS))
    desk.ask("label:warning")
    assert desk.view.choices.rows.isVisible() and not desk.view.choices.columns.isVisible()
    assert desk.view.picture.accessibleName() == "Warning, warned: 2 · 2 passages · DP 0.00"
    desk.press(Qt.Key.Key_Return)
    (search,) = desk.searches
    assert sum(1 for _ in PassageSearch(desk.session.project, search).lines()) == 2
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "words.csv"), ""))
    desk.view.save_table()
    assert (tmp_path / "words.csv").read_text(encoding="utf-8-sig").splitlines()[1].startswith("Warning,warned,2,2")
    desk.view.choices.figures.choose(list(CountFigure).index(CountFigure.KEY_WORDS))
    desk.settled()
    assert desk.view.why.text().startswith("Nothing is found"), "of one label nothing can be told from another"
