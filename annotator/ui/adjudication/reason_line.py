"""The reason for the next decision: one of the project's short list by its number, or in words."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.model.wording import isolated
from annotator.ui.commands.commands import REASONS
from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.kit import theme
from annotator.ui.kit.widgets import Field, Look, spaced

_EDIT = "edit"


class ReasonLine(QWidget):
    """A line to type in, and the reasons to choose from below it. `left`: done here."""

    left = Signal()
    edit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reasons: tuple[str, ...] = ()
        self.field = Field()
        self.field.setAccessibleName("Reason for the next decision")
        self.list = QLabel()
        self.list.setTextFormat(Qt.TextFormat.RichText)
        self.list.setWordWrap(True)
        self.list.setProperty("look", Look.SECONDARY.value)
        # A click leaves the keyboard in the text; the keys are the numbers, and a command edits the list.
        self.list.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        box = QVBoxLayout(self)
        spaced(box, 4)
        box.addWidget(self.field)
        box.addWidget(self.list)
        self.field.returnPressed.connect(self.left)
        self.field.left.connect(self.left)
        self.list.linkActivated.connect(self._on_link)
        follow_keys(self, self._name_keys)

    @property
    def text(self) -> str:
        """The reason for the next decision, empty for none."""
        return self.field.text()

    def clear(self) -> None:
        """Give no reason."""
        self.field.clear()

    def show_reasons(self, reasons: Sequence[str]) -> None:
        """Offer these."""
        self.reasons = tuple(reasons)
        numbered = [f"{_key_of(number)} {isolated(reason)}".strip() for number, reason in enumerate(self.reasons, 1)]
        links = [_link(str(number), text) for number, text in enumerate(numbered)]
        self.list.setText(" &nbsp; ".join([*links, _link(_EDIT, "Edit…")]))
        self.list.setAccessibleName(f"Reasons by key: {', '.join(numbered)}" if numbered else "No reasons to choose")

    def refresh_theme(self) -> None:
        """Take on the colours of another theme."""
        self.show_reasons(self.reasons)

    def choose(self, number: int) -> str:
        """Take the reason of a number, from 0; once more takes it back. Return what the reason is now."""
        if number < len(self.reasons):
            chosen = self.reasons[number]
            self.field.setText("" if self.text == chosen else chosen)
        return self.text

    def _name_keys(self) -> None:
        key = key_or_none("adjudicate.reason")
        self.field.setPlaceholderText(f"Reason, if one is needed ({key})" if key else "Reason, if one is needed")
        self.show_reasons(self.reasons)

    @Slot(str)
    def _on_link(self, link: str) -> None:
        if link == _EDIT:
            self.edit_requested.emit()
        else:
            self.choose(int(link))


def _key_of(number: int) -> str:
    return key_or_none(f"adjudicate.reason_{number}") if number <= REASONS else ""


def _link(target: str, text: str) -> str:
    """Return a reason as a link that is not broken across lines."""
    shown = escape(text).replace(" ", "&nbsp;")
    return f'<a href="{target}" style="color: {theme.current().accent}; text-decoration: none">{shown}</a>'
