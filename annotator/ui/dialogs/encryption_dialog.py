"""A project written to a new file, encrypted, under another passphrase or as a plain one: where, and what stays."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from annotator.operations.project.encryption import Rewriting
from annotator.paths import ends_in
from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.passphrase_dialog import NewPassphrase
from annotator.ui.dialogs.path_field import PathField
from annotator.ui.kit.widgets import Look, labelled, words

SUFFIX = ".annot"
_SAID = {
    Rewriting.ENCRYPT: (
        "Encrypt the project",
        "It is written to a new file that only its passphrase opens.",
        "Encrypt",
    ),
    Rewriting.CHANGE: (
        "Change the passphrase",
        "The project is written to a new file that only the new passphrase opens.",
        "Change",
    ),
    Rewriting.DECRYPT: ("Decrypt the project", "It is written to a new file that everybody can read.", "Decrypt"),
}
"""The title, what is done, and the button."""


@dataclass(frozen=True, slots=True)
class EncryptionChoice:
    """The new file, and its passphrase, empty for a plain one."""

    path: Path
    passphrase: str = field(default="", repr=False)


class EncryptionDialog(Dialog):
    """Says at once what is still missing; the file is made by whoever hears `chosen`."""

    chosen = Signal(object)

    def __init__(self, kind: Rewriting, proposed: Path, stays: str, parent: QWidget | None = None) -> None:
        """`proposed`: the new file; `stays`: what of the old one can still be read, and by whom."""
        title, intro, button = _SAID[kind]
        super().__init__(title, parent, intro)
        self.file = PathField("New file", _choose)
        self.file.set_path(proposed)
        self.secret = None if kind is Rewriting.DECRYPT else NewPassphrase()
        self.stays = words(stays)
        self._problem = words("", Look.PROBLEM)
        self.setAccessibleDescription(f"{intro} {stays}")
        self.body.addLayout(labelled("New &file", self.file))
        if self.secret is not None:
            self.body.addWidget(self.secret)
            self.secret.changed.connect(self._check)
        self.body.addWidget(self.stays)
        self.body.addWidget(self._problem)
        self.body.addStretch(1)
        self.file.changed.connect(self._check)
        self.accept_button = self.add_buttons(button) or QPushButton()
        self._check()
        self.resize(520, self.sizeHint().height())

    @property
    def choice(self) -> EncryptionChoice | None:
        """What is asked for, None while something is missing."""
        path = self.file.path
        if path is None or self.problem():
            return None
        return EncryptionChoice(_with_suffix(path), self.secret.passphrase if self.secret is not None else "")

    def problem(self) -> str:
        """Return the sentence that says what is missing, empty where nothing is."""
        path = self.file.path
        if path is None:
            return "Say where the new file is to be."
        try:
            if not _with_suffix(path).parent.is_dir():
                return f"The folder {path.parent} does not exist; choose another."
            if _with_suffix(path).exists():
                return f"{_with_suffix(path).name} exists already; choose another name."
        except (OSError, ValueError):
            return "No file can be called so; choose another name."
        return self.secret.problem() if self.secret is not None else ""

    @Slot()
    def _check(self) -> None:
        problem = self.problem()
        self._problem.setText(problem)
        self.accept_button.setEnabled(not problem)
        self.accept_button.setAccessibleDescription(problem)

    # Qt calls these.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.secret is not None:
            self.secret.first.setFocus()
        else:
            self.file.select_name()

    def accept(self) -> None:
        if (choice := self.choice) is not None:
            super().accept()
            self.chosen.emit(choice)

    def done(self, result: int) -> None:
        if self.secret is not None:
            self.secret.clear()
        super().done(result)


def _with_suffix(path: Path) -> Path:
    return path if ends_in(path, SUFFIX) or not path.name else path.with_name(path.name + SUFFIX)


def _choose(parent: QWidget, current: Path | None) -> Path | None:
    name, _ = QFileDialog.getSaveFileName(parent, "New file", str(current or ""), f"Projects (*{SUFFIX})")
    return Path(name) if name else None
