"""A field for a path with a button that chooses it; typing works as well as choosing."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from annotator.store.folders import expanded
from annotator.ui.kit.widgets import button, spaced


class PathField(QWidget):
    """`changed` tells of every edit; `path` is None while the field is empty."""

    changed = Signal()

    def __init__(self, name: str, choose: Callable[[QWidget, Path | None], Path | None]) -> None:
        """`choose(parent, current)` shows the system's dialog and returns the choice, None where it was cancelled."""
        super().__init__()
        self._choose = choose
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.button = button("Choose…")
        self.button.setAccessibleName(f"Choose: {name}")
        row = QHBoxLayout(self)
        spaced(row)
        row.addWidget(self.edit, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self.changed)
        self.button.clicked.connect(self._on_choose)

    @property
    def path(self) -> Path | None:
        """What the field says, with ~ for the home folder."""
        text = self.edit.text().strip()
        return expanded(text) if text else None

    def set_path(self, path: Path | None) -> None:
        """Fill the field."""
        self.edit.setText("" if path is None else str(path))

    def select_name(self) -> None:
        """Put the keyboard on the name of the file, so that typing replaces it and leaves folder and ending."""
        path = self.path
        self.edit.setFocus()
        if path is not None:
            self.edit.setSelection(len(str(path)) - len(path.name), len(path.stem))

    @Slot()
    def _on_choose(self) -> None:
        found = self._choose(self, self.path)
        if found is not None:
            self.set_path(found)
