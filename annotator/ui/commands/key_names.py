"""Keys as words name them: whoever names a key asks here, and gets the key that its command has now.

One set of keys is in force, as one theme is: the window says which. A message is worded when it is said; what stands
on the screen is worded by a function, which is called again whenever the keys change.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QPushButton

from annotator.ui.commands.key_table import ROWS, keys_in_force, native


class _InForce(QObject):
    """The keys in force by row; None until somebody says otherwise: the table's own."""

    changed = Signal()
    keys: Mapping[str, tuple[str, ...]] | None = None


_in_force = _InForce()


class _Follower(QObject):
    """Words something anew for as long as its owner is there."""

    def __init__(self, owner: QObject, show: Callable[[], object]) -> None:
        super().__init__(owner)
        self._show = show
        _in_force.changed.connect(self._on_changed)

    @Slot()
    def _on_changed(self) -> None:
        self._show()


def put_in_force(keys: Mapping[str, tuple[str, ...]] | None) -> None:
    """Name these keys from now on, by the ids of the table's rows; None: the table's own."""
    _in_force.keys = keys
    _in_force.changed.emit()


def keys_now() -> Mapping[str, tuple[str, ...]]:
    """Return the keys in force by the ids of the table's rows."""
    return _in_force.keys if _in_force.keys is not None else _own_keys()


def key_or_none(row: str) -> str:
    """Return the first key of a row as the system writes it, empty where it has none."""
    return native(keys_now()[row][:1])


@lru_cache(maxsize=1)
def _own_keys() -> Mapping[str, tuple[str, ...]]:
    return keys_in_force({})


def key_of(row: str) -> str:
    """Return the first key of a row as the system writes it; where it has none, what the palette finds it by."""
    return key_or_none(row) or f"“{ROWS[row].title}”"


def name_with_key(button: QPushButton, row: str, title: str) -> None:
    """Write the key of a row before the title of its button, where it has one; Shift is written short."""
    key = key_or_none(row)
    button.setText(f"{key.replace('Shift+', '⇧')} {title}".strip().replace("&", "&&"))
    button.setAccessibleDescription(f"Key {key}" if key else "")


def tell_keys(links: Mapping[str, QPushButton]) -> None:
    """Let buttons that look like links say their keys, by the rows that they are."""
    for row, link in links.items():
        key = key_or_none(row)
        link.setToolTip(key)
        link.setAccessibleDescription(f"Key {key}" if key else "")


def follow_keys(owner: QObject, show: Callable[[], object]) -> None:
    """Call `show`, which words what stands on the screen, now and whenever the keys change while `owner` is there."""
    _Follower(owner, show)
    show()
