"""What is known of a document, in two lines below its title; what is missing is offered to be added."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QLocale

from annotator.model.coder import State
from annotator.model.document import Document
from annotator.model.text_size import TextSize, size_in_words
from annotator.store.project import Project
from annotator.store.schema.tables import Table

KNOWN = ("date", "kind", "speaker", "place")
"""The metadata of the first line, in its order."""
ALL_FIELDS = ""
"""What a click on “details” asks for: nothing in particular."""
_SIGNS = {State.UNTOUCHED: "○", State.BEGUN: "◐", State.DONE: "●"}


class HeadFact(NamedTuple):
    """Something that is said of a document. `asks`: the field that a click on it leads to, None for none."""

    text: str
    asks: str | None = None
    strong: bool = False


class DocumentHead(NamedTuple):
    """A document's title, what is known of it in two lines, and how far the coder at the desk is with it."""

    title: str
    first: tuple[HeadFact, ...] = ()
    second: tuple[HeadFact, ...] = ()
    state: str = ""

    @property
    def lines(self) -> tuple[tuple[HeadFact, ...], tuple[HeadFact, ...]]:
        """The two lines, the second with the state before what leads on."""
        state = (HeadFact(self.state, strong=True),) if self.state else ()
        return self.first, (*self.second[:-1], *state, *self.second[-1:])


def state_in_words(state: State) -> str:
    """Return how far a document is, with its sign."""
    return f"{_SIGNS[state]} {state.value}"


PROVISIONAL = "provisional: see Team"
"""What stands at a document of which two copies said different things, until somebody decides."""


def head_in(project: Project, document: Document) -> DocumentHead:
    """Return the head of a document, as its project knows it."""
    is_provisional = project.decided_rows.is_provisional(Table.DOCUMENTS, document.id)
    return head_of(document, project.documents.size(document.text_sha256), is_provisional)


def head_of(document: Document, size: TextSize, is_provisional: bool = False) -> DocumentHead:
    """Return the head of a document. `size`: of its text; `is_provisional`: two copies said different things of it."""
    first, missing = [], []
    if is_provisional:
        first.append(HeadFact(PROVISIONAL, strong=True))
    for name in KNOWN:
        value = _said(document.metadata.get(name))
        if value:
            first.append(HeadFact(day_in_words(value) if name == "date" else value))
        else:
            missing.append(name)
    if missing:
        first += [*(HeadFact(f"no {name}") for name in missing), HeadFact("add", missing[0])]
    return DocumentHead(" ".join(document.title.split()), tuple(first), tuple(_second(document, size)))


def _second(document: Document, size: TextSize) -> Iterator[HeadFact]:
    if language := language_in_words(_said(document.metadata.get("language"))):
        yield HeadFact(language)
    yield HeadFact(size_in_words(*size))
    if document.source:
        yield HeadFact(document.source)
    yield HeadFact("details", ALL_FIELDS)


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_said(each) for each in value)
    return " ".join(str(value).split()) if value is not None and not isinstance(value, dict) else ""


def day_in_words(value: str) -> str:
    """Return a date as it is read, “23 January 2026”; what is no full date stays as it is."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return f"{day.day} {QLocale(QLocale.Language.English).monthName(day.month)} {day.year}"


def language_in_words(code: str) -> str:
    """Return the name of a language by its code (ISO 639); what is no code stays as it is."""
    language = QLocale.codeToLanguage(code.split("-")[0]) if 2 <= len(code.split("-")[0]) <= 3 else None
    if language is None or language == QLocale.Language.AnyLanguage:
        return code
    return QLocale.languageToString(language)
