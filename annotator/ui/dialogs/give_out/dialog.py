"""Give out work: who codes which documents, with what each would get beside it, before anything is written.

Nothing is written here: `give_requested` carries the choice, and who writes calls `show_progress` and `show_report`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.operations.team.giving_out import GiveOutRequest, WorkPreview
from annotator.ui.background.previews import Previews
from annotator.ui.dialogs.give_out.form import GiveOutChoices, GiveOutForm
from annotator.ui.dialogs.give_out.work_table import WorkModel
from annotator.ui.dialogs.path_field import PathField
from annotator.ui.dialogs.stages import StagedDialog
from annotator.ui.kit.table_view import line_table
from annotator.ui.kit.widgets import Look, Outcome, ReportList, spaced, words

_INTRO = "Who codes which documents is drawn by lot. Nothing is written before you press Give out."


@dataclass(frozen=True, slots=True)
class GiveOutChoice:
    """What is to be given. `folder`: where each person's file goes; None: all work in this file.

    `passphrase`: of the copies, where the project is encrypted.
    """

    request: GiveOutRequest
    folder: Path | None
    passphrase: str = field(default="", repr=False)


class GiveOutDialog(StagedDialog):
    """The fields at the left; what each person would get at the right."""

    give_requested = Signal(object)

    def __init__(
        self,
        choices: GiveOutChoices,
        before: GiveOutRequest,
        preview: Callable[[GiveOutRequest], WorkPreview],
        folder: Path | None = None,
        parent: QWidget | None = None,
        is_encrypted: bool = False,
        writes: bool = True,
    ) -> None:
        """`before`: what was asked for last; `folder`: where files go at first, None: none can be written.

        `writes`: whether files are written unless somebody says otherwise.
        """
        super().__init__("Give out work", parent, _INTRO)
        self.previews = Previews(preview, self)
        self.fields = GiveOutForm(choices, before)
        self.headline = words("", Look.STRONG)
        self.model = WorkModel()
        self.table = line_table("What each person gets", self.model)
        self.notices = ReportList("What is to be known of it")
        self.files = QCheckBox("Write a fi&le for each, into")
        self.files.setChecked(writes and folder is not None)
        self.folder = PathField("Folder of the files", _choose_folder)
        self.folder.set_path(folder)
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.passphrase.setPlaceholderText("A passphrase of their copies")
        self.passphrase.setAccessibleName("Passphrase of the copies")
        self._is_encrypted, self._can_write = is_encrypted, folder is not None
        self._build()
        self.accept_button = self.add_buttons("Give out") or QPushButton()
        self.fields.changed.connect(self._ask)
        self.files.toggled.connect(self._check)
        self.folder.changed.connect(self._check)
        self.passphrase.textChanged.connect(self._check)
        self.previews.arrived.connect(self._show)
        self.finished.connect(self.previews.close)
        self.resize(920, 680)
        self._ask()

    @property
    def choice(self) -> GiveOutChoice:
        """What would be given, and where its files go."""
        writes = self.files.isChecked()
        passphrase = self.passphrase.text() if writes and self._is_encrypted else ""
        return GiveOutChoice(self.fields.request, self.folder.path if writes else None, passphrase)

    def _build(self) -> None:
        left = QScrollArea()
        left.setWidgetResizable(True)
        left.setFrameShape(QScrollArea.Shape.NoFrame)
        left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.setMinimumWidth(self.fields.minimumSizeHint().width() + 16)
        left.setWidget(self.fields)
        right = QWidget(minimumWidth=360)
        view = QVBoxLayout(right)
        spaced(view, 12, (12, 0, 0, 0))
        header = self.table.horizontalHeader()
        for column in range(1, self.model.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        view.addWidget(self.headline)
        view.addWidget(self.table, 3)
        view.addWidget(self.notices, 2)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([430, 450])
        self.form_box.addWidget(split, 1)
        self.form_box.addWidget(self.files)
        self.form_box.addWidget(self.folder)
        self.form_box.addWidget(self.passphrase)
        for part in (self.files, self.folder):
            part.setVisible(self._can_write)
        self.passphrase.setVisible(self._can_write and self._is_encrypted)

    @Slot()
    def _ask(self) -> None:
        self.previews.ask(self.fields.request)
        self._show(self.fields.request)

    @Slot(object)
    def _show(self, request: GiveOutRequest) -> None:
        """Show what would be given; what is still drawn leaves what was shown, so that nothing flickers."""
        if request != self.fields.request:
            return
        answer = self.previews.answer(request)
        if isinstance(answer, WorkPreview):
            self.headline.setText(answer.headline)
            self.model.show_lines(answer.lines)
            self._say([(Outcome.NOTICE, sentence) for sentence in answer.warnings])
        elif answer is not None:
            self.headline.setText("")
            self.model.show_lines(())
            self._say([(Outcome.FAILED, str(answer))])
        self._check()

    def _say(self, lines: list[tuple[Outcome, str]]) -> None:
        self.notices.show_lines(lines)
        self.notices.setVisible(bool(lines))

    @Slot()
    def _check(self) -> None:
        answer = self.previews.answer(self.fields.request)
        writes = self.files.isChecked()
        self.folder.setEnabled(writes)
        self.passphrase.setEnabled(writes)
        is_ready = isinstance(answer, WorkPreview) and (answer.gives or (writes and bool(answer.lines)))
        has_place = self.folder.path is not None and (not self._is_encrypted or bool(self.passphrase.text()))
        self.accept_button.setEnabled(is_ready and (not writes or has_place))

    # Qt calls this.

    def accept(self) -> None:
        if self.stages.currentWidget() is self.form:
            if self.accept_button.isEnabled():
                self.give_requested.emit(self.choice)
        elif not self.working:
            super().accept()


def _choose_folder(parent: QWidget, current: Path | None) -> Path | None:
    name = QFileDialog.getExistingDirectory(parent, "Folder of the files", str(current or ""))
    return Path(name) if name else None
