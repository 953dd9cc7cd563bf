"""The first steps, on the start page until somebody has coded a few spans here."""

from PySide6.QtCore import QObject, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.model.verbs.coding import Code
from annotator.store.history.steps import Changes
from annotator.ui.commands.key_names import follow_keys, key_of
from annotator.ui.kit import theme
from annotator.ui.kit.widgets import Look, spaced, words
from annotator.ui.settings.preferences import Preferences

_CIRCLE = 22
ENOUGH = 20
"""Whoever has coded so many spans knows the way."""
STEPS = (
    ("Put the caret on a word, press {}", ("move.select_more",), "Once: the word. Twice: the sentence."),
    ("Press {}", ("1",), "The sentence is an appeal, and it is saved."),
    ("Press {}", ("code.card",), "The card asks who speaks, to whom, how strongly; what is lit is taken at once."),
    ("Press {}", ("document.done_next",), "The text is done, the next one is shown."),
    ("Press {}", ("view.adjudicate",), "What the coders disagree on, worst first. A letter decides."),
)


class FirstSteps(QWidget):
    """Five steps, each with its key as it is now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Five minutes")
        self.titles = [words("", Look.STRONG) for _ in STEPS]
        column = QVBoxLayout(self)
        spaced(column, 14)
        column.addWidget(words("Five minutes", Look.HEADING))
        for at, (title, (_, _, why)) in enumerate(zip(self.titles, STEPS, strict=True)):
            texts, row = QVBoxLayout(), QHBoxLayout()
            spaced(texts, 0)
            spaced(row, 12)
            texts.addWidget(title)
            texts.addWidget(words(why, Look.SECONDARY))
            row.addWidget(StepNumber(at + 1), 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(texts, 1)
            column.addLayout(row)
        follow_keys(self, self._say)
        self._say()

    def _say(self) -> None:
        for title, (text, keys, _) in zip(self.titles, STEPS, strict=True):
            title.setText(text.format(*(key_of(key) if "." in key else key for key in keys)))


class StepNumber(QWidget):
    """The number of a step in a circle."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(_CIRCLE, _CIRCLE)

    # Qt calls this.

    def paintEvent(self, _: QPaintEvent) -> None:
        look, area = theme.current(), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.edge), 1))
        painter.drawEllipse(area)
        painter.setPen(QColor(look.ink))
        painter.setFont(theme.interface_font(theme.SECONDARY_PX))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class CodedHere(QObject):
    """Counts the spans that are coded in this window, as many as matter."""

    def __init__(self, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences

    @property
    def is_enough(self) -> bool:
        """Whether the first steps are known."""
        return self._preferences.value.spans_coded >= ENOUGH

    @Slot(Changes)
    def on_changed(self, changes: Changes) -> None:
        """Take notice of a step."""
        is_own = changes.kind == "do" and not changes.is_others
        if is_own and isinstance(changes.verb, Code) and not self.is_enough:
            settings = self._preferences.value
            self._preferences.put(settings.model_copy(update={"spans_coded": settings.spans_coded + 1}))
