"""The middle of the workspace: how the draft stands, and the form of the label or of the codebook at hand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from annotator.ui.codebook.book_form import BookForm
from annotator.ui.codebook.draft import Draft
from annotator.ui.codebook.label_form import LabelForm
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.widgets import ElidedLabel, Look, button, hairline, pressed_by_enter, spaced


class Editor(QWidget):
    """Shows what the draft says of a label; what is typed goes to the draft."""

    save_requested = Signal()
    discard_requested = Signal()

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._label = ""
        self.title = ElidedLabel(Look.HEADING, 120)
        self.state = ElidedLabel(Look.SECONDARY, 120)
        self.save_button = pressed_by_enter(button("Save as a new version…"))
        self.discard_button = pressed_by_enter(button("Discard…", Look.LINK))
        self._build()
        self.form.edited.connect(draft.put)
        self.book.edited.connect(draft.call)
        self.book.unit_chosen.connect(draft.ask)
        self.save_button.clicked.connect(self.save_requested)
        self.discard_button.clicked.connect(self.discard_requested)

    def show_label(self, label: str) -> None:
        """Show a label's form, or with an empty id the codebook's."""
        self._label = label
        self.refresh()

    def refresh(self) -> None:
        """Show the draft as it is now."""
        found, book = self._draft.get(self._label), self._draft.as_shown()
        self.book.show_book(book)
        if found is not None:
            self.form.show_label(found, book)
            self.form.say(self._draft.faults)
        self.stack.setCurrentWidget(self.book if found is None else self.form)
        self.title.say(" ".join((found.name if found is not None else book.name or "Codebook").split()))
        self.save_button.setEnabled(self._draft.is_unsaved)
        self.discard_button.setVisible(self._draft.is_unsaved)

    def say(self, state: str) -> None:
        """Say how the draft stands."""
        self.state.say(state)

    def take_keyboard(self) -> None:
        """Put the keyboard into the first field."""
        if self.stack.currentWidget() is self.form:
            self.form.take_keyboard()
        else:
            self.book.name.setFocus()

    def _build(self) -> None:
        head, buttons = QVBoxLayout(), FlowRow()
        spaced(head, 0, (16, 10, 12, 10))
        for each in (self.title, self.state):
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            head.addWidget(each)
        for made in (self.save_button, self.discard_button):
            buttons.put(made)
        head.addSpacing(6)
        head.addWidget(buttons)
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addLayout(head)
        box.addWidget(hairline())
        self.stack = QStackedWidget()
        box.addWidget(self.stack, 1)
        # In their place from the beginning: Qt styles all that is in a widget again at each move.
        self.book, self.form = BookForm(self.stack), LabelForm(self.stack)
        self.stack.addWidget(self.book)
        self.stack.addWidget(self.form)
        self.setMinimumWidth(300)
