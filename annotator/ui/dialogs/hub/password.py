"""The password of a login: asked where the keyring has none, or the hub does not take it; never by itself."""

from PySide6.QtWidgets import QCheckBox, QWidget

from annotator.ui.dialogs.hub.form import HubForm, secret_field
from annotator.ui.kit.widgets import labelled


class HubPasswordDialog(HubForm):
    """`chosen` carries the password as text; `keeps` says whether the keyring is to have it."""

    def __init__(self, hub: str, login: str, why: str = "", parent: QWidget | None = None) -> None:
        """`why`: what the hub said to the last one."""
        super().__init__("Password of the hub", f"For the login {login} at {hub}. {why}".strip(), parent)
        self.field = secret_field()
        self.keep = QCheckBox("&Keep it in this computer’s keyring")
        self.keep.setChecked(True)
        self.fields.addLayout(labelled("&Password", self.field))
        self.fields.addWidget(self.keep)
        self.field.textChanged.connect(self.check)
        self.build("Sign in", 480)
        self.field.setFocus()

    @property
    def keeps(self) -> bool:
        """Whether the keyring is to keep it; else it is known until the program ends."""
        return self.keep.isChecked()

    def missing(self) -> str:
        """Return what is missing."""
        return "" if self.field.text() else "Type the password."

    def choice(self) -> str:
        """Return what was typed."""
        return self.field.text()

    def say(self, sentence: str) -> None:
        """Say why it was not taken; another can be typed."""
        super().say(sentence)
        self.field.selectAll()
        self.field.setFocus()

    # Qt calls this.

    def done(self, result: int) -> None:
        self.field.clear()
        super().done(result)
