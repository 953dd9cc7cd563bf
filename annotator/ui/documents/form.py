"""The form of the documents that are selected, one or several: what is typed is set when the button is pressed.

A field that nobody touches says “different” where the documents differ, and stays as it is in each. What was typed
stays typed when others are selected, but for a title: the button says of how many it would be set.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.model.document_row import DocumentRow
from annotator.model.wording import counted, isolated, one_or_many
from annotator.ui.documents.columns import KNOWN, TITLE, said_in
from annotator.ui.documents.form_fields import FormField, said_by
from annotator.ui.kit.widgets import ElidedLabel, Look, button, discard, pressed_by_enter, spaced, words

_LABEL = 76
"""Pixels for what a field is called."""
_LOOKED_AT = 500
"""So many of the documents say which fields there are."""
_SHORT = {"url": "link"}


class DocumentForm(QWidget):
    """`given` carries the title (or None) and the fields that were typed, an empty one for nothing."""

    given = Signal(object, object)
    left = Signal()
    """Nothing is to be set: back to the table."""
    field_requested = Signal()
    """Asks for a field of one's own."""

    def __init__(self, parent: QWidget | None = None, has_buttons: bool = True) -> None:
        """`has_buttons`: whether it sets by itself what was typed; else it stands in a dialog."""
        super().__init__(parent)
        self._has_buttons = has_buttons
        self.fields: dict[str, FormField] = {}
        self._labels: list[QLabel] = []
        self._rows: Sequence[DocumentRow] = ()
        self._choices: Mapping[str, Sequence[str]] = {}
        self._extra: list[str] = []
        self._why_not = ""
        self.hint = words("A field that you leave alone stays as it is in each.", Look.SECONDARY)
        self.why = words("", Look.SECONDARY)
        self.add = pressed_by_enter(button("+ a field of your own", Look.LINK))
        self.add.setAccessibleName("A field of your own")
        self.set, self.cancel = pressed_by_enter(button("Set")), pressed_by_enter(button("Cancel"))
        self.set.setDefault(True)
        self.add.clicked.connect(self.field_requested)
        self.set.clicked.connect(self._on_set)
        self.cancel.clicked.connect(self._on_cancel)
        self._build()
        self.show_rows((), {}, {})

    @property
    def is_touched(self) -> bool:
        """Whether something was typed that is not set yet."""
        return any(field.is_touched for field in self.fields.values())

    @property
    def typed(self) -> tuple[str | None, dict[str, str]]:
        """The title that was typed, if any, and the fields."""
        found = {name: field.text for name, field in self.fields.items() if field.is_touched}
        return found.pop(TITLE, None), found

    def show_rows(
        self,
        rows: Sequence[DocumentRow],
        choices: Mapping[str, Sequence[str]],
        known: Mapping[str, Sequence[str]],
        why_not: str = "",
    ) -> None:
        """Show what these documents say. `choices`: what alone some fields may say, typed ones among them.

        `known`: what the documents of the project say under a name; `why_not`: why nothing may be changed here.
        """
        others = [row.info.id for row in rows] != [row.info.id for row in self._rows]
        if others and TITLE in self.fields and self.fields[TITLE].is_touched:
            self.fields[TITLE].let_go()
        self._rows, self._why_not = rows, why_not
        self._lay_out(choices)
        for name, field in self.fields.items():
            if name == TITLE:
                field.show_said(said_by(row.info.title for row in rows), len(rows))
            else:
                field.show_said(said_by(said_in(row, name) for row in rows), len(rows))
                field.offer(known.get(name, ()))
            field.set_read_only(bool(why_not))
        self.hint.setVisible(len(rows) > 1 and not why_not)
        self.why.setText(why_not)
        self.why.setVisible(bool(why_not))
        self.setVisible(bool(rows))
        self._say()

    def add_field(self, name: str) -> None:
        """Let documents be given something under a name that none has yet, and put the keyboard there."""
        if name not in self.fields:
            self._extra.append(name)
            self._lay_out(self._choices)
            self.fields[name].show_said(said_by([""]), len(self._rows))
        self.fields[name].line.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_keyboard(self, field: str = "") -> None:
        """Put the keyboard into a field, or the first that is there."""
        target = self.fields.get(field) or next(iter(self.fields.values()), None)
        if target is not None:
            target.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def say_fault(self, name: str, sentence: str) -> None:
        """Say below a field what is wrong with it, and put the keyboard there."""
        if name in self.fields:
            self.fields[name].say_fault(sentence)
            self.fields[name].line.setFocus(Qt.FocusReason.OtherFocusReason)

    def let_go(self) -> None:
        """Drop what was typed."""
        for field in self.fields.values():
            if field.is_touched:
                field.let_go()
        self._say()

    # Inside.

    def _build(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, _LABEL)
        self._grid.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        spaced(buttons, 8, (8, 4, 0, 0))
        buttons.addWidget(self.set)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        above = QVBoxLayout()
        spaced(above, 8, (8, 0, 0, 0))
        above.addWidget(self.hint)
        above.addWidget(self.why)
        above.addLayout(self._grid)
        box = QVBoxLayout(self)
        spaced(box, 4)
        box.addLayout(above)
        box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        box.addLayout(buttons)

    def _lay_out(self, choices: Mapping[str, Sequence[str]]) -> None:
        """Have a field for each name, made anew only where others are asked for."""
        own = dict.fromkeys(
            name
            for row in self._rows[:_LOOKED_AT]
            for name, value in row.info.metadata.items()
            if not isinstance(value, dict)
        )
        names = [TITLE, *dict.fromkeys((*KNOWN, *choices, *own, *self._extra))]
        wanted = {name: tuple(options) for name, options in choices.items()}
        stays = {name: one for name, one in self.fields.items() if wanted.get(name, ()) == self._choices.get(name, ())}
        if names == list(self.fields) and len(stays) == len(names):
            return
        before = {name: stays[name] for name in names if name in stays}
        self._choices = wanted
        for label in self._labels:
            self._grid.removeWidget(label)
            discard(label)
        for name, field in self.fields.items():
            self._grid.removeWidget(field)
            if name not in before:
                discard(field)
        self.fields, self._labels = {}, []
        for at, name in enumerate(names):
            self._place(at, name, before.get(name) or self._made(name))
        self._order()

    def _made(self, name: str) -> FormField:
        made = FormField(name, self._choices.get(name, ()))
        made.touched.connect(self._say)
        made.entered.connect(self._on_set)
        return made

    def _place(self, at: int, name: str, field: FormField) -> None:
        label = ElidedLabel(None, _LABEL)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        label.say(_SHORT.get(name, name))
        label.setBuddy(field.line)
        label.setFixedWidth(_LABEL)
        self._labels.append(label)
        self.fields[name] = field
        self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
        label.setFixedHeight(28)
        self._grid.addWidget(field, at, 1)

    def _order(self) -> None:
        """Let Tab go from field to field, and on to what stands below."""
        order = [*(field.line for field in self.fields.values()), self.add, self.set, self.cancel]
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)

    @Slot()
    def _say(self) -> None:
        """Say on the button what a press would do."""
        touched = [name for name, field in self.fields.items() if field.is_touched]
        count = len(self._rows)
        of = one_or_many(count, "", f" of {count:,}")
        one = f"the {isolated(_SHORT.get(touched[0], touched[0]))}" if touched else ""
        what = one if len(touched) == 1 else counted(len(touched), "field")
        shown = f"Set {what}{of}" if touched else "Set"
        self.set.setText(self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideMiddle, 180).replace("&", "&&"))
        self.set.setAccessibleName(shown)
        for each in (self.set, self.cancel):
            each.setEnabled(bool(touched) and not self._why_not)
        for each in (self.set, self.cancel, self.add):
            each.setVisible(not self._why_not and self._has_buttons)

    @Slot()
    def _on_set(self) -> None:
        if (self.is_touched or not self._has_buttons) and not self._why_not:
            self.given.emit(*self.typed)

    @Slot()
    def _on_cancel(self) -> None:
        self.let_go()
        self.left.emit()
