"""The workspace on a real project: read in the background, filtered, opened, saved."""

import xml.etree.ElementTree as xml
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from annotator.model.span import Span
from annotator.operations import annotate
from annotator.store.project import Project
from annotator.ui import theme
from annotator.ui.explore.choices import ALL_CODERS, GOLD
from annotator.ui.explore.workspace import ExploreWorkspace
from annotator.ui.pictures.layout import At
from annotator.ui.session import Session
from annotator.ui.theme import DARK, LIGHT
from tests.ui.explore.places import make_acts
from tests.ui.windows import make_project


class Desk:
    """The workspace at work: opened, entered, its acts read."""

    def __init__(self, path: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.session = Session()
        self.workspace = ExploreWorkspace(self.session)
        qtbot.addWidget(self.workspace)
        self.session.changed.connect(self.workspace.on_changed)
        self.session.closing.connect(self.workspace.forget)
        self.refused: list[str] = []
        self.session.refused.connect(self.refused.append)
        self.open(path)
        self.workspace.resize(1100, 700)
        with qtbot.waitActive(self.workspace):
            self.workspace.show()
            self.workspace.activateWindow()
        self.workspace.enter()
        self.workspace.take_keyboard()
        self.settled()

    def open(self, path: Path) -> None:
        self.session.open(Project.open(path))
        self.workspace.set_codebook(self.session.project.codebook)
        self.session.set_coder(self.session.coders()[0])

    def settled(self) -> None:
        workspace = self.workspace
        self.qtbot.waitUntil(
            lambda: not (workspace.gatherer.is_busy or workspace.counter.is_busy or workspace.opening.is_busy)
        )

    def of_all_coders(self) -> "Desk":
        self.workspace.filters.choose_layer(ALL_CODERS)
        return self

    def cell(self, source: str, target: str) -> At:
        assert self.workspace.matrix.picture is not None
        found = self.workspace.matrix.picture.find((source, target))
        assert found is not None
        return found

    def count(self, source: str, target: str) -> int:
        assert self.workspace.matrix.picture is not None
        return len(self.workspace.matrix.picture.acts(self.cell(source, target)))

    def open_cell(self, source: str, target: str) -> list[str]:
        self.workspace.matrix.setFocus()
        self.workspace.matrix.go_to(self.cell(source, target))
        QTest.keyClick(self.workspace.matrix, Qt.Key.Key_Return)
        self.settled()
        return self.listed()

    def listed(self) -> list[str]:
        return [one.span.quote for one in self.workspace.passages.model.passages]

    def caption(self) -> str:
        return str(self.workspace.matrix.picture.layout.title[1].whole)  # type: ignore[union-attr]

    def act(self, quote: str) -> Span:
        project = self.session.project
        spans = [span for info in project.documents.all() for span in project.spans.of_document(info.id)]
        return next(span for span in spans if span.quote == quote)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(make_acts(tmp_path / "acts.annot"), qtbot)
    yield made
    made.session.close()


def test_gold_without_acts_says_what_would_fill_it_and_leads_to_the_coders(desk: Desk) -> None:
    page = desk.workspace.page
    desk.workspace.filters.choose_layer(GOLD)
    assert page.is_empty and page.empty.text().startswith("There are no acts in gold yet; adjudicate")
    assert not page.save_button.isEnabled()
    desk.workspace.save_picture()
    assert desk.refused == ["There is no picture to save: no act is counted."]
    page.way_button.click()
    assert not page.is_empty and desk.workspace.filters.layer.currentText() == "All coders"
    assert desk.caption() == "All coders · 6 acts"


def test_each_pair_has_its_acts_and_each_year_its_own(desk: Desk) -> None:
    desk.of_all_coders()
    assert (desk.count("France", "China"), desk.count("France", "Russia"), desk.count("China", "—")) == (3, 2, 2)
    desk.workspace.page.tabs.setCurrentIndex(1)
    timeline = desk.workspace.timeline
    assert timeline.picture is not None and desk.workspace.page.view is timeline
    assert [timeline.picture.said(at) for at in sorted(timeline.picture.layout.parts)] == [  # type: ignore[attr-defined]
        "2021, Appeal: 1 act",
        "2023, Appeal: 1 act of 3",
        "2023, Commitment: 1 act of 3",
        "2023, Warning: 1 act of 3",
        "Undated, Appeal: 1 act of 2",
        "Undated, Warning: 1 act of 2",
    ]


def test_enter_on_a_cell_lists_its_passages_and_enter_there_goes_to_one(desk: Desk) -> None:
    assert desk.of_all_coders().open_cell("France", "China") == ["urged", "دعا", "called on"]
    panel = desk.workspace.passages
    assert panel.title.text() == "France to China: 3 acts" and panel.list.hasFocus()
    first = panel.model.index(0)
    assert first.data() == "France → urges → China"
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Appeal: France → urges → China. “urged”. Readout of a call · 2023-04-06"
    )
    act = desk.act("urged")
    with desk.qtbot.waitSignal(desk.workspace.passage_requested) as told:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert told.args == [act.document, act.id]
    QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    assert desk.workspace.matrix.hasFocus()


def test_whoever_sits_down_sees_their_own_acts_whatever_was_chosen_before(desk: Desk) -> None:
    assert desk.caption() == "Ana · 6 acts" and desk.workspace.filters.layer.currentText() == "My own (Ana)"
    desk.of_all_coders().open_cell("France", "China")
    desk.session.set_coder(desk.session.coders()[1])
    page = desk.workspace.page
    assert desk.workspace.matrix.picture is None and desk.listed() == []
    desk.settled()
    assert page.empty.text() == "Ben has coded no act yet."
    page.way_button.click()
    assert desk.workspace.filters.choices.layer == GOLD


def test_where_nobody_codes_gold_comes_first(tmp_path: Path, qtbot: QtBot) -> None:
    session = Session()
    workspace = ExploreWorkspace(session)
    qtbot.addWidget(workspace)
    session.open(Project.open(make_acts(tmp_path / "acts.annot")))
    workspace.set_codebook(session.project.codebook)
    workspace.enter()
    qtbot.waitUntil(lambda: not workspace.gatherer.is_busy)
    assert workspace.filters.choices.layer == GOLD and workspace.filters.layer.currentText() == "Gold"
    session.close()


def test_the_passages_take_no_room_until_a_number_is_opened(desk: Desk) -> None:
    workspace = desk.workspace
    assert workspace.passages.isHidden() and workspace.page.width() == workspace.width()
    desk.open_cell("France", "China")
    assert workspace.passages.isVisible() and workspace.passages.list.hasFocus()
    workspace.passages.close_button.setFocus()
    QTest.keyClick(workspace.passages.close_button, Qt.Key.Key_Return)
    assert workspace.passages.isHidden() and workspace.matrix.hasFocus()


def test_a_cell_without_acts_says_so(desk: Desk) -> None:
    assert desk.of_all_coders().open_cell("China", "Russia") == []
    assert desk.workspace.passages.title.text() == "China to Russia: no acts"
    assert not desk.workspace.passages.list.isVisible() and desk.workspace.passages.note.isVisible()


def test_filters_count_what_fits_and_take_the_passages_along(desk: Desk) -> None:
    desk.of_all_coders().open_cell("France", "China")
    filters = desk.workspace.filters
    filters.force.setCurrentIndex(filters.force.findText("urges"))
    desk.settled()
    assert desk.count("France", "China") == 2 and desk.listed() == ["urged", "دعا"]
    assert desk.caption() == "All coders · 2 acts · urges"
    filters.toggles[0].click()
    assert desk.workspace.page.is_empty and desk.workspace.page.empty.text() == "No act fits these filters."
    assert desk.listed() == []
    desk.workspace.page.way_button.click()
    assert desk.caption() == "All coders · 6 acts"
    filters.actor.setText("Russia")
    assert desk.caption() == "All coders · 2 acts · Russia"
    filters.show_all()
    filters.choose_layer(next(layer.id for layer in desk.session.project.layers.all() if layer.name == "Ben"))
    assert desk.workspace.page.empty.text() == "Ben has coded no act yet."


def test_a_change_is_counted_soon_and_several_are_read_once(desk: Desk) -> None:
    desk.of_all_coders().open_cell("France", "China")
    reads: list[object] = []
    desk.workspace.gatherer.gathered.connect(reads.append)
    for quote in ("urged", "called on"):
        desk.session.run(annotate.remove_spans, [desk.act(quote).id])
    desk.qtbot.waitUntil(lambda: desk.count("France", "China") == 1)
    desk.settled()
    assert len(reads) == 1 and desk.listed() == ["دعا"]
    desk.session.undo()
    desk.qtbot.waitUntil(lambda: desk.count("France", "China") == 2)


def test_what_changes_elsewhere_is_read_when_one_comes_back(desk: Desk) -> None:
    workspace = desk.of_all_coders().workspace
    workspace.leave()
    desk.session.run(annotate.remove_spans, [desk.act("urged").id])
    assert not workspace.gatherer.is_busy and desk.count("France", "China") == 3
    workspace.enter()
    desk.settled()
    assert desk.count("France", "China") == 2
    workspace.leave()
    workspace.enter()
    assert not workspace.gatherer.is_busy


def test_reading_can_be_stopped_and_begun_again(desk: Desk) -> None:
    workspace = desk.of_all_coders().workspace
    workspace.filters.expand.click()
    assert workspace.gatherer.is_busy and not workspace.page.progress.isHidden()
    workspace.page.progress.stop_button.click()
    desk.settled()
    if workspace.page.is_empty:  # unless it was done before it could be stopped
        assert workspace.page.empty.text().startswith("Reading was stopped")
        workspace.page.way_button.click()
        desk.settled()
    assert workspace.page.progress.isHidden() and desk.caption() == "All coders · 6 acts · groups by their members"


def test_another_project_shows_nothing_of_the_first(desk: Desk, tmp_path: Path) -> None:
    desk.of_all_coders().open_cell("France", "China")
    desk.session.close()
    workspace = desk.workspace
    assert workspace.page.is_empty and desk.listed() == [] and workspace.matrix.picture is None
    desk.open(make_project(tmp_path / "other.annot", ["A text."], ["Ben"]))
    workspace.enter()
    desk.settled()
    assert workspace.filters.layer.currentText() == "My own (Ben)" and workspace.page.is_empty


def test_the_pictures_wear_the_theme(desk: Desk) -> None:
    desk.of_all_coders()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    seen = []
    for look in (LIGHT, DARK):
        theme.apply(app, look)
        desk.workspace.redress()
        seen.append(desk.workspace.matrix.grab().toImage().pixelColor(1, 1).name().upper())
    assert seen == [LIGHT.paper, DARK.paper]


@pytest.mark.parametrize(
    ("named", "kind", "written"),
    [("a.svg", "", "a.svg"), ("b.PNG", "", "b.PNG"), ("c", "SVG drawing (*.svg)", "c.svg"), ("d", "", "d.png")],
)
def test_a_picture_is_saved_as_its_name_or_its_kind_says(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, kind: str, written: str
) -> None:
    desk.of_all_coders()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / named), kind))
    with desk.qtbot.waitSignal(desk.session.said) as told:
        desk.workspace.handlers()["explore.save_picture"]()
    assert told.args == [f"Saved as {written}"]
    content = (tmp_path / written).read_bytes()
    if written.endswith(".svg"):
        assert "France" in "".join(xml.fromstring(content).itertext())
    else:
        assert content.startswith(b"\x89PNG")


def test_a_picture_that_cannot_be_written_is_refused_with_a_sentence(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.of_all_coders()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "nowhere" / "a.png"), ""))
    desk.workspace.save_picture()
    assert len(desk.refused) == 1 and "cannot be written" in desk.refused[0]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    desk.workspace.save_picture()
    assert len(desk.refused) == 1


def test_an_unknown_actor_is_refused_with_a_sentence(desk: Desk) -> None:
    desk.of_all_coders()
    desk.workspace.filters.actor.setText("Atlantis")
    QTest.keyClick(desk.workspace.filters.actor, Qt.Key.Key_Return)
    assert desk.refused == ["No act has “Atlantis” as its speaker or addressee; choose one of the names offered."]
    assert desk.caption() == "All coders · 6 acts"


def test_groups_are_replaced_by_their_members_when_asked(desk: Desk) -> None:
    desk.of_all_coders()
    assert desk.workspace.filters.choices.expand is False
    desk.workspace.filters.expand.click()
    desk.settled()
    assert desk.caption().endswith("groups by their members") and desk.count("France", "China") == 3


def test_a_narrow_window_cuts_no_choice_off(desk: Desk) -> None:
    page = desk.of_all_coders().workspace.page
    desk.open_cell("France", "China")
    desk.workspace.resize(600, 520)
    desk.qtbot.waitUntil(lambda: page.width() < 420)
    bar = desk.workspace.filters
    shown = [bar.layer, bar.force, bar.actor, bar.expand, bar.period, *bar.toggles]
    desk.qtbot.waitUntil(lambda: all(bar.rect().contains(each.geometry()) for each in shown))
    for control in (page.tabs, page.save_button):
        assert control.width() >= control.sizeHint().width() and page.rect().right() >= control.geometry().right()
