"""A key per label: the codebook's part of the table of commands, made anew with each codebook."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.model.codebook import Label
from annotator.ui.commands.commands import CommandScope, meet
from annotator.ui.commands.key_table import TABLE
from annotator.ui.kit.swatch import label_icon


class LabelKeys:
    """The labels as actions of a window; `code(label)` is called with an id."""

    def __init__(self, window: QWidget, code: Callable[[str], object]) -> None:
        self._window, self._code = window, code
        self._labels: Sequence[Label] = ()
        self.actions: list[QAction] = []

    def show_labels(self, labels: Sequence[Label]) -> None:
        """Give each label its key."""
        self.clear()
        self._labels = labels
        for label in labels:
            action = QAction(f"Code as {label.name}".replace("&", "&&"), self._window)
            action.setToolTip(label.definition)
            if label.key:
                action.setShortcut(QKeySequence(label.key))
            action.triggered.connect(_coder_of(label.id, self._code))
            self._window.addAction(action)
            self.actions.append(action)
        self.refresh_theme()

    def clear(self) -> None:
        """Take all keys away."""
        for action in self.actions:
            self._window.removeAction(action)
            action.deleteLater()
        self.actions = []

    def enable(self, enabled: bool) -> None:
        """Let the keys count, or not."""
        for action in self.actions:
            action.setEnabled(enabled)

    def refresh_theme(self) -> None:
        """Draw the marks again, after the theme changed."""
        for action, label in zip(self.actions, self._labels, strict=False):
            action.setIcon(label_icon(label))


def taken_keys(keys: Mapping[str, tuple[str, ...]], place: CommandScope = CommandScope.CODE) -> set[str]:
    """Return those of the keys in force, by row, that mean something else where labels code."""
    return {_portable(key) for row in TABLE if meet(row.place, place) for key in keys[row.id]}


def with_free_keys(labels: Iterable[Label], taken: set[str]) -> list[Label]:
    """Return the labels, without a key those whose key is among the `taken` ones: it is a command’s."""
    return [label.model_copy(update={"key": ""}) if _portable(label.key) in taken else label for label in labels]


def _portable(key: str) -> str:
    return QKeySequence(key).toString()


def _coder_of(label: str, code: Callable[[str], object]) -> Callable[[bool], None]:
    def call(_: bool = False) -> None:
        code(label)

    return call
