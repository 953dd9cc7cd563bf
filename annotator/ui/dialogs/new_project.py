"""A new project: where its file is to be, who codes first, and with which codebook."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QWidget

from annotator.model.names import tidied
from annotator.operations.codebook.presets import DEFAULT, presets
from annotator.paths import ends_in
from annotator.store.folders import is_there, why_not_writable
from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.passphrase_dialog import NewPassphrase
from annotator.ui.dialogs.path_field import PathField
from annotator.ui.kit.widgets import Look, labelled, words

SUFFIX = ".annot"
_ROOM = 112
"""Pixels for the longest description of a preset, so that nothing moves when another is chosen."""


@dataclass(frozen=True, slots=True)
class NewProjectChoice:
    """What was asked for. `codebook`: a file of one, None for the preset of the name `preset`.

    `with_actors`: whether the register of actors that comes with the program is wanted; `passphrase`: of one that is to
    be encrypted.
    """

    path: Path
    coder: str
    codebook: Path | None
    preset: str = DEFAULT
    with_actors: bool = True
    passphrase: str = field(default="", repr=False)


class NewProjectDialog(Dialog):
    """Says at once what is still missing; the file is made by whoever hears `chosen`."""

    chosen = Signal(object)

    def __init__(self, folder: Path, coder: str = "", parent: QWidget | None = None) -> None:
        """`folder`: where the file goes unless told otherwise; `coder`: a name to begin with."""
        super().__init__("New project", parent, "One file holds everything: texts, codings, codebook and history.")
        self.file = PathField("Project file", _choose_new_file)
        self.file.set_path(_free_name(folder))
        self.coder = QLineEdit(coder)
        self.start_from = QComboBox()
        self._presets = presets()
        for each in self._presets:
            self.start_from.addItem(each.title, each.name)
        self.start_from.addItem("A file", "")
        self._about = words("", Look.SECONDARY)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._about.setMinimumHeight(_ROOM)
        self.codebook = PathField("Codebook file", _choose_codebook)
        self.actors = QCheckBox("With the &register of states and organisations")
        self.actors.setChecked(True)
        self.encrypted = QCheckBox("&Encrypt it with a passphrase")
        self.secret = NewPassphrase()
        self.secret.hide()
        self._problem = words("", Look.PROBLEM)
        self._build()
        self.accept_button = self.add_buttons("Create")
        self._check()
        self.resize(520, self.sizeHint().height())

    @property
    def choice(self) -> NewProjectChoice | None:
        """What is asked for, None while something is missing."""
        path = self.file.path
        if path is None or self.problem():
            return None
        file = self.codebook.path if self._is_own else None
        preset = self.start_from.currentData() or DEFAULT
        coder = tidied(self.coder.text())
        return NewProjectChoice(_with_suffix(path), coder, file, preset, self.actors.isChecked(), self._passphrase)

    def problem(self) -> str:
        """Return the sentence that says what is missing, "" where nothing is."""
        path = self.file.path
        if path is None:
            return "Say where the project’s file is to be."
        path = _with_suffix(path)
        if not _is_folder(path.parent):
            return f"The folder {path.parent} does not exist; choose another."
        if why := why_not_writable(path.parent):
            return f"Nothing can be written in {path.parent} ({why}); choose another folder."
        if is_there(path):
            return f"{path.name or path} exists already; choose another name, or open it from the start page."
        if not tidied(self.coder.text()):
            return "Enter the name of the first coder; others can be added at any time."
        if self._is_own and (self.codebook.path is None or not is_there(self.codebook.path)):
            return "Choose the codebook’s file."
        return self.secret.problem() if self.encrypted.isChecked() else ""

    @property
    def _passphrase(self) -> str:
        return self.secret.passphrase if self.encrypted.isChecked() else ""

    @property
    def _is_own(self) -> bool:
        return not self.start_from.currentData()

    def _build(self) -> None:
        self.body.addLayout(labelled("Project &file", self.file))
        self.body.addLayout(labelled("Your &name", self.coder, "Your codings stand under it."))
        self.body.addLayout(labelled("Code&book", self.start_from))
        self.body.addWidget(self._about)
        self.body.addWidget(self.codebook)
        self.body.addWidget(self.actors)
        self.body.addWidget(self.encrypted)
        self.body.addWidget(self.secret)
        self.body.addWidget(self._problem)
        self.body.addStretch(1)
        self.file.changed.connect(self._check)
        self.coder.textChanged.connect(self._check)
        self.codebook.changed.connect(self._check)
        self.encrypted.toggled.connect(self._check)
        self.secret.changed.connect(self._check)
        self.start_from.currentIndexChanged.connect(self._check)

    @Slot()
    def _check(self) -> None:
        self.codebook.setVisible(self._is_own)
        is_encrypted = self.encrypted.isChecked()
        if is_encrypted is self.secret.isHidden():
            # On a small screen there is no room for both.
            self._about.setMinimumHeight(0 if is_encrypted else _ROOM)
            self.secret.setVisible(is_encrypted)
            self._outer.activate()
            self.resize(self.width(), max(self.height(), self._outer.totalHeightForWidth(self.width())))
        about = "" if self._is_own else self._presets[self.start_from.currentIndex()].description
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self.start_from.setAccessibleDescription(about)
        problem = self.problem()
        self._problem.setText(problem)
        if self.accept_button is not None:
            self.accept_button.setEnabled(not problem)
            self.accept_button.setAccessibleDescription(problem)

    # Qt calls these.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.file.select_name()

    def accept(self) -> None:
        choice = self.choice
        if choice is not None:
            super().accept()
            self.chosen.emit(choice)


def _with_suffix(path: Path) -> Path:
    return path if ends_in(path, SUFFIX) or not path.name else path.with_name(path.name + SUFFIX)


def _free_name(folder: Path) -> Path:
    names = ["project", *(f"project-{number}" for number in range(2, 1000))]
    return next((folder / f"{name}{SUFFIX}" for name in names if not is_there(folder / f"{name}{SUFFIX}")), folder)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _choose_new_file(parent: QWidget, current: Path | None) -> Path | None:
    name, _ = QFileDialog.getSaveFileName(parent, "New project", str(current or ""), f"Projects (*{SUFFIX})")
    return Path(name) if name else None


def _choose_codebook(parent: QWidget, current: Path | None) -> Path | None:
    from annotator.operations.codebook.files import readable  # noqa: PLC0415  (the start has no need of it)

    endings = " ".join(f"*{ending}" for ending in readable())
    name, _ = QFileDialog.getOpenFileName(parent, "Codebook", str(current or ""), f"Codebooks ({endings})")
    return Path(name) if name else None
