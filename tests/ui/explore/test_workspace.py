"""The workspace on a real project: read in the background, filtered, opened, saved."""

import xml.etree.ElementTree as xml
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from annotator.model.coder import TeamRole
from annotator.operations.coding import annotate
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.explore.choices import ALL_CODERS, GOLD
from annotator.ui.explore.figures import ExploreView
from annotator.ui.explore.workspace import ExploreWorkspace
from annotator.ui.kit import theme
from annotator.ui.kit.themes import DARK, LIGHT
from annotator.ui.pictures.count_asking import CountFigure
from tests.ui.explore.desks import Desk
from tests.ui.explore.places import make_acts
from tests.ui.windows import make_project


def test_gold_without_acts_says_what_would_fill_it_and_leads_to_the_coders(desk: Desk) -> None:
    page = desk.workspace.page
    desk.of_layer(GOLD)
    assert page.is_empty and page.empty.text().startswith("There are no acts in gold yet; adjudicate")
    assert not page.save_button.isEnabled()
    desk.workspace.files.save_picture()
    assert desk.refused == ["There is no picture to save: nothing is counted."]
    page.way_button.click()
    desk.settled()
    assert not page.is_empty and desk.workspace.filters.layer.currentText() == "All coders"
    assert desk.caption() == "All coders · 6 acts"


def test_each_pair_has_its_acts_and_each_year_its_own(desk: Desk) -> None:
    desk.of_all_coders()
    assert (desk.count("France", "China"), desk.count("France", "Russia"), desk.count("China", "—")) == (3, 2, 2)
    desk.workspace.page.show_figure(ExploreView.OVER_TIME)
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


def test_whoever_sits_down_sees_their_own_acts_whatever_was_chosen_before(desk: Desk) -> None:
    assert desk.caption() == "Ana · 6 acts" and desk.workspace.filters.layer.currentText() == "My own (Ana)"
    desk.of_all_coders().open_cell("France", "China")
    ben = desk.session.coders()[1]
    people.set_roles(desk.session.project, ben.id, [TeamRole.LEAD])
    desk.session.set_coder(ben)
    page = desk.workspace.page
    assert desk.workspace.matrix.picture is None and desk.listed() == []
    desk.settled()
    assert page.empty.text() == "Ben has coded no act yet."
    page.way_button.click()
    assert desk.workspace.filters.choices.layer == GOLD


def test_whoever_codes_is_asked_before_they_see_the_acts_of_others(desk: Desk) -> None:
    desk.session.has_asked = False
    page, steps = desk.workspace.page, desk.session.project.journal
    assert desk.caption() == "Ana · 6 acts", "one's own are seen"
    before = steps.count()
    for other in (GOLD, ALL_CODERS):
        desk.workspace.filters.choose_layer(other)
        desk.settled()
        assert page.is_empty and page.veil.isVisible() and page.veil.text.text().startswith("This shows what others")
        assert not (page.empty.isVisible() or page.way_button.isVisible())
        assert desk.workspace.matrix.picture is None and desk.listed() == []
    page.veil.button.click()
    desk.settled()
    assert not page.veil.isVisible() and desk.workspace.matrix.hasFocus()
    assert desk.caption() == "All coders · 6 acts" and steps.count() == before + 1
    desk.workspace.filters.choose_layer(GOLD)
    desk.settled()
    assert steps.count() == before + 1


def test_who_is_blind_is_offered_their_own_layer_alone(desk: Desk) -> None:
    ben = desk.session.coders()[1]
    desk.session.set_coder(ben)
    desk.settled()
    layer = desk.workspace.filters.layer
    assert [layer.itemText(at) for at in range(layer.count())] == ["My own (Ben)"]
    page = desk.workspace.page
    assert page.empty.text() == "Ben has coded no act yet." and not page.way_button.isVisible()
    assert not page.veil.isVisible() and not desk.workspace._found.names


def test_where_nobody_codes_nothing_of_anybody_is_shown(tmp_path: Path, qtbot: QtBot) -> None:
    session = Session()
    workspace = ExploreWorkspace(session)
    qtbot.addWidget(workspace)
    session.open(Project.open(make_acts(tmp_path / "acts.annot")))
    workspace.set_codebook(session.project.codebook)
    workspace.enter()
    qtbot.waitUntil(lambda: not workspace.gatherer.is_busy)
    assert workspace.filters.layer.count() == 0
    assert workspace.page.is_empty and workspace.page.empty.text().startswith("Say first who you are")
    session.close()


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
        desk.workspace.refresh_theme()
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
    desk.workspace.files.save_picture()
    assert len(desk.refused) == 1 and "cannot be written" in desk.refused[0]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    desk.workspace.files.save_picture()
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


def test_a_document_and_a_time_keep_their_acts_alone_in_every_view(desk: Desk) -> None:
    desk.of_all_coders()
    filters, page = desk.workspace.filters, desk.workspace.page

    def counts() -> tuple[int, int]:
        desk.settled()
        counted = desk.workspace._counted
        assert counted is not None
        return counted.acts, sum(counted.labels.received_by.values())

    assert counts() == (6, 6)
    filters.document.setText("Undated note")
    assert counts() == (2, 2) and desk.caption() == "All coders · 2 acts · Undated note"
    filters.days.setText("2023")
    assert counts() == (0, 0) and page.is_empty and page.empty.text() == "No act fits these filters."
    filters.document.clear()
    assert counts() == (3, 3) and desk.count("France", "China") == 1
    filters.days.setText("2021 to 2023-04")
    assert counts() == (4, 4)
    page.show_figure(ExploreView.LABELS)
    assert desk.caption().startswith("All coders · 4 codings of any label · 2021 to 2023-04")
    filters.days.setText("1999")
    assert counts() == (0, 0) and page.empty.text() == "No coding fits these filters."
    filters.show_all()
    assert counts() == (6, 6)


def test_all_passages_of_a_number_are_opened_in_passages(desk: Desk) -> None:
    searches: list[str] = []
    desk.workspace.search_requested.connect(searches.append)
    button = desk.workspace.opening.button
    assert not button.isVisible()
    desk.of_all_coders().open_cell("France", "China")
    assert button.isVisible()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert searches == ["coder:all -label=actor by=France to=China"]
    desk.workspace.passages.close_button.click()
    assert not button.isVisible()
    desk.workspace.filters.expand.click()
    desk.settled()
    desk.workspace.matrix.opened.emit(desk.cell("France", "Russia"))
    desk.settled()
    assert button.isVisible(), "nobody is a group here"


def test_where_no_search_finds_the_same_none_is_offered(desk: Desk) -> None:
    matrix, opening = desk.of_all_coders().workspace.matrix, desk.workspace.opening
    cell = desk.cell("France", "China")
    for search, same in (("coder:all by=France to=China", True), ("coder:all by=France", False), ("label:x", False)):
        opening.open(matrix, cell, search)
        desk.settled()
        assert len(desk.listed()) == 3 and opening.button.isVisible() is same, search


def test_passages_are_counted_by_anything_and_opened_at_the_side(desk: Desk) -> None:
    desk.of_all_coders()
    desk.workspace.page.show_figure(ExploreView.COUNTS)
    desk.settled()
    counts = desk.workspace.counts
    assert counts.isVisible() and counts.asked.search == "coder:all" and counts.found is not None
    assert counts.picture.accessibleName() == "Appeal, 2021: 1 passage"
    counts.picture.setFocus()
    QTest.keyClick(counts.picture, Qt.Key.Key_Right)
    QTest.keyClick(counts.picture, Qt.Key.Key_Return)
    desk.settled()
    assert desk.listed() == ["urged"] and desk.workspace.opening.button.isVisible()
    desk.workspace.filters.days.setText("2021")
    desk.settled()
    assert counts.asked.search == "coder:all date>=2021-01-01 date<=2021-12-31"
    assert counts.found.table is not None and counts.found.table.total == 1


def test_a_mark_in_a_text_leads_to_its_passage(desk: Desk) -> None:
    asked: list[tuple[str, str]] = []
    desk.workspace.passage_requested.connect(lambda document, span: asked.append((document, span)))
    desk.of_all_coders()
    desk.workspace.page.show_figure(ExploreView.COUNTS)
    desk.workspace.counts.choices.figures.choose(list(CountFigure).index(CountFigure.MAP))
    desk.settled()
    QTest.keyClick(desk.workspace.counts.picture, Qt.Key.Key_Return)
    first = desk.act("urged")
    assert asked == [(first.document, first.id)]


def test_the_counts_show_nothing_of_others_before_one_asks(desk: Desk) -> None:
    desk.session.has_asked = False
    desk.workspace.page.show_figure(ExploreView.COUNTS)
    desk.settled()
    assert desk.workspace.counts.asked.search == "coder:Ana"
    desk.workspace.filters.choose_layer(GOLD)
    desk.settled()
    assert desk.workspace.page.veil.isVisible() and not desk.workspace.counts.isVisible()
    assert desk.workspace.counts.found is None


def test_a_network_that_is_found_late_is_not_shown_to_whoever_has_still_to_ask(desk: Desk) -> None:
    workspace = desk.of_all_coders().workspace
    assert workspace._counted is not None and workspace._counted.ring is not None
    desk.session.has_asked = False
    workspace.arranger.arrange(workspace._counted)
    workspace.filters.choose_layer(GOLD)
    desk.settled()
    assert workspace.page.veil.isVisible()
    assert workspace.network.picture is None and workspace._counted is None
