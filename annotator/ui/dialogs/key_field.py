"""The field into which a key is typed, as assistive tools are to meet it: Qt's own has no role for them."""

from functools import lru_cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeySequence
from PySide6.QtWidgets import QAccessibleWidget, QKeySequenceEdit, QLineEdit, QWidget


class KeyField(QKeySequenceEdit):
    """Takes one key with its modifiers. `name`: what a screen reader calls it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        _install()
        super().__init__(parent)
        self.setMaximumSequenceLength(1)
        self.setClearButtonEnabled(True)
        self.setAccessibleName(name)
        for inside in self.findChildren(QLineEdit):
            inside.setAccessibleName(name)
        # Qt owns what the factory returns and deletes it with the field; this keeps its Python half alive till then.
        self.spoken: QAccessibleInterface | None = None


class AccessibleKeyField(QAccessibleWidget):
    """The field as a place for a key, with the key as its value."""

    def __init__(self, field: KeyField) -> None:
        super().__init__(field, QAccessible.Role.HotkeyField)

    # Qt calls this.

    def text(self, kind: QAccessible.Text) -> str:
        field = self.object()
        if kind is QAccessible.Text.Value and isinstance(field, KeyField):
            return field.keySequence().toString(QKeySequence.SequenceFormat.NativeText)
        return super().text(kind)


@lru_cache(maxsize=1)
def _install() -> None:
    """Let Qt ask here when a tool asks for such a field; once in a process."""
    QAccessible.installFactory(_interface_of)


def _interface_of(class_name: str, asked: QObject) -> QAccessibleInterface | None:
    if class_name == "KeyField" and isinstance(asked, KeyField):
        asked.spoken = AccessibleKeyField(asked)
        return asked.spoken
    return None
