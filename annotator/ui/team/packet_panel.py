"""The packet at hand before it is taken in: what it brings, in sentences, and what becomes of it."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.operations.team.taking_in import Came
from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.kit.widgets import (
    LINK_SIDE,
    Look,
    breakable,
    button,
    discard,
    hairline,
    pressed_by_enter,
    spaced,
    words,
)
from annotator.ui.team.receiving import brings_something

_KB = 1024
_NOTE = "One step, which {undo}takes back as long as nothing was done since. The same file twice changes nothing."


class PacketPanel(QScrollArea):
    """Its signals are its buttons."""

    take_requested = Signal()
    each_requested = Signal()
    not_now_requested = Signal()
    forget_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.facts = words("", Look.STRONG), words("", Look.SECONDARY)
        self.headline, self.note = words("", Look.HEADING), words("", Look.SECONDARY)
        self._sentences = QVBoxLayout()
        spaced(self._sentences, 8)
        self.said: tuple[str, ...] = ()
        self.take = pressed_by_enter(button("Take it in"))
        self.take.setDefault(True)
        self.not_now = pressed_by_enter(button("Not now"))
        self.each = pressed_by_enter(button("Look at each act…", Look.LINK))
        self.forget = pressed_by_enter(button("Take it off this list", Look.LINK))
        for each, signal in (
            (self.take, self.take_requested),
            (self.each, self.each_requested),
            (self.not_now, self.not_now_requested),
            (self.forget, self.forget_requested),
        ):
            each.clicked.connect(signal)
        self._build()
        follow_keys(self, self._name_keys)

    def show_came(self, one: Came) -> None:
        """Show a file that was looked at."""
        self.name.setText(breakable(one.path.name))
        self.facts.setText(facts_of(one))
        self.said = one.sentences if not one.problem else (one.problem,)
        first, *others = self.said or ("",)
        self.headline.setText("" if one.problem else first)
        self.headline.setVisible(not one.problem)
        while (item := self._sentences.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                discard(gone)
        for sentence in [first, *others] if one.problem else others:
            self._sentences.addWidget(words(sentence, Look.PROBLEM if one.problem else None))
        can = brings_something(one)
        self.take.setVisible(can)
        self.note.setVisible(can)
        self.each.setVisible(can)

    def _build(self) -> None:
        inside = QWidget()
        box = QVBoxLayout(inside)
        spaced(box, 4, (12 - LINK_SIDE, 4, 12, 12))
        told = QVBoxLayout()
        spaced(told, 8, (LINK_SIDE, 0, 0, 0))
        for part in (self.name, self.facts, hairline(), self.headline):
            told.addWidget(part)
        told.addLayout(self._sentences)
        row = QHBoxLayout()
        spaced(row, 8)
        row.addWidget(self.take)
        row.addWidget(self.not_now)
        row.addStretch(1)
        told.addSpacing(4)
        told.addLayout(row)
        told.addWidget(self.note)
        box.addLayout(told)
        for link in (self.each, self.forget):
            box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _name_keys(self) -> None:
        undo = key_or_none("edit.undo")
        self.note.setText(_NOTE.format(undo=f"{undo} " if undo else ""))
        for each, command in (
            (self.take, "team.take"),
            (self.not_now, "team.not_now"),
            (self.each, "team.each"),
            (self.forget, "team.forget"),
        ):
            key = key_or_none(command)
            each.setAccessibleDescription(f"Key {key}" if key else "")
            each.setToolTip(f"Key {key}" if key else "")


def facts_of(one: Came) -> str:
    """Return how large a file is and when it was written: “84 KB · made 24 Nov, 18:20 · nothing is written yet”."""
    try:
        size = one.path.stat().st_size
    except OSError:
        return "The file is gone from where it was."
    said = [f"{max(1, size // _KB):,} KB"]
    if one.made:
        made = datetime.fromisoformat(one.made).astimezone()
        said.append(f"made {made.day} {made:%b, %H:%M}")
    return " · ".join([*said, "nothing is written yet"])
