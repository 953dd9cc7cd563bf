"""Passages counted, on a page: by what, in which measure, as which figure; a place of it opens its passages.

Counting is done in the background; a newer question cancels the one before.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from annotator.model.codebook import Label
from annotator.model.errors import UserError
from annotator.operations.passages.count_file import write_counts
from annotator.operations.passages.word_lists import write_word_lists
from annotator.operations.project import encryption
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.kit import theme
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.widgets import ElidedLabel, Look, button, pressed_by_enter, spaced, words
from annotator.ui.pictures.count_asking import CountsAsked, CountsFound, found_of
from annotator.ui.pictures.count_choices import CountChoices
from annotator.ui.pictures.count_figures import PassagesPicture, picture_of
from annotator.ui.pictures.layout import At
from annotator.ui.pictures.look import PicturePalette, for_paper
from annotator.ui.pictures.saving import save_picture
from annotator.ui.pictures.view import FigureArea, PictureView

COUNTING = "Counting…"
NOTHING = "Nothing is found that could be counted."
_LEAST = 480


class CountsView(QWidget):
    """`search_chosen` carries the search of a cell, `passage_chosen` the document and the span of a mark in a text."""

    search_chosen = Signal(str)
    passage_chosen = Signal(str, str)
    shown = Signal()
    """What was asked for stands there now."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.found: CountsFound | None = None
        self.choices = CountChoices()
        self.picture: PictureView[PassagesPicture] = PictureView("Counts of passages", "passages")
        self.area = FigureArea(self.picture)
        self.said, self.note = ElidedLabel(Look.SECONDARY, 160), words("", Look.SECONDARY)
        self.why = words(COUNTING)
        self.names_button = pressed_by_enter(button("Show all", Look.LINK))
        self.save_button = pressed_by_enter(button("Save the picture…", Look.LINK))
        self.table_button = pressed_by_enter(button("Save the table…", Look.LINK))
        self._counting = LatestTask(session, self)
        self._labels: Sequence[Label] = ()
        self._build()
        self._connect()

    @property
    def asked(self) -> CountsAsked:
        """What is counted."""
        return self.choices.asked

    @property
    def is_busy(self) -> bool:
        """Whether something is being counted."""
        return self._counting.is_busy

    def show_search(self, search: str) -> None:
        """Count what this search finds, anew where it is the one before: the project may have changed."""
        self.choices.search_for(search)
        self._count()

    def set_labels(self, labels: Sequence[Label]) -> None:
        """Draw labels as in this codebook."""
        self._labels = labels
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Paint in the colours of another theme."""
        self.picture.set_palette(PicturePalette.of(theme.current(), self._labels))

    def reset(self) -> None:
        """Show nothing any more, and count by what one begins with."""
        self._counting.drop()
        self.found = None
        self.choices.reset()
        self._say_why(COUNTING)

    def take_keyboard(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard on the picture, or where one chooses what to see."""
        (self.picture if self.why.isHidden() else self.choices.figures.buttons[self.choices.figures.current]).setFocus(
            reason
        )

    def save_picture(self) -> None:
        """Ask where the picture goes, and write it."""
        if self.found is None or self.picture.picture is None:
            self._session.refused.emit("There is no picture to save: nothing is counted.")
            return
        picture = picture_of(self.found, self._width)
        save_picture(picture, PicturePalette.of(for_paper(theme.current()), self._labels), self._session, self)

    def save_table(self) -> None:
        """Ask where the whole table goes, and write it as CSV."""
        found = self.found
        if found is None or found.texts is not None:
            self._session.refused.emit("There is no table to save: show a table, bars or words first.")
            return
        project = self._session.project
        proposed = project.path.with_name(f"{project.path.stem}, counts.csv")
        title = encryption.saving("Save the table", project)
        name, _ = QFileDialog.getSaveFileName(self, title, str(proposed), "CSV table (*.csv)")
        if name:
            path = Path(name) if Path(name).suffix else Path(f"{name}.csv")
            if self._session.did(lambda _: _write(found, path)):
                self._session.said.emit(f"Saved as {path.name}")

    # Inside.

    def _build(self) -> None:
        links = FlowRow(across=8)
        for control in (self.save_button, self.table_button):
            links.put(control)
        box = QVBoxLayout(self)
        spaced(box, 4, (0, 8, 0, 8))
        box.addLayout(_row((self.choices, 1)))
        box.addLayout(_row((self.said, 1), (links, 0)))
        box.addLayout(_row((self.why, 1)))
        box.addWidget(self.area)
        box.addLayout(_row((self.note, 1), (self.names_button, 0)))
        box.addStretch(1)
        self.setProperty("look", Look.PAGE.value)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.said.setMinimumWidth(1)
        self._say_why(COUNTING)

    def _connect(self) -> None:
        self.choices.changed.connect(self._count)
        self.names_button.clicked.connect(lambda: self.choices.show_names(not self.asked.all_names))
        self.save_button.clicked.connect(self.save_picture)
        self.table_button.clicked.connect(self.save_table)
        self.picture.opened.connect(self._on_opened)
        self.picture.moved.connect(self._say)
        self.area.resized.connect(self._draw)

    @property
    def _width(self) -> float:
        return float(max(_LEAST, self.area.width() - 24))

    @Slot()
    def _count(self) -> None:
        asked, labels = self.asked, self._labels
        if not self._session.is_open:
            return

        if self.found is None:
            self._say_why(COUNTING)
        self._counting.start(
            lambda project, progress: found_of(project, asked, labels, progress), self._on_counted, self._on_error
        )

    @Slot(object)
    def _on_counted(self, found: CountsFound) -> None:
        self.found = found
        self.choices.offer(found.fields)
        if found.is_empty:
            self._say_why(NOTHING)
        else:
            self.why.hide()
            for widget in (self.area, self.said):
                widget.show()
            self._draw()
        self.note.setText(found.left)
        self.note.setVisible(bool(found.left))
        self.names_button.setText("Show fewer" if found.asked.all_names else "Show all")
        self.names_button.setAccessibleName(self.names_button.text())
        self.names_button.setVisible(bool(found.left) or found.asked.all_names)
        self.save_button.setEnabled(not found.is_empty)
        self.table_button.setEnabled(not found.is_empty and found.texts is None)
        self.shown.emit()

    def _on_error(self, error: Exception) -> None:
        self.found = None
        if isinstance(error, UserError):
            self._say_why(str(error))
        else:
            self._say_why(NOTHING)
            self._session.tell(error)
        self.shown.emit()

    def _say_why(self, sentence: str) -> None:
        self.why.setText(sentence)
        self.why.show()
        for widget in (self.area, self.said, self.note, self.names_button):
            widget.hide()
        for save in (self.save_button, self.table_button):
            save.setEnabled(False)
        self.picture.show_picture(None, PicturePalette.of(theme.current(), self._labels))

    @Slot()
    def _draw(self) -> None:
        if self.found is None or self.area.isHidden():
            return
        palette = PicturePalette.of(theme.current(), self._labels)
        self.picture.show_picture(picture_of(self.found, self._width), palette)
        self.area.fit()

    @Slot()
    def _say(self) -> None:
        picture, at = self.picture.picture, self.picture.at
        self.said.say(picture.said(at) if picture is not None and at is not None else "")

    @Slot(object)
    def _on_opened(self, at: At) -> None:
        picture = self.picture.picture
        if picture is None or self.found is None:
            return
        if at in picture.marks and (first := picture.marks[at][1].first) is not None:
            self.passage_chosen.emit(picture.marks[at][0], str(first))
        elif at in picture.searches:
            self.search_chosen.emit(picture.search(at, self.found.asked.search))


def _write(found: CountsFound, path: Path) -> None:
    rows = found.name_of(found.asked.said_rows)
    if found.words is not None:
        write_word_lists(found.words, rows, path)
    elif found.table is not None:
        write_counts(found.table, rows, path)


def _row(*widgets: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    spaced(row, 8, (16, 0, 16, 0))
    for widget, share in widgets:
        row.addWidget(widget, share)
    return row
