"""A project is shared over a hub: where that is, who signs in, and what will happen."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from annotator.hub.address import BadAddress, HubAddress
from annotator.model.wording import counted
from annotator.ui.dialogs.hub.form import HubForm, secret_field
from annotator.ui.dialogs.path_field import PathField
from annotator.ui.kit.widgets import Look, labelled, spaced, words

_INTRO = (
    "A hub is a database on a server of yours. Everybody codes in a copy of their own, and what is new goes to and fro"
    " by itself."
)
_SYSTEM = "Empty: the authorities that this computer trusts. Your administrator says whether there is a file."


@dataclass(frozen=True, slots=True)
class ShareChoice:
    """`address`: with the login, without the certificate, which stands in a file (None: the system's)."""

    address: HubAddress
    certificate: Path | None
    password: str = field(repr=False)


class ShareHubDialog(HubForm):
    """Says at once what an address lacks; the hub is asked by whoever hears `chosen`."""

    def __init__(
        self,
        documents: int,
        acts: int,
        address: str = "",
        certificate: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`documents`, `acts`: what will go there; `address`, `certificate`: what was typed the last time."""
        super().__init__("Share over a hub", _INTRO, parent)
        found = _read(address)
        self.address = QLineEdit(found.with_login("").url if found else address)
        self.address.setCursorPosition(0)
        self.address.setPlaceholderText("postgresql://hub.example.org/hub")
        self.login, self.password = QLineEdit(found.login if found else ""), secret_field()
        self.certificate = PathField("Certificate of the server", _choose)
        self.certificate.set_path(certificate)
        self.fields.addLayout(labelled("&Address", self.address))
        row = QHBoxLayout()
        spaced(row, 12)
        row.addLayout(labelled("&Login", self.login))
        row.addLayout(labelled("&Password", self.password))
        self.fields.addLayout(row)
        self.fields.addLayout(labelled("&Certificate of the server", self.certificate, _SYSTEM))
        self.said = words(_what_happens(documents, acts), Look.SECONDARY)
        self.fields.addWidget(self.said)
        self.setAccessibleDescription(f"{_INTRO} {self.said.text()}")
        for each in (self.address, self.login, self.password):
            each.textChanged.connect(self.check)
        self.certificate.changed.connect(self.check)
        self.address.editingFinished.connect(self._take_login)
        self.build("Share", 560)
        (self.password if self.login.text() else self.address).setFocus()

    def missing(self) -> str:
        """Return what is missing or wrong."""
        if not self.address.text().strip():
            return "Type the address that your administrator gave you."
        try:
            HubAddress.parse(self.address.text()).with_login(self.login.text().strip())
        except BadAddress as error:
            return str(error)
        if not self.login.text().strip():
            return "Type your login."
        return "" if self.password.text() else "Type the password of your login."

    def choice(self) -> ShareChoice:
        """Return what was typed."""
        address = HubAddress.parse(self.address.text()).with_login(self.login.text().strip())
        return ShareChoice(address, self.certificate.path, self.password.text())

    @Slot()
    def _take_login(self) -> None:
        """Move a login that stands within the address where it belongs."""
        found = _read(self.address.text())
        if found is not None and found.login and not self.login.text().strip():
            self.login.setText(found.login)
            self.address.setText(found.with_login("").url)

    # Qt calls this.

    def done(self, result: int) -> None:
        self.password.clear()
        super().done(result)


def _read(text: str) -> HubAddress | None:
    try:
        return HubAddress.parse(text)
    except BadAddress:
        return None


def _what_happens(documents: int, acts: int) -> str:
    return (
        f"All of the project goes to the server now: {counted(documents, 'document')} and {counted(acts, 'step')}."
        " Coders whom you invite get what is theirs, and no more. Whoever administers the server can read everything."
    )


def _choose(parent: QWidget, current: Path | None) -> Path | None:
    kinds = "Certificates (*.crt *.pem *.cer);;All files (*)"
    name, _ = QFileDialog.getOpenFileName(parent, "Certificate of the server", str(current or ""), kinds)
    return Path(name) if name else None
