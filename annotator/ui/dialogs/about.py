"""About the program: which version, how it is cited, what it is made of, and what a report of a bug needs."""

import platform
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSysInfo, QUrl, Signal, Slot, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from annotator import __version__
from annotator.citation import Software, as_bibtex, as_ris, as_text, software
from annotator.log import last_entry
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit import theme
from annotator.ui.kit.announcing import announce
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.widgets import Look, breakable, button, pressed_by_enter, spaced, words

_DATA = (
    "The dataset card beside each export says what to cite of your data: the project, the version of its codebook and "
    "how reliable the codings are."
)
_FORMS: dict[str, Callable[[Software], str]] = {"Copy": as_text, "BibTeX": as_bibtex, "RIS": as_ris}
_SAID = {"Copy": "The citation is copied.", "BibTeX": "The entry for BibTeX is copied.", "RIS": "The RIS is copied."}
_WIDTH, _CITED_HEIGHT, _SAID_HEIGHT = 480, 92, 32


class AboutDialog(Dialog):
    """`log`: where errors are logged. What is copied is shown in the frame, and said."""

    licences_requested = Signal()

    def __init__(self, log: Path, parent: QWidget | None = None) -> None:
        self._software, self._log = software(), log
        super().__init__(f"Annotator {__version__}", parent, facts(self._software), Look.TITLE)
        self.setWindowTitle("About Annotator")
        self.setAccessibleName("About Annotator")
        self.cited = QPlainTextEdit(as_text(self._software), readOnly=True)
        self.cited.setAccessibleName("How to cite")
        self.cited.setTabChangesFocus(True)
        self.cited.setFixedHeight(_CITED_HEIGHT)
        self.copy_buttons = {name: pressed_by_enter(button(name)) for name in _FORMS}
        self.licences_button = pressed_by_enter(button("Licences of what it is made of", Look.LINK))
        self.log_button = pressed_by_enter(button("Folder of the log", Look.LINK))
        self.bug_button = pressed_by_enter(button("Copy what a bug report needs", Look.LINK))
        self.said = words("", Look.SECONDARY)
        self._build()
        self.licences_button.clicked.connect(self.licences_requested)
        self.log_button.clicked.connect(self._open_log)
        self.bug_button.clicked.connect(self._copy_for_bug)
        self.add_buttons("Close", "")
        self.said.setMinimumHeight(_SAID_HEIGHT)
        self.setFixedWidth(_WIDTH)
        self.copy_buttons["Copy"].setFocus()

    def _build(self) -> None:
        row = QHBoxLayout()
        spaced(row, 8)
        for name, each in self.copy_buttons.items():
            each.setAccessibleName("Copy the citation" if name == "Copy" else f"Copy the citation as {name}")
            each.clicked.connect(self._copy)
            row.addWidget(each)
        row.addStretch(1)
        cite = QVBoxLayout()
        spaced(cite, 8)
        cite.addWidget(words("How to cite", Look.HEADING))
        cite.addWidget(self.cited)
        cite.addLayout(row)
        data = QVBoxLayout()
        spaced(data, 4)
        data.addWidget(words("And your data", Look.HEADING))
        data.addWidget(words(_DATA))
        more = FlowRow()
        for link in (self.licences_button, self.log_button, self.bug_button):
            more.put(link)
        self.body.addLayout(cite)
        self.body.addLayout(data)
        self.body.addWidget(more)
        self.body.addWidget(self.said)

    @Slot()
    def _copy(self) -> None:
        name = next(name for name, each in self.copy_buttons.items() if each is self.sender())
        text = _FORMS[name](self._software)
        self.cited.setPlainText(text.replace("\r\n", "\n").strip())
        self._put(text, _SAID[name])

    @Slot()
    def _copy_for_bug(self) -> None:
        entry = last_entry(self._log)
        also = "the last error that was logged" if entry else "no error, since none is logged"
        self._put(for_bug_report(entry), f"Versions, system and {also} are copied; look at them before you send them.")

    @Slot()
    def _open_log(self) -> None:
        opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log.parent)))
        there = (
            f"The log is {self._log}." if self._log.exists() else f"No error was logged yet; it would be {self._log}."
        )
        self._say(there if opened else f"The folder cannot be opened here. {there}")

    # Qt calls this.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The lines of links and words ask for a height by the width, which Qt takes for a wish only.
        self.setFixedHeight(self._outer.totalHeightForWidth(_WIDTH))

    # Inside.

    def _put(self, text: str, said: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._say(said)

    def _say(self, text: str) -> None:
        self.said.setText(breakable(text))
        self.said.setAccessibleDescription(text)
        announce(self.said, text)


def facts(cited: Software) -> str:
    """Return on one line from when the version is, what it runs on, and its licence."""
    day = f"{cited.released.day} {_MONTHS[cited.released.month - 1]} {cited.released.year}"
    python = ".".join(platform.python_version_tuple()[:2])
    qt = ".".join(qVersion().split(".")[:2])
    return f"{day} · Python {python} · Qt {qt} · {cited.licence} licence"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def for_bug_report(entry: str) -> str:
    """Return versions, system, screen and look, a line each, and the last error; nothing of a project."""
    screens = QGuiApplication.screens()
    shown = (
        f"{screen.size().width()} × {screen.size().height()} at {screen.devicePixelRatio():g}" for screen in screens
    )
    lines = [
        f"annotator {__version__}",
        f"Python {platform.python_version()} ({sys.platform}, {platform.machine()})",
        f"Qt {qVersion()} ({QGuiApplication.platformName()})",
        f"{QSysInfo.prettyProductName()}, kernel {QSysInfo.kernelVersion()}",
        f"Screens: {'; '.join(shown) or 'none'}",
        f"Look: {theme.current().name}",
        "",
        entry or "No error is logged.",
    ]
    return "\n".join(lines) + "\n"
