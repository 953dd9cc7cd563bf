"""What the dataset says of itself: a field for each, with the sentence on what is wrong below it."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.model.data_author import author_line
from annotator.model.description import Description, sentences_of
from annotator.model.licence import USUAL
from annotator.ui.dialogs.author_question import AuthorQuestion, author_in, unclear_in
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.fields import Choice, Fields, LinesArea, TextArea
from annotator.ui.kit.widgets import Look, spaced, words

_INTRO = "It goes out with the data: into the card, the citation, and what archives read. All of it may stay empty."
_GROUPS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "The dataset": (("title",), ("summary",), ("authors",), ("keywords",)),
    "Its publication": (
        ("licence",),
        ("rights",),
        ("citation",),
        ("doi", "url"),
        ("publisher", "published", "version"),
        ("funding",),
    ),
    "The texts and the work on them": (
        *(("languages",), ("collection",), ("treatment",), ("coders",)),
        *(("personal",), ("limits",), ("uses",)),
    ),
}
"""The fields in their order, those of a row together."""
_LISTS = {"authors", "funding"}
"""What has a line for each item; languages and keywords stand in one line, with commas."""
_IN_A_LINE = {"languages", "keywords"}
_TEXTS = {"summary", "rights", "citation", "collection", "treatment", "coders", "personal", "limits", "uses"}
_HINTS = {
    "authors": "One a line: Souza, Ana; 0000-0002-1825-0097; University of A. The family name first, before a comma; "
    "an organisation by its name. ORCID iD and affiliation may be left out.",
    "funding": "Who paid for it, with the number of the grant; one a line.",
    "keywords": "By which it is found, with commas between.",
    "languages": "Of the texts: en, fr, zh-Hant; those that the documents say if empty.",
    "licence": "Of the codings, as SPDX calls it; terms of your own begin with LicenseRef-.",
}


class DescriptionDialog(Dialog):
    """`described` carries the fields by their names, once all of them fit; `leaving`: not all is saved, so ask."""

    described = Signal(object)
    leaving = Signal()

    def __init__(self, said: Description, parent: QWidget | None = None) -> None:
        super().__init__("Describe the dataset", parent, _INTRO)
        self._fields, self.editors, self.question = Fields(), dict[str, QWidget](), AuthorQuestion()
        self.question.answered.connect(self._name_author)
        inner = QWidget()
        box = QVBoxLayout(inner)
        spaced(box, 12, (0, 0, 16, 0))
        box.addLayout(self._fields)
        box.addStretch(1)
        for title, rows in _GROUPS.items():
            self._fields.addWidget(words(title, Look.STRONG))
            for row in rows:
                self._add(row, said)
        self.area = QScrollArea(widgetResizable=True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        self.body.addWidget(self.area, 1)
        self.accept_button = self.add_buttons("Save") or QPushButton()
        self._check()
        self._begun = self.values()
        self.resize(720, 620)
        self.editors["title"].setFocus()

    def _add(self, row: tuple[str, ...], said: Description) -> None:
        made = []
        for name in row:
            field = Description.model_fields[name]
            title = (field.title or name)[:1].upper() + (field.title or name)[1:]
            editor = self.editors[name] = self._editor(name, getattr(said, name))
            if len(row) > 1 and isinstance(editor, QLineEdit):
                editor.setPlaceholderText(field.description or "")  # alone in its row it has that below it
            made.append((name, title, self.editors[name]))
        if len(made) > 1:
            self._fields.add_row(*made)
        else:
            name, title, editor = made[0]
            self._fields.add(name, title, editor, _HINTS.get(name) or Description.model_fields[name].description or "")
            if name == "authors":
                self._fields.addWidget(self.question)

    def _editor(self, name: str, value: Any) -> QWidget:
        if name in _LISTS:
            lines = LinesArea(least=2)
            lines.show_items([author_line(one) for one in value] if name == "authors" else value)
            lines.edited.connect(self._check)
            if name == "authors":
                self.authors = lines
                lines.left.connect(self._check)
            return lines
        if name in _TEXTS:
            text = TextArea(least=2)
            text.show_text(value)
            text.edited.connect(self._check)
            return text
        if name == "licence":
            return self._licences(value)
        line = QLineEdit(", ".join(value) if name in _IN_A_LINE else value)
        line.textChanged.connect(self._check)
        return line

    @Slot(str, str)
    def _name_author(self, line: str, said: str) -> None:
        """Write an author as it was answered, in the line that it was asked of."""
        self.authors.show_items([said if one == line else one for one in self.authors.items()])
        self._check()
        (self.question if self.question.isVisible() else self.authors).setFocus()

    def _licences(self, value: str) -> QComboBox:
        box = Choice()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItem("")
        box.setItemData(0, "no licence chosen", Qt.ItemDataRole.AccessibleTextRole)
        for one in USUAL:
            box.addItem(one.id)
            box.setItemData(box.count() - 1, one.title, Qt.ItemDataRole.ToolTipRole)
        box.setCurrentText(value)
        if (line := box.lineEdit()) is not None:
            line.setAccessibleName("Licence")
        box.currentTextChanged.connect(self._check)
        return box

    def values(self) -> dict[str, object]:
        """Return what stands in the fields, as the description takes it."""
        return {name: _value_of(name, editor) for name, editor in self.editors.items()}

    @Slot()
    def _check(self) -> None:
        """Say what is wrong below each field; only what fits is saved."""
        faults: dict[str, str] = {}
        try:
            Description.model_validate(self.values())
        except ValidationError as error:
            faults = sentences_of(error)
        unclear = [line for line in self.authors.items() if unclear_in(line) is not None]
        # Of a name that is just being typed nothing is asked yet.
        asked = next((line for line in unclear if line != self.authors.item_at_work()), "")
        why = unclear_in(asked) if asked else None
        if why is not None:
            faults["authors"] = f"Authors: {why}."
        self._fields.say(faults)
        self.question.ask(asked, why.name if why is not None else "")
        self.accept_button.setEnabled(not faults and not unclear)

    @Slot()
    def discard(self) -> None:
        """Close it, whatever was written."""
        self.done(0)

    # Qt calls these.

    def accept(self) -> None:
        if self.accept_button.isEnabled():
            super().accept()
            self.described.emit(self.values())

    def reject(self) -> None:
        """Leave what was written only when somebody says so."""
        if self.values() == self._begun:
            super().reject()
        else:
            self.leaving.emit()


def _value_of(name: str, editor: QWidget) -> object:
    if isinstance(editor, LinesArea):
        lines = editor.items()
        return tuple(map(author_in, lines)) if name == "authors" else lines
    if isinstance(editor, TextArea):
        return editor.toPlainText()
    text = ""
    if isinstance(editor, QComboBox | QLineEdit):
        text = editor.currentText() if isinstance(editor, QComboBox) else editor.text()
    return tuple(word.strip() for word in text.split(",") if word.strip()) if name in _IN_A_LINE else text
