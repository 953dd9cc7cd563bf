"""What is known of a document: a line for each thing, also for what is still missing."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import Look, spaced, words

KNOWN = ("date", "kind", "speaker", "place", "language")
"""What is asked for of every document, in this order; whatever else is known follows."""
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_HINTS = {"date": "year, year-month or year-month-day: 2026-01-23", "language": "a code: en, fr, zh"}
_APART = ", "


class MetadataDialog(Dialog):
    """`given` carries all that is known from now on; a line that is empty takes away what was known."""

    given = Signal(object)

    def __init__(
        self,
        title: str,
        metadata: Mapping[str, Any],
        field: str = "",
        parent: QWidget | None = None,
        why_not: str = "",
    ) -> None:
        """`field`: which line the keyboard is in; the first where there is none of this name.

        `why_not`: why it is only read, in a sentence; empty where it may be changed.
        """
        super().__init__("Details of the document", parent, title)
        self._metadata = dict(metadata)
        self.lines = {name: QLineEdit(_line(metadata.get(name))) for name in (*KNOWN, *self._others())}
        form = QFormLayout()
        spaced(form, 8)
        for name, line in self.lines.items():
            line.setPlaceholderText(_HINTS.get(name, ""))
            line.setAccessibleName(name)
            form.addRow(name, line)
        self.new_name, self.new_value = QLineEdit(), QLineEdit()
        self.new_name.setPlaceholderText("another name")
        self.new_name.setAccessibleName("Name of something else that is known")
        self.new_value.setAccessibleName("What is known of it")
        pair = QHBoxLayout()
        spaced(pair, 8)
        pair.addWidget(self.new_name, 1)
        pair.addWidget(self.new_value, 2)
        self.notice = words("", Look.SECONDARY)
        self.body.addLayout(form)
        self.body.addLayout(pair)
        self.body.addWidget(self.notice)
        save = self.add_buttons("Save")
        if why_not:
            self.notice.setText(why_not)
            for line in (*self.lines.values(), self.new_name, self.new_value):
                line.setReadOnly(True)
            if save is not None:
                save.setEnabled(False)
        (self.lines.get(field) or next(iter(self.lines.values()))).setFocus()
        self.resize(520, self.sizeHint().height())

    @property
    def metadata(self) -> dict[str, Any]:
        """All that is known as the lines say it; what nobody has changed stays as it was."""
        found: dict[str, Any] = {}
        typed = {name: line.text() for name, line in self.lines.items()}
        if self.new_name.text().strip():
            typed[self.new_name.text().strip()] = self.new_value.text()
        for name, text in typed.items():
            before = self._metadata.get(name)
            if text == _line(before) and before is not None:
                found[name] = before
            elif text.strip():
                found[name] = _value(text, before)
        return found | {name: value for name, value in self._metadata.items() if name not in self.lines}

    def _others(self) -> list[str]:
        """Return what else is known that one line can say."""
        return [name for name, value in self._metadata.items() if name not in KNOWN and not isinstance(value, dict)]

    # Qt calls this.

    def accept(self) -> None:
        day = self.lines["date"].text().strip()
        if day and day != _line(self._metadata.get("date")) and not is_date(day):
            self.notice.setText(f"“{day}” is no date; write it as 2026, 2026-01 or 2026-01-23.")
            self.lines["date"].setFocus()
            return
        super().accept()
        self.given.emit(self.metadata)


def is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day as ISO 8601 writes them."""
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _line(value: object) -> str:
    """Return a value as a line of words."""
    if value is None:
        return ""
    if isinstance(value, list):
        return _APART.join(_line(each) for each in value)
    return " ".join(str(value).split())


def _value(text: str, before: object) -> object:
    """Return what a line says, as a list where it was one."""
    said = " ".join(text.split())
    return [part.strip() for part in said.split(",") if part.strip()] if isinstance(before, list) else said
