"""The card of the selected span: its note is handed on once, its quote cut, its mark drawn as all are now."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.codebook import Cue
from annotator.model.ids import DocumentId
from annotator.model.span import Extent, MovedFrom
from annotator.ui.inspector.span_card import moved_words
from annotator.ui.inspector.view import Inspector
from annotator.ui.kit.swatch import HEIGHT, WIDTH, label_icon
from annotator.ui.kit.themes import THEMES
from tests.projects import default_codebook
from tests.ui.inspector.spans import span


def test_a_note_is_handed_over_with_its_span_once(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.card.focus_note()
    QTest.keyClicks(inspector.card.note, "new")
    given: list[tuple[str, str]] = []
    inspector.card.note_given.connect(lambda id, note: given.append((id, note)))
    inspector.select("b")
    inspector.select(None)
    assert given == [("a", "new")]


def test_a_note_that_is_being_written_outlives_other_changes_of_its_span(inspector: Inspector) -> None:
    inspector.card.focus_note()
    QTest.keyClicks(inspector.card.note, "half")
    inspector.update_spans([span("a", 1, 6, note="old")], [])
    inspector.select("a")
    assert inspector.card.note.text() == "half"


def test_return_leaves_the_note_with_it_and_escape_without(inspector: Inspector, qtbot: QtBot) -> None:
    note = inspector.card.note
    QTest.keyClicks(note, "!")
    with qtbot.waitSignals([inspector.card.note_given, inspector.left]):
        QTest.keyClick(note, Qt.Key.Key_Return)
    inspector.select("b")
    QTest.keyClicks(note, "x")
    with qtbot.waitSignal(inspector.left), qtbot.assertNotEmitted(inspector.card.note_given):
        QTest.keyClick(note, Qt.Key.Key_Escape)
    assert note.text() == ""


def test_a_very_long_quote_is_cut_and_the_card_keeps_its_place(inspector: Inspector) -> None:
    inspector.update_spans([span("a", 0, 5000)], [])
    inspector.select("a")
    QApplication.processEvents()
    assert inspector.card.quote.text().endswith("…”") and inspector.card.sizeHint().height() < 330
    assert inspector.width() == 300


def test_the_mark_is_drawn_as_label_and_theme_are_now(inspector: Inspector, qapp: QApplication) -> None:
    book, worn = default_codebook(), qapp.property("theme")
    label = book.labels[0]
    other = label.model_copy(update={"cue": next(cue for cue in Cue if cue is not label.cue)})
    try:
        for name in [worn, *(theme.name for theme in THEMES), worn]:
            qapp.setProperty("theme", name)
            for each in (label, other, label):
                inspector.card.show_span(inspector.model.get("a"), each)
                assert inspector.card.mark.pixmap().toImage() == label_icon(each).pixmap(WIDTH, HEIGHT).toImage()
    finally:
        qapp.setProperty("theme", worn)


def test_a_span_says_that_it_was_moved_and_what_stood_there_before(inspector: Inspector) -> None:
    assert not inspector.card.moved.isVisibleTo(inspector.card)
    before = MovedFrom(DocumentId("old"), (Extent(3, 9),), "the Coundl", "2026-11-03T12:00:00Z")
    inspector.update_spans([replace(span("a", 1, 6), moved_from=before)], [])
    inspector.select("a")
    assert inspector.card.moved.isVisibleTo(inspector.card)
    assert "Moved on 2026-11-03" in inspector.card.moved.text() and "the Coundl" in inspector.card.moved.text()


def test_of_words_that_are_the_same_it_is_only_said_that_they_were_moved() -> None:
    moved = MovedFrom(DocumentId("old"), (), "urged\nChina", "")
    assert moved_words(moved, "urged China") == "Moved, when the document was read anew."
    assert len(moved_words(replace(moved, quote="x " * 500), "y")) < 300
