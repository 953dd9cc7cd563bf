"""Passages counted, on a page: by what, in which measure, as which figure; a place of it opens its passages.

Counting is done in the background; a newer question cancels the one before.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from annotator.model.codebook import Label
from annotator.model.errors import UserError
from annotator.operations.passages.count_file import write_counts
from annotator.operations.passages.counting import PassageMeasure, counted
from annotator.operations.passages.document_map import mapped
from annotator.operations.passages.finding import PassageSearch
from annotator.operations.passages.grouping import GroupField, fields
from annotator.operations.project import encryption
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress
from annotator.ui.kit import theme
from annotator.ui.kit.chips import ViewChips
from annotator.ui.kit.choice_chips import choice_chip
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.widgets import ElidedLabel, Look, button, pressed_by_enter, spaced, words
from annotator.ui.pictures.count_figures import (
    ALL_ROWS,
    MOST_ROWS,
    UNITS,
    CountFigure,
    CountsAsked,
    CountsFound,
    PassagesPicture,
    picture_of,
)
from annotator.ui.pictures.layout import At
from annotator.ui.pictures.look import PicturePalette, for_paper
from annotator.ui.pictures.saving import save_picture
from annotator.ui.pictures.view import FigureArea, PictureView

COUNTING = "Counting…"
EVERYTHING = "All passages"
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
        self.asked = CountsAsked()
        self.found: CountsFound | None = None
        self.figures = ViewChips("Figure")
        for figure in CountFigure:
            self.figures.add(figure.value)
        self.rows, self.columns = choice_chip("Rows"), choice_chip("Columns")
        self.measure = choice_chip("Measure")
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
    def is_busy(self) -> bool:
        """Whether something is being counted."""
        return self._counting.is_busy

    def show_search(self, search: str) -> None:
        """Count what this search finds, anew where it is the one before: the project may have changed."""
        self.asked = replace(self.asked, search=search)
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
        self.found, self.asked = None, CountsAsked(figure=self.asked.figure)
        self._say_why(COUNTING)

    def take_keyboard(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard on the picture, or where one chooses what to see."""
        (self.picture if self.why.isHidden() else self.figures.buttons[self.figures.current]).setFocus(reason)

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
        if found is None or found.table is None:
            self._session.refused.emit("There is no table to save: show the counts as a table or as bars first.")
            return
        project = self._session.project
        proposed = project.path.with_name(f"{project.path.stem}, counts.csv")
        title = encryption.saving("Save the table", project)
        name, _ = QFileDialog.getSaveFileName(self, title, str(proposed), "CSV table (*.csv)")
        if name:
            path = Path(name) if Path(name).suffix else Path(f"{name}.csv")
            table, rows = found.table, found.name_of(found.asked.rows)
            if self._session.did(lambda _: write_counts(table, rows, path)):
                self._session.said.emit(f"Saved as {path.name}")

    # Inside.

    def _build(self) -> None:
        for measure in PassageMeasure:
            self.measure.addItem(f"in {UNITS[measure]}", measure)
        choices, links = FlowRow(across=6), FlowRow(across=8)
        for control in (self.figures, self.rows, self.columns, self.measure):
            choices.put(control)
        for control in (self.save_button, self.table_button):
            links.put(control)
        box = QVBoxLayout(self)
        spaced(box, 4, (0, 8, 0, 8))
        box.addLayout(_row((choices, 1)))
        box.addLayout(_row((self.said, 1), (links, 0)))
        box.addLayout(_row((self.why, 1)))
        box.addWidget(self.area)
        box.addLayout(_row((self.note, 1), (self.names_button, 0)))
        box.addStretch(1)
        self.setProperty("look", Look.PAGE.value)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.said.setMinimumWidth(1)
        self._offer([])
        self._say_why(COUNTING)

    def _connect(self) -> None:
        self.figures.chosen.connect(self._on_figure)
        for chip in (self.rows, self.columns, self.measure):
            chip.currentIndexChanged.connect(self._on_choice)
        self.names_button.clicked.connect(self._on_names)
        self.save_button.clicked.connect(self.save_picture)
        self.table_button.clicked.connect(self.save_table)
        self.picture.opened.connect(self._on_opened)
        self.picture.moved.connect(self._say)
        self.area.resized.connect(self._draw)

    @property
    def _width(self) -> float:
        return float(max(_LEAST, self.area.width() - 24))

    def _count(self) -> None:
        asked, labels = self.asked, self._labels
        if not self._session.is_open:
            return

        def work(project: Project, progress: Progress) -> CountsFound:
            offered = fields(project)
            sentence = PassageSearch(project, asked.search).sentence() if asked.search else EVERYTHING
            most = ALL_ROWS if asked.all_names else MOST_ROWS
            if asked.figure is CountFigure.MAP:
                texts = mapped(project, asked.search, most, progress)
                return CountsFound(asked, offered, labels, sentence, texts=texts)
            table = counted(project, asked.search, asked.rows, asked.columns, asked.measure, progress)
            return CountsFound(asked, offered, labels, sentence, table)

        if self.found is None:
            self._say_why(COUNTING)
        self._counting.start(work, self._on_counted, self._on_error)

    @Slot(object)
    def _on_counted(self, found: CountsFound) -> None:
        self.found = found
        self._offer(found.fields)
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
        self.table_button.setEnabled(not found.is_empty and found.table is not None)
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

    def _offer(self, offered: Sequence[GroupField]) -> None:
        names = [(one.key, one.name) for one in offered]
        _fill(self.rows, names, self.asked.rows)
        _fill(self.columns, [("", "no columns"), *((key, f"by {name}") for key, name in names)], self.asked.columns)
        is_map = self.asked.figure is CountFigure.MAP
        for chip in (self.rows, self.columns, self.measure):
            chip.setVisible(not is_map)

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
            self.search_chosen.emit(" ".join(filter(None, (self.found.asked.search, picture.searches[at]))))

    @Slot()
    def _on_choice(self) -> None:
        before = self.asked
        self.asked = replace(
            before,
            rows=self.rows.currentData() or before.rows,
            columns=self.columns.currentData() or "",
            measure=self.measure.currentData(),
        )
        if self.asked != before:
            self._count()

    @Slot()
    def _on_figure(self) -> None:
        figure = list(CountFigure)[self.figures.current]
        self.asked = replace(self.asked, figure=figure)
        self._offer(self.found.fields if self.found is not None else [])
        self._count()

    @Slot()
    def _on_names(self) -> None:
        self.asked = replace(self.asked, all_names=not self.asked.all_names)
        self._count()


def _row(*widgets: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    spaced(row, 8, (16, 0, 16, 0))
    for widget, share in widgets:
        row.addWidget(widget, share)
    return row


def _fill(box: QComboBox, options: Sequence[tuple[str, str]], chosen: str) -> None:
    """List options without anybody hearing of it; the chosen one stays, though it may be gone."""
    known = options if chosen in dict(options) else [*options, (chosen, chosen)]
    box.blockSignals(True)
    box.clear()
    for value, title in known:
        box.addItem(title, value)
    box.setCurrentIndex([value for value, _ in known].index(chosen))
    box.blockSignals(False)
