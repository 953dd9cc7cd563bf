"""Export: choose a format knowing what it carries and what it loses, a layer, and where the file goes.

Nothing is written here: `export_requested` carries the choice, and who exports calls `show_progress` and `show_report`.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.formats.format import Options
from annotator.model.wording import isolated
from annotator.ui.background.previews import Previews
from annotator.ui.dialogs.export_choice import ExportChoice, ExportFormat, ExportPreview, ExportRequest
from annotator.ui.dialogs.export_preview import PreviewColumn
from annotator.ui.dialogs.option_fields import OptionFields
from annotator.ui.dialogs.path_field import PathField
from annotator.ui.dialogs.stages import StagedDialog
from annotator.ui.kit.widgets import Look, WrappedList, labelled, spaced, words

_KEYS = "flcdwrsi"
"""Letters of other fields: format, layer, coders, documents, write to, replace, save the list, divide into parts."""
ALL_DOCUMENTS = "All documents"


class ExportDialog(StagedDialog):
    """The formats at the left, what is asked in the middle; what the chosen one makes of this project at the right."""

    export_requested = Signal(object)
    list_requested = Signal(object, str)
    """What would be lost (`Lost`), and the name of the format, to be saved as a file."""

    def __init__(
        self,
        formats: Sequence[ExportFormat],
        layers: Sequence[tuple[str, str]],
        preview: Callable[[ExportRequest], ExportPreview],
        out: Path,
        parent: QWidget | None = None,
        notice: str = "",
        sets: Sequence[str] = (),
        split: type[Options] = Options,
    ) -> None:
        """`layers`: (name, title) as offered, the first one chosen; `out`: the proposed path without suffix.

        `notice`: what is to be known of every file that is written; `sets`: those whose documents may be written alone;
        `split`: what is asked of how the documents are divided.
        """
        super().__init__("Export", parent)
        self._formats, self._proposed, self._notice = tuple(formats), out, notice
        self.previews = Previews(preview, self)
        self.list = WrappedList("Format")
        self.list.addItems([each.title for each in self._formats])
        self.layer = QComboBox()
        for name, title in layers:
            self.layer.addItem(title, name)
        self.names = QCheckBox("With the &coders’ names")
        self.names.setToolTip("For an archive of your own. In all that leaves they are coder-1, coder-2.")
        self.sets = QComboBox()
        self.sets.addItem(ALL_DOCUMENTS, "")
        for name in sets:
            self.sets.addItem(isolated(name), name)
        self.divide = QCheckBox("D&ivide into train, dev and test")
        self.split = OptionFields(split, _KEYS, self)
        self.options = [OptionFields(each.options, self.split.taken, self) for each in self._formats]
        self.out = PathField("File or folder to write", self._choose_out)
        self.about = words("", Look.SECONDARY)
        self.shown = PreviewColumn()
        self.problem = words("", Look.SECONDARY)
        self.replace = QCheckBox("&Replace what is there")
        self._found: Path | None = None
        self._build()
        self.accept_button = self.add_buttons("Export") or QPushButton()
        self._connect()
        self.list.setCurrentRow(0)
        self.resize(980, 650)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_format)
        self.layer.currentIndexChanged.connect(self._ask)
        self.sets.currentIndexChanged.connect(self._ask)
        self.names.toggled.connect(self._ask)
        for fields in self.options:
            fields.changed.connect(self._ask)
        self.out.changed.connect(self._on_path)
        self.replace.toggled.connect(self._check)
        self.shown.save_list.clicked.connect(self._on_save_list)
        self.divide.toggled.connect(self._on_divide)
        self.previews.arrived.connect(self._show)
        self.finished.connect(self.previews.close)

    @property
    def choice(self) -> ExportChoice | None:
        """What would be written, None while there is no path."""
        path = self.out.path
        asked = self._request
        return (
            ExportChoice(
                asked.format,
                asked.layer,
                path,
                asked.own,
                self.replace.isChecked(),
                asked.of_set,
                self.split.values if self.divide.isChecked() else Options(),
                asked.names,
            )
            if path is not None
            else None
        )

    @property
    def own_fields(self) -> OptionFields:
        """The fields of the chosen format."""
        return self.options[max(0, self.list.currentRow())]

    @property
    def _format(self) -> ExportFormat:
        return self._formats[max(0, self.list.currentRow())]

    @property
    def _request(self) -> ExportRequest:
        layer, of_set = str(self.layer.currentData()), str(self.sets.currentData())
        return ExportRequest(self._format.name, layer, self.own_fields.values, of_set, self.names.isChecked())

    def _build(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        self._asked = _scrolled(self._questions())
        for column in (self._choices(), self._asked, self.shown):
            split.addWidget(column)
        split.setSizes([270, 256, 414])
        split.setStretchFactor(2, 1)
        self.form_box.addWidget(split, 1)
        self.form_box.addLayout(labelled("&Write to", self.out, self._notice))
        self.form_box.addWidget(self.problem)
        self.form_box.addWidget(self.replace)

    def _choices(self) -> QWidget:
        """Return the first column: which format."""
        column = QWidget()
        box = QVBoxLayout(column)
        spaced(box, 0, (0, 0, 12, 0))
        box.addLayout(labelled("&Format", self.list))
        return column

    def _questions(self) -> QWidget:
        """Return the second column: what is written in that format, and how."""
        column = QWidget()
        box = QVBoxLayout(column)
        spaced(box, 12, (12, 0, 12, 0))
        box.addWidget(self.about)
        box.addLayout(labelled("&Layer", self.layer))
        some = QWidget()
        chosen = QVBoxLayout(some)
        spaced(chosen, 0)
        chosen.addLayout(labelled("&Documents", self.sets))
        some.setVisible(self.sets.count() > 1)
        box.addWidget(some)
        box.addWidget(self.names)
        for fields in self.options:
            box.addWidget(fields)
        box.addWidget(self.divide)
        box.addWidget(self.split)
        box.addStretch(1)
        self.divide.setVisible(bool(self.split.fields))
        self.split.hide()
        return column

    @Slot(int)
    def _on_format(self, row: int) -> None:
        chosen = self._format
        for fields in self.options:
            fields.setVisible(fields is self.own_fields and bool(fields.fields))
        self.about.setText(f"Carries: {chosen.carries}\nLeaves out: {chosen.loses}" if chosen.loses else chosen.carries)
        self.out.set_path(self._proposed.with_name(self._proposed.name + "".join(chosen.extensions[:1])))
        self._ask()

    @Slot()
    def _ask(self) -> None:
        self.previews.ask(self._request)
        self._show(self._request)

    @Slot(object)
    def _show(self, request: ExportRequest) -> None:
        if request != self._request:
            return
        self.shown.show_answer(self.previews.answer(request))
        self._check()

    @Slot(bool)
    def _on_divide(self, on: bool) -> None:
        """Ask how, with the usual shares to begin with."""
        self.split.setVisible(on)
        shares = next((one for one in self.split.fields.values() if isinstance(one, QLineEdit)), None)
        if on and shares is not None:
            shares.setText(shares.text() or "80/10/10")
            shares.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self, lambda: self._asked.ensureWidgetVisible(self.split))  # once it has its place

    @Slot()
    def _on_save_list(self) -> None:
        answer = self.previews.answer(self._request)
        if isinstance(answer, ExportPreview):
            self.list_requested.emit(answer.lost, self._format.name)

    @Slot()
    def _on_path(self) -> None:
        """Ask anew for another place."""
        self._found = None
        self.replace.setChecked(False)
        self._check()

    def ask_to_replace(self, found: Path) -> None:
        """Ask whether what an export met, beside the path that was named, may be replaced."""
        self._found = found
        self._check()
        self.replace.setFocus()

    @Slot()
    def _check(self) -> None:
        path = self.out.path
        failed = isinstance(self.previews.answer(self._request), Exception)
        is_there = self._found is not None or _is_there(path)
        self.replace.setVisible(is_there)
        self.accept_button.setEnabled(path is not None and not failed and (self.replace.isChecked() or not is_there))
        self.problem.setText("Choose where to write the export." if path is None else "")
        if path is not None and is_there:
            self.problem.setText(f"{(self._found or path).name} is there already.")
        self.problem.setVisible(bool(self.problem.text()))

    def _choose_out(self, parent: QWidget, current: Path | None) -> Path | None:
        if not self._format.extensions:
            name = QFileDialog.getExistingDirectory(parent, "Export to a folder", str(current or ""))
            return Path(name) if name else None
        endings = " ".join(f"*{extension}" for extension in self._format.extensions)
        name, _ = QFileDialog.getSaveFileName(parent, "Export", str(current or ""), f"{self._format.title} ({endings})")
        return Path(name) if name else None

    # Qt calls this.

    def accept(self) -> None:
        if self.stages.currentWidget() is self.form:
            if self.accept_button.isEnabled() and self.choice is not None:
                self.export_requested.emit(self.choice)
        elif not self.working:
            super().accept()


def _scrolled(inner: QWidget) -> QScrollArea:
    """Return a column that scrolls where the screen is too low for all that is asked."""
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    area.setMinimumWidth(inner.sizeHint().width())
    return area


def _is_there(path: Path | None) -> bool:
    """Whether an export would meet a file, or a folder with something in it."""
    if path is None:
        return False
    try:
        return next(path.iterdir(), None) is not None if path.is_dir() else path.exists()
    except (OSError, ValueError):
        return False
