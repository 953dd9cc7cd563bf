"""The selected file of an import: how it is read, what comes of it, and only what a person chose is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile, HoldsCodings, NeedsColumn, NeedsColumns
from annotator.ui.dialogs.import_choice import (
    FileKind,
    FilePreview,
    ImportItem,
)
from annotator.ui.dialogs.import_file import SHOWN_CHARACTERS, FilePane, shown_text
from annotator.ui.kit.widgets import Look

KINDS = (FileKind("text", "Plain text", (".txt",)), FileKind("table", "Table", (".csv", ".tsv")))


def test_a_long_text_is_shown_in_part() -> None:
    preview = FilePreview("Plain text", (DocumentDraft("a", "x" * (SHOWN_CHARACTERS + 1)),), 1)
    assert len(shown_text(preview)) == SHOWN_CHARACTERS + 1
    assert shown_text(preview).endswith("…")


ITEM = ImportItem(Path("a.csv"))
TABLE = FilePreview("Table", (DocumentDraft("Row 1", "One", notices=("Guessed.",)),), 1, ("id", "body"), "body")


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[FilePane]:
    made = FilePane(KINDS)
    qtbot.addWidget(made)
    made.show()
    yield made


def choose(box: QComboBox, row: int) -> None:
    box.setCurrentIndex(row)
    box.activated.emit(row)


def test_what_is_found_by_itself_is_named_and_chosen_for_nobody(pane: FilePane) -> None:
    told: list[ImportItem] = []
    pane.changed.connect(told.append)
    pane.show_file(ITEM, None)
    assert pane.text.placeholderText() == "Reading…" and not pane.problem.isVisible()
    pane.show_file(ITEM, TABLE)
    assert pane.format.itemText(0).endswith(": Table") and pane.column.currentText() == "body"
    assert pane.text.toPlainText() == "One" and pane.notices.text() == "Guessed."
    choose(pane.format, 0)
    assert told == []
    choose(pane.format, 2)
    choose(pane.column, 0)
    assert told == [ImportItem(ITEM.path, format="table"), ImportItem(ITEM.path, text_column="id")]


def test_a_file_that_cannot_be_read_says_why_in_place_of_its_text(pane: FilePane) -> None:
    pane.show_file(ITEM, BadFile("a.csv", "it is broken", "mend it"))
    assert pane.problem.text() == "a.csv: it is broken; mend it." and not pane.text.isVisible()
    pane.show_file(ITEM, KeyError("x"))
    assert pane.problem.text().startswith("The program made an error while reading")
    pane.show_file(ITEM, TABLE)
    assert pane.text.isVisible() and not pane.problem.isVisible()


def test_a_table_whose_text_column_is_not_known_offers_its_columns(pane: FilePane) -> None:
    pane.show_file(ITEM, NeedsColumn("a.csv", "nobody knows where its text is", "say which column", ("id", "body")))
    assert [pane.column.itemText(row) for row in range(pane.column.count())] == ["id", "body"]
    assert pane.column.currentIndex() == -1 and pane.column.isEnabled()
    pane.clear()
    assert not pane.isEnabled() and pane.text.toPlainText() == ""


def test_notices_are_said_once_and_the_first_six(pane: FilePane) -> None:
    notices = tuple(f"Notice {number % 8}." for number in range(20))
    pane.show_file(ITEM, FilePreview("Text", (DocumentDraft("a", "b", notices=notices),), 1, notices=notices))
    lines = pane.notices.text().split("\n")
    assert lines == [*(f"Notice {number}." for number in range(6)), "… and 2 more"]


@pytest.mark.parametrize("total", [0, 1, 2, 5])
def test_documents_stand_under_their_titles_and_those_left_out_are_counted(total: int) -> None:
    drafts = tuple(DocumentDraft(f"عنوان {number}", f"Text {number}") for number in range(min(total, 2)))
    shown = shown_text(FilePreview("Text", drafts, total))
    assert all(draft.text in shown for draft in drafts)
    assert (shown.count("— عنوان") == len(drafts)) == (total != 1)
    assert ("… and 3 more" in shown) == (total == 5)


def test_what_looks_like_codings_is_asked_about_and_read_as_texts_by_one_press(pane: FilePane) -> None:
    told: list[ImportItem] = []
    pane.changed.connect(told.append)
    pane.show_file(ITEM, HoldsCodings("a.csv", "it looks like codings", "convert it", "table", "Table", doubtful=True))
    assert pane.problem.text() == "a.csv: it looks like codings; convert it. Is it to be read as texts all the same?"
    assert pane.as_texts.isVisible() and not pane.text.isVisible()
    pane.as_texts.click()
    assert told == [ImportItem(ITEM.path, format="table")]
    pane.show_file(told[0], TABLE)
    assert not pane.as_texts.isVisible() and pane.text.isVisible()
    pane.show_file(ITEM, BadFile("a.csv", "it is broken", "mend it"))
    assert not pane.as_texts.isVisible() and pane.problem.property("look") == Look.PROBLEM.value


def test_what_looks_like_codings_is_read_as_codings_by_another_press(pane: FilePane) -> None:
    told: list[ImportItem] = []
    pane.changed.connect(told.append)
    asked = HoldsCodings("a.csv", "it looks like codings", "say so", "table", "Table", doubtful=True, is_read=True)
    pane.show_file(ITEM, asked)
    assert pane.problem.text() == "a.csv: it looks like codings. Are its codings to be read, or its texts alone?"
    assert pane.problem.property("look") is None, "a question is no fault"
    pane.as_codings.click()
    assert told == [ImportItem(ITEM.path, format="csv")]
    pane.show_file(told[0], TABLE)
    assert not pane.as_codings.isVisible()


def test_a_table_of_codings_asks_what_its_columns_mean_and_the_answer_is_told(pane: FilePane) -> None:
    told: list[ImportItem] = []
    pane.changed.connect(told.append)
    fields = (("Rede", ("One", "Two")), ("Thema", ("Trade",)))
    pane.show_file(ITEM, NeedsColumns("a.csv", "no labels", "say so", fields, (("Rede", "document"),)))
    assert pane.fields.isVisible() and pane.problem.text() == "a.csv: no labels. Choose what its columns mean."
    box = pane.fields.boxes[1]
    box.setCurrentIndex(box.findData("label"))
    box.activated.emit(box.currentIndex())
    assert told[-1].goes is not None and dict(told[-1].goes.pairs) == {"Rede": "document", "Thema": "label"}
