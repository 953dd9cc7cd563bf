"""Export: what a format carries and loses is seen before anything is written."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.formats.format import Options
from annotator.formats.tables.dyads import DyadOptions
from annotator.model.errors import NotAllowed
from annotator.operations.exchange.format_choices import output_kinds
from annotator.operations.exchange.splitting import SplitOptions
from annotator.ui.dialogs.export_choice import ExportChoice, ExportFormat, ExportPreview, ExportRequest
from annotator.ui.dialogs.export_dialog import ExportDialog

FORMATS = (
    ExportFormat("jsonl", "JSON Lines", "everything.", "", (".jsonl",)),
    ExportFormat("brat", "brat standoff", "spans.", "decisions."),
    ExportFormat("conll", "CoNLL", "labels.", "overlaps.", (".conll",)),
    ExportFormat("dyads", "Dyads", "acts.", "notes.", (".csv", ".parquet"), DyadOptions),
)
LAYERS = (("gold", "Gold"), ("all", "All layers"))


def look(request: ExportRequest) -> ExportPreview:
    if request == ExportRequest("brat", "all", Options()):
        raise NotAllowed("brat holds one layer; choose one.")
    losses = ("3 spans overlap and would be left out.",) if request.format == "conll" else ()
    members = " with members" if request.own == DyadOptions(expand_groups=True) else ""
    return ExportPreview(f"{request.format} of {request.layer}{members}", losses)


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> ExportDialog:
    made = ExportDialog(FORMATS, LAYERS, look, tmp_path / "readouts")
    qtbot.addWidget(made)
    made.show()
    settled(made, qtbot)
    return made


def settled(dialog: ExportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.previews.answer(dialog._request) is not None)


def test_the_first_lines_are_shown(dialog: ExportDialog) -> None:
    assert dialog.shown.head.toPlainText() == "jsonl of gold"
    assert dialog.shown.losses_box.isHidden()


def test_the_longest_title_of_a_format_is_seen_whole(qtbot: QtBot, tmp_path: Path) -> None:
    formats = (
        *FORMATS[:2],
        ExportFormat("long", "Directed dyads, a line an act and addressee (CSV or Parquet)", "a", ""),
    )
    made = ExportDialog(formats, LAYERS, look, tmp_path / "readouts")
    qtbot.addWidget(made)
    made.show()
    settled(made, qtbot)
    short, long = (made.list.visualItemRect(made.list.item(row)) for row in (0, 2))
    assert long.width() <= made.list.viewport().width() and long.height() > short.height()


def test_choosing_a_format_says_what_it_carries_and_what_is_lost(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.list.setCurrentRow(2)
    settled(dialog, qtbot)
    assert dialog.about.text() == "Carries: labels.\nLeaves out: overlaps."
    assert dialog.shown.losses.as_text() == "3 spans overlap and would be left out."
    assert not dialog.shown.losses_box.isHidden()


def test_the_path_follows_the_format(dialog: ExportDialog, tmp_path: Path) -> None:
    assert dialog.out.path == tmp_path / "readouts.jsonl"
    dialog.list.setCurrentRow(1)
    assert dialog.out.path == tmp_path / "readouts"


def test_what_cannot_be_exported_says_why_and_is_not_asked_for(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.list.setCurrentRow(1)
    dialog.layer.setCurrentIndex(1)
    settled(dialog, qtbot)
    assert dialog.shown.losses.as_text() == "brat holds one layer; choose one."
    assert not dialog.accept_button.isEnabled()
    with qtbot.assertNotEmitted(dialog.export_requested):
        dialog.accept()


def test_export_hands_out_the_choice(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.layer.setCurrentIndex(1)
    settled(dialog, qtbot)
    with qtbot.waitSignal(dialog.export_requested) as told:
        QTest.keyClick(dialog.out.edit, Qt.Key.Key_Return)
    assert told.args == [ExportChoice("jsonl", "all", tmp_path / "readouts.jsonl", Options())]


def test_groups_are_asked_about_only_where_a_format_has_them(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    (groups,) = (box for box in dialog.findChildren(QCheckBox) if "groups" in box.text())
    assert not groups.isVisible()
    dialog.list.setCurrentRow(3)
    settled(dialog, qtbot)
    assert groups.isVisible() and dialog.shown.head.toPlainText() == "dyads of gold"
    assert groups.text().replace("&", "") == "Put the members of groups in their place"
    groups.click()
    settled(dialog, qtbot)
    assert dialog.shown.head.toPlainText() == "dyads of gold with members"
    assert dialog.choice == ExportChoice("dyads", "gold", tmp_path / "readouts.csv", DyadOptions(expand_groups=True))
    dialog.list.setCurrentRow(0)
    assert dialog.choice == ExportChoice("jsonl", "gold", tmp_path / "readouts.jsonl", Options())
    assert not groups.isVisible()


def test_what_would_be_replaced_is_asked_about_for_each_place(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "there.jsonl").touch()
    (tmp_path / "empty").mkdir()
    for name, is_there in (("there.jsonl", True), ("empty", False), ("new.jsonl", False), (".", True)):
        dialog.out.edit.setText(str(tmp_path / name))
        assert dialog.replace.isVisible() is is_there and not dialog.replace.isChecked()
        assert dialog.accept_button.isEnabled() is not is_there
        if is_there:
            assert dialog.problem.text() == f"{(tmp_path / name).name} is there already."
            QTest.keyClick(dialog.replace, Qt.Key.Key_Space)
            assert dialog.accept_button.isEnabled() and dialog.choice is not None and dialog.choice.replace
    dialog.out.edit.setText("")
    assert "Choose where" in dialog.problem.text()
    assert dialog.choice is None


def test_what_an_export_meets_beside_its_path_is_asked_about_too(dialog: ExportDialog, tmp_path: Path) -> None:
    assert dialog.accept_button.isEnabled() and not dialog.replace.isVisible()
    dialog.ask_to_replace(tmp_path / "readouts.codebook.json")
    assert dialog.problem.text() == "readouts.codebook.json is there already."
    assert dialog.replace.isVisible() and not dialog.accept_button.isEnabled()


def test_the_documents_of_a_set_may_be_written_alone(qtbot: QtBot, tmp_path: Path) -> None:
    asked: list[ExportRequest] = []

    def noted(request: ExportRequest) -> ExportPreview:
        asked.append(request)
        return look(request)

    made = ExportDialog(FORMATS, LAYERS, noted, tmp_path / "readouts", sets=["Cases open", "Round 1"])
    qtbot.addWidget(made)
    made.show()
    settled(made, qtbot)
    assert made.sets.isVisible() and made.choice is not None and made.choice.of_set == ""
    made.sets.setCurrentIndex(2)
    settled(made, qtbot)
    assert asked[-1].of_set == "Round 1" == made.choice.of_set


def test_where_there_are_no_sets_nothing_is_asked(dialog: ExportDialog) -> None:
    assert not dialog.sets.isVisible()


def test_no_title_of_a_format_is_cut(qtbot: QtBot, tmp_path: Path) -> None:
    formats = [ExportFormat(one.name, one.title, one.about, one.leaves_out) for one in output_kinds()]
    made = ExportDialog(formats, LAYERS, look, tmp_path / "readouts")
    qtbot.addWidget(made)
    made.show()
    settled(made, qtbot)
    for row in range(made.list.count()):
        room = made.list.visualItemRect(made.list.item(row))
        words = made.list.item(row).text()
        flags = int(Qt.TextFlag.TextWordWrap)
        needed = made.list.fontMetrics().boundingRect(0, 0, room.width() - 20, 1000, flags, words)
        assert room.height() >= needed.height(), words


def test_all_that_is_asked_of_a_format_is_seen_at_once(dialog: ExportDialog, qtbot: QtBot) -> None:
    for row in range(dialog.list.count()):
        dialog.list.setCurrentRow(row)
        settled(dialog, qtbot)
        QTest.qWait(0)
        bar = dialog._asked.verticalScrollBar()
        assert bar.maximum() == 0, FORMATS[row].name


def test_by_keys_one_comes_from_the_format_to_the_parts_and_reads_what_may_be_typed(
    qtbot: QtBot, tmp_path: Path
) -> None:
    made = ExportDialog(FORMATS, LAYERS, look, tmp_path / "readouts", split=SplitOptions)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    QTest.keyClick(made, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    shares = made.split.fields["split"]
    qtbot.waitUntil(shares.hasFocus)
    assert isinstance(shares, QLineEdit) and shares.text() == "80/10/10"
    said = {label.text() for label in made.split.findChildren(QLabel) if label.isVisible()}
    asked = (
        about for name, about in SplitOptions.model_fields.items() if isinstance(made.split.fields[name], QLineEdit)
    )
    assert {about.description for about in asked} <= said
