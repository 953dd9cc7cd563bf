"""Chips to type in: a speaker or addressee, a document, a day. What is typed halfway counts nothing."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QStringListModel, Signal, Slot
from PySide6.QtWidgets import QCompleter, QWidget

from annotator.acts.days import days_in
from annotator.acts.finding import ActorIndex, folded
from annotator.ui.kit.widgets import Field, Look

_FIELD = 170


class WholeField(Field):
    """`whole`: what counts, empty for nothing; `changed` tells that it is something else; `done`: on to the pictures.

    `unknown` carries what is said of something typed that is nothing.
    """

    changed = Signal()
    unknown = Signal(str)
    done = Signal()

    def __init__(self, name: str, refusal: str, parent: QWidget | None = None) -> None:
        """`name`: what may be typed; `refusal`: what is said of anything else, which stands at the braces."""
        super().__init__(parent)
        self.whole = ""
        self._refusal = refusal
        self.setPlaceholderText(name)
        self.setClearButtonEnabled(True)
        self.setAccessibleName(name)
        self.setProperty("look", Look.CHIP.value)
        self.setFixedWidth(_FIELD)
        self.textChanged.connect(self._on_typed)
        self.returnPressed.connect(self._on_return)

    def forget(self) -> None:
        """Say nothing, and tell nobody of it."""
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)
        self.whole = ""

    def read(self, text: str) -> str:
        """Return what a line says as it counts, empty where it says nothing."""
        raise NotImplementedError

    def meant(self, text: str) -> str:
        """Return what a line stands for that says nothing by itself, empty where it is nothing."""
        return ""

    def count(self) -> None:
        """Count what stands in the line, where it says something or is empty."""
        whole = self.read(self.text())
        if (whole or not self.text()) and whole != self.whole:
            self.whole = whole
            self.changed.emit()

    @Slot()
    def _on_typed(self) -> None:
        self.count()

    @Slot()
    def _on_return(self) -> None:
        typed = self.text().strip()
        if typed and not self.read(typed) and (meant := self.meant(typed)):
            self.setText(meant)
        if typed and not self.read(self.text()):
            self.unknown.emit(self._refusal.format(typed))
        else:
            self.count()
            self.done.emit()


class NameField(WholeField):
    """Offers the names that have what was typed in them, registered ones by alias or code as well."""

    def __init__(self, name: str, refusal: str, parent: QWidget | None = None) -> None:
        super().__init__(name, refusal, parent)
        self._names: dict[str, str] = {}
        self._folded: list[tuple[str, str]] | None = None
        self._index = ActorIndex(())
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(12)
        self.setCompleter(completer)
        self.textEdited.connect(self._offer)

    def offer(self, names: Iterable[str], index: ActorIndex | None = None) -> None:
        """List the names that occur; `index`: those of them that are registered."""
        self._names, self._folded = {name.casefold(): name for name in names}, None
        self._index = index or ActorIndex(())
        self._offer(self.text())

    def read(self, text: str) -> str:
        return self._names.get(_one_line(text).casefold(), "")

    def meant(self, text: str) -> str:
        """Return the name of the one whose alias or code was typed."""
        for actor in self._index.search(text, 1):
            if folded(text) in map(folded, (*actor.aliases, *actor.codes.values())):
                return _one_line(actor.name)
        return ""

    @Slot(str)
    def _offer(self, typed: str) -> None:
        """Offer those who fit: registered ones by name, alias or code, the best first, then others by their words."""
        if not typed:
            self._known.setStringList([])
            return
        if self._folded is None:
            self._folded = [(folded(name), name) for name in self._names.values()]
        letters = folded(typed)
        found = [_one_line(actor.name) for actor in self._index.search(typed)]
        found += [name for low, name in self._folded if letters in low]
        self._known.setStringList(list(dict.fromkeys(found)))


class DocumentField(NameField):
    """Offers documents by their titles. `document`: the id of the one that counts, empty for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Document", "No document is called “{}”; choose one of the titles offered.", parent)
        self._ids: dict[str, str] = {}
        self.document = ""

    def offer_documents(self, titles: Mapping[str, str]) -> None:
        """List documents (titles by id); the one that is chosen stays so, though it is called otherwise now."""
        self._ids = {title: id for id, title in titles.items()}
        self.offer(titles.values())
        if self.document in titles and self.whole != titles[self.document]:
            self.blockSignals(True)
            self.setText(titles[self.document])
            self.blockSignals(False)
            self.whole = titles[self.document]

    def forget(self) -> None:
        super().forget()
        self.document = ""

    def count(self) -> None:
        self.document = self._ids.get(self.read(self.text()), "" if not self.text() else self.document)
        super().count()


class DayField(WholeField):
    """A day, month or year of the documents, or all from one to another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        said = "“{}” is no day; write it as 2026-01-23, 2026-01 or 2026, or as 2025 to 2026-03."
        super().__init__("Day, month or year", said, parent)
        self.setToolTip("The date of the document: 2026-01-23, 2026-01, 2026, or 2025 to 2026-03")

    def read(self, text: str) -> str:
        return " ".join(text.split()) if days_in(text) is not None else ""


def _one_line(name: str) -> str:
    return " ".join(name.split())
