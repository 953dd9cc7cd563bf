"""The line that is the search, typed in whole; actors are offered behind `@`, labels behind `#`, values behind keys."""

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QCompleter, QWidget

from annotator.ui.kit.widgets import Field
from annotator.ui.passages.completion import CompletionOffer, offered
from annotator.ui.passages.offers import SearchOffers

_PAUSE_MS = 250
"""So long the next letter is waited for."""


class SearchField(Field):
    """`asked` carries a line that is to be looked for; `done`: it was typed to its end."""

    asked = Signal(str)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("words, “a phrase”, /regex/, @actor, #label")
        self.setAccessibleName("Search")
        self.setClearButtonEnabled(True)
        self.offers = SearchOffers()
        self._asked = ""
        self._choices: dict[str, CompletionOffer] = {}
        self._start = 0
        self._list = QStringListModel(self)
        self.popup = QCompleter(self._list, self)
        self.popup.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.popup.setWidget(self)
        listed = self.popup.popup()
        assert listed is not None, "a completer with a list has one"
        self._listed = listed
        listed.setAccessibleName("What the search may name")
        self.popup.activated[str].connect(self._on_chosen)  # type: ignore[index]  # the stubs know no overloads
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._on_typed)
        self.textChanged.connect(self._on_changed)
        self.returnPressed.connect(self._on_return)
        self.descended.connect(self._on_end)

    @property
    def is_waiting(self) -> bool:
        """Whether what was typed last is still to be asked for."""
        return self._pause.isActive()

    def show_line(self, line: str) -> None:
        """Show a line without asking for it."""
        self._pause.stop()
        self._asked = line.strip()
        if line != self.text():
            self.blockSignals(True)
            self.setText(line)
            self.blockSignals(False)

    def write(self, line: str) -> None:
        """Ask for a line, as if it was typed."""
        self.setText(line)
        self._ask()

    def go_on_with(self, begun: str) -> None:
        """Put the beginning of a condition at the end of the line, to be typed on."""
        self.setText(f"{self.text().rstrip()} {begun}".lstrip())
        self._pause.stop()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.end(False)
        self._offer()

    def _ask(self) -> None:
        self._pause.stop()
        line = self.text().strip()
        if line != self._asked:
            self._asked = line
            self.asked.emit(line)

    @Slot(str)
    def _on_typed(self, _: str) -> None:
        self._offer()

    @Slot(str)
    def _on_changed(self, _: str) -> None:
        self._pause.start()

    def _offer(self) -> None:
        self._start, found = offered(self.text()[: self.cursorPosition()], self.offers)
        self._choices = {one.shown: one for one in found}
        self._list.setStringList(list(self._choices))
        if self._choices and self.hasFocus():
            self.popup.complete()
        else:
            self._listed.hide()

    @Slot(str)
    def _on_chosen(self, shown: str) -> None:
        chosen = self._choices.get(shown)
        if chosen is None:
            return
        behind = self.text()[self.cursorPosition() :]
        before = f"{self.text()[: self._start]}{chosen.written} "
        self.setText(before + behind.lstrip())
        self.setCursorPosition(len(before))

    @Slot()
    def _on_return(self) -> None:
        if self._listed.isVisible() and self._listed.currentIndex().isValid():
            return  # it is taken
        self._listed.hide()
        begun = self.text()[self._start : self._start + 2].lstrip("-")
        if self._choices and begun[:1] in ("@", "#"):
            self._on_chosen(next(iter(self._choices)))
            self._choices = {}
            return
        self._on_end()

    @Slot()
    def _on_end(self) -> None:
        self._listed.hide()
        self._ask()
        self.done.emit()
