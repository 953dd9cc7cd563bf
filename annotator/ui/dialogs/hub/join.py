"""Somebody joins a hub by an invitation: whose it is, a password of their own, and where their copy goes."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QWidget

from annotator.hub.scram import SHORTEST
from annotator.paths import ends_in
from annotator.ui.dialogs.hub.form import HubForm, secret_field
from annotator.ui.dialogs.passphrase_dialog import NewPassphrase
from annotator.ui.dialogs.path_field import PathField
from annotator.ui.kit.widgets import Look, labelled, spaced, words

SUFFIX = ".annot"
_HINT = (
    "It is kept in this computer’s keyring, and never in the project. On another computer, join with the same"
    " invitation and password."
)


@dataclass(frozen=True, slots=True)
class JoinChoice:
    """`path`: of the new copy, None where the hub is added to the open one; `passphrase`: to encrypt it with."""

    path: Path | None
    password: str = field(repr=False)
    passphrase: str = field(default="", repr=False)


class JoinHubDialog(HubForm):
    """The hub is joined by whoever hears `chosen`."""

    def __init__(
        self, intro: str, about: str, proposed: Path | None, named: str = "", parent: QWidget | None = None
    ) -> None:
        """`intro`: who invites whom to what; `about`: where that is and until when it is valid.

        `proposed`: the file of the new copy; None: the hub is added to the open project, called `named`.
        """
        super().__init__("Join with an invitation", intro, parent)
        self.about = words(about, Look.SECONDARY)
        self.first, self.again = secret_field(), secret_field()
        self.file = PathField("Your copy", _choose) if proposed is not None else None
        self.encrypted = QCheckBox("&Encrypt the copy with a passphrase", self.form)
        self.secret = NewPassphrase(self.form)
        self.encrypted.setVisible(proposed is not None)
        self.secret.hide()
        self.fields.addWidget(self.about)
        row = QHBoxLayout()
        spaced(row, 12)
        row.addLayout(labelled("A &password of your own", self.first))
        row.addLayout(labelled("The same &once more", self.again))
        self.fields.addLayout(row)
        self.fields.addWidget(words(_HINT, Look.SECONDARY))
        if self.file is not None:
            self.file.set_path(proposed)
            self.fields.addLayout(labelled("Your &copy", self.file))
            self.file.changed.connect(self.check)
            self._offer_encryption()
        else:
            self.fields.addWidget(
                words(f"The hub is added to {named}, which is open: it is the same project and person.")
            )
        self.setAccessibleDescription(f"{intro} {about} {_HINT}")
        for each in (self.first, self.again):
            each.textChanged.connect(self.check)
        self.build("Join", 560)
        self.first.setFocus()

    def missing(self) -> str:
        """Return what is missing or wrong."""
        if not self.first.text():
            return "Choose a password."
        if len(self.first.text()) < SHORTEST:
            return f"A password has at least {SHORTEST} characters."
        if self.first.text() != self.again.text():
            return "The two passwords are not the same."
        return self._wrong_file() or (self.secret.problem() if self.encrypted.isChecked() else "")

    def choice(self) -> JoinChoice:
        """Return what was chosen."""
        passphrase = self.secret.passphrase if self.encrypted.isChecked() else ""
        return JoinChoice(self._path(), self.first.text(), passphrase)

    def _offer_encryption(self) -> None:
        self.fields.addWidget(self.encrypted)
        self.fields.addWidget(self.secret)
        self.encrypted.toggled.connect(self._on_encrypted)
        self.secret.changed.connect(self.check)

    @Slot(bool)
    def _on_encrypted(self, is_encrypted: bool) -> None:
        self.secret.setVisible(is_encrypted)
        self.check()
        if is_encrypted:
            self.resize(self.width(), max(self.height(), self.sizeHint().height()))

    def _path(self) -> Path | None:
        path = self.file.path if self.file is not None else None
        if path is None or ends_in(path, SUFFIX) or not path.name:
            return path
        return path.with_name(path.name + SUFFIX)

    def _wrong_file(self) -> str:
        if self.file is None:
            return ""
        if (path := self._path()) is None:
            return "Say where your copy is to be."
        try:
            if not path.parent.is_dir():
                return f"The folder {path.parent} does not exist; choose another."
            return f"{path.name} exists already; choose another name." if path.exists() else ""
        except (OSError, ValueError):
            return "No file can be called so; choose another name."

    # Qt calls this.

    def done(self, result: int) -> None:
        self.first.clear()
        self.again.clear()
        self.secret.clear()
        super().done(result)


def _choose(parent: QWidget, current: Path | None) -> Path | None:
    name, _ = QFileDialog.getSaveFileName(parent, "Your copy", str(current or ""), f"Projects (*{SUFFIX})")
    return Path(name) if name else None
