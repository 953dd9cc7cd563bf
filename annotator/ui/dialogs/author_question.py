"""What of an author's name is what: asked by fields of the first name that can be taken in several ways."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.model.data_author import DataAuthor, UnclearName, author_line, author_of, guessed, organisation_named
from annotator.model.data_author import person_named as as_kept
from annotator.ui.kit.widgets import button, labelled, spaced, words


class AuthorQuestion(QWidget):
    """`answered` carries the line in question, and as it is with the answer."""

    answered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = ""
        self._name = ""
        self._asked = words("")
        self.family, self.given = QLineEdit(), QLineEdit()
        self.use_button, self.organisation_button = button("Use these names"), button("It is an organisation")
        names, buttons, box = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for layout in (names, buttons, box):
            spaced(layout, 8)
        names.addLayout(labelled("Family name", self.family))
        names.addLayout(labelled("Given names", self.given))
        buttons.addWidget(self.use_button)
        buttons.addWidget(self.organisation_button)
        buttons.addStretch(1)
        box.addWidget(self._asked)
        box.addLayout(names)
        box.addLayout(buttons)
        self.use_button.clicked.connect(self._use_names)
        self.organisation_button.clicked.connect(self._use_organisation)
        self.family.textChanged.connect(self._enable)
        self.setFocusProxy(self.family)
        self.hide()

    def ask(self, line: str, name: str) -> None:
        """Ask of a line, with the names as they might be; of the same one nothing that was typed goes. "" for none."""
        if (line, name) != (self.line, self._name):
            self.line, self._name = line, name
            self._asked.setText(f"How is “{name}” called?")
            family, given = guessed(name) if name else ("", "")
            self.family.setText(family)
            self.given.setText(given)
        self.setVisible(bool(line))

    @Slot()
    def _enable(self) -> None:
        self.use_button.setEnabled(bool(self.family.text().strip(" ,;")))

    @Slot()
    def _use_names(self) -> None:
        family, given = (" ".join(field.text().strip(" ,;").split()) for field in (self.family, self.given))
        self._answer(as_kept(family, given))

    @Slot()
    def _use_organisation(self) -> None:
        self._answer(organisation_named(self._name))

    def _answer(self, kept: str) -> None:
        rest = self.line.partition(";")[2].strip()
        said = author_line(DataAuthor(name=kept))
        self.answered.emit(self.line, f"{said}; {rest}" if rest else said)


def unclear_in(line: str) -> UnclearName | None:
    """Return why the author of a line is unclear, None where it is not."""
    try:
        author_of(line)
    except UnclearName as error:
        return error
    return None


def author_in(line: str) -> dict[str, str]:
    """Return the author of a line; one whose name is unclear by all of that."""
    unclear = unclear_in(line)
    return author_of(line) if unclear is None else {"name": unclear.name}
