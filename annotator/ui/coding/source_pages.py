"""“Show the source page”: the page beside the text follows it, with what is selected marked, and a click leads back.

The file is read, drawn and mapped in the background; on the window's thread stand pictures and places alone.
"""

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QPointF, QTimer, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog, QSplitter

from annotator.model.errors import BadFile, UserError
from annotator.model.ids import DocumentId
from annotator.model.wording import isolated
from annotator.operations.documents.source_files import keep_source, source_of
from annotator.paths import system_says
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress
from annotator.ui.coding.selection import Shown

if TYPE_CHECKING:
    # What reads PDF files is loaded with the first page that is shown.
    from annotator.readers.source_page.page_map import PageMap, PageNumbers
    from annotator.readers.source_page.pages import PagePicture, SourcePages
    from annotator.ui.source_page.panel import SourcePanel

R = TypeVar("R")
Bringing = Callable[[Project, DocumentId, Progress], bool]
Opened = tuple["SourcePages", "PageNumbers"]

WIDTH_WISHED = 920
"""Pixels of width in which text and page are read beside each other; sides give way to them."""
_PAGE_SHARE = 0.45
_MOST_PICTURES = 6
_FOLLOW_MS = 120
_READ_AT = 0.33
"""Where in the window one reads, from its top."""
_MOST_BYTES = 256 * 1024 * 1024
_OPENING = "Opening the file…"
_LOOKING = "Looking for the text on this page…"
_NOT_EXACT = "The text is not what this file is read as by now: only what was found again is marked."
_NO_TEXT = "Nothing of the text was found on this page."


class SourcePageView(QObject):
    """The panel, made when it is first asked for, and what it shows of the document that is shown."""

    def __init__(self, session: Session, shown: Shown, splitter: QSplitter) -> None:
        """`splitter`: holds the text; the panel comes beside it."""
        super().__init__(splitter)
        self._session, self._shown, self._splitter = session, shown, splitter
        self.panel: SourcePanel | None = None
        self.wished: Callable[[int], object] = lambda width: None
        """Told how wide the page would be between the sides; 0: as it is."""
        self._pages: SourcePages | None = None
        self._sha256: str | None = None
        self._maps: dict[int, PageMap] = {}
        self._pictures: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()
        self._passage: tuple[tuple[int, int], ...] = ()
        self._opening, self._drawing, self._mapping = (LatestTask(session, self) for _ in range(3))
        self._following = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._following.timeout.connect(self.follow)
        shown.state_changed.connect(self._follow_soon)
        shown.reader.selection_changed.connect(self._follow_soon)
        shown.reader.verticalScrollBar().valueChanged.connect(self._follow_soon)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return the command that opens and closes it."""
        return {"code.source_page": self.toggle}

    @property
    def is_open(self) -> bool:
        """Whether the panel is shown."""
        return self.panel is not None and not self.panel.isHidden()

    @Slot()
    def toggle(self) -> None:
        """Show the page of what is selected or read, or put the panel away."""
        if self.is_open:
            self.close()
            return
        panel = self._made()
        panel.show()
        self.wished(WIDTH_WISHED)
        width = self._splitter.width()
        self._splitter.setSizes([round(width * (1 - _PAGE_SHARE)), round(width * _PAGE_SHARE)])
        self.open_file()

    @Slot()
    def close(self) -> None:
        """Put the panel away, and what it holds."""
        if self.panel is not None:
            had_keyboard = self.panel.isAncestorOf(QApplication.focusWidget() or self.panel.window())
            self.panel.hide()
            self.wished(0)
            if had_keyboard:
                self._shown.reader.setFocus()
        self._forget()

    @Slot()
    def open_file(self) -> None:
        """Read the file of the document that is shown, if the panel is open."""
        self._forget()
        document = self._shown.document
        if not self.is_open or self.panel is None:
            return
        if document is None:
            self.panel.show_message("No document is shown.")
            return
        self.panel.show_message(_OPENING)  # never the page of another document beside a text
        self._sha256 = self._session.project.documents.info(document).source_file
        self._opening.start(
            lambda project, progress: _opened(project, document, self._session.bring_file, progress),
            returned=self._on_opened,
            failed=self._on_failed,
        )

    def on_changed(self) -> None:
        """Read the file anew if the document that is shown has another one now."""
        document = self._shown.document
        documents = self._session.project.documents
        is_there = document is not None and bool(documents.which_exist([document]))  # it may just have been removed
        if self.is_open and document is not None and is_there and documents.info(document).source_file != self._sha256:
            self.open_file()

    def refresh_theme(self) -> None:
        """Draw the marks anew."""
        if self.panel is not None:
            self.panel.paper.update()

    # Following the text.

    @Slot()
    def follow(self) -> None:
        """Turn to the page of what is selected, else of what is read, and mark what is selected."""
        if not self.is_open or self.panel is None or self._pages is None:
            return
        passage = self._at_hand()
        is_new, self._passage = passage != self._passage, passage
        place = passage[0][0] if passage and is_new else self._read_at()
        if is_new or not passage or not self._is_in_sight(passage[0][0]):
            self.panel.turn_to(self._pages.page_of(place))
        self._mark(reveal=is_new)

    def _at_hand(self) -> tuple[tuple[int, int], ...]:
        """Return the passage that is selected, else that of the span at hand."""
        selection, active = self._shown.reader.selection(), self._shown.active
        if selection is not None:
            return ((selection.start, selection.stop),)
        return tuple((start, stop) for start, stop in active.extents) if active is not None else ()

    def _read_at(self) -> int:
        """Return the place in the text where one reads: that of the caret, or once it is out of sight near the top."""
        reader = self._shown.reader
        if self._is_in_sight(reader.caret):
            return reader.caret
        hits, view = reader.hits(), reader.viewport()
        if hits is None:
            return 0
        return hits.position_near(QPointF(view.width() / 2, view.height() * _READ_AT))

    def _is_in_sight(self, position: int) -> bool:
        return not self._shown.reader.line_rectangle(position).isEmpty()

    @Slot()
    def _follow_soon(self) -> None:
        if self.is_open:
            self._following.start()

    def _mark(self, reveal: bool) -> None:
        if self.panel is None:
            return
        page_map = self._maps.get(self.panel.page)
        self.panel.show_marks(page_map.rectangles(self._passage) if page_map is not None else (), reveal)
        if page_map is not None:
            self.panel.say("" if page_map.is_exact else _NOT_EXACT if page_map.lines else _NO_TEXT)

    @Slot(float, float)
    def _on_clicked(self, x: float, y: float) -> None:
        """Put the caret where the letter stands that was clicked."""
        page_map = self._maps.get(self.panel.page) if self.panel is not None else None
        letters = page_map.letters_at(x, y) if page_map is not None else None
        if letters is not None:
            self._go_to(letters.start, letters.stop)

    @Slot()
    def _on_text_requested(self) -> None:
        """Go to the text: to what is marked on the page, else to where the page begins."""
        page_map = self._maps.get(self.panel.page) if self.panel is not None else None
        letters = page_map.span_of() if page_map is not None else None
        if letters is not None and page_map is not None and not page_map.rectangles(self._passage):
            self._go_to(letters[0], letters[0] + 1)
        else:
            self._shown.reader.setFocus()

    def _go_to(self, start: int, stop: int) -> None:
        reader = self._shown.reader
        reader.set_selection(start, start)
        reader.reveal_range(start, stop, centred=True)
        reader.setFocus()
        self._passage = self._at_hand()
        self._mark(reveal=False)
        self._following.stop()

    # Pages.

    @Slot(int, int)
    def _on_wanted(self, page: int, width: int) -> None:
        if self._pages is None:
            return
        if (picture := self._pictures.get((page, width))) is not None:
            self._show(page, picture)
            return
        pages = self._pages
        self._drawing.compute(
            lambda progress: _answered(lambda: pages.picture(page, width)),
            lambda found: self._on_drawn(page, width, found),
        )

    def _on_drawn(self, page: int, width: int, found: "PagePicture | UserError") -> None:
        if isinstance(found, UserError):
            self._on_page_failed(found)
            return
        across = found.width
        image = QImage(found.pixels, across, found.height, 3 * across, QImage.Format.Format_BGR888)
        self._pictures[page, width] = QPixmap.fromImage(image)
        while len(self._pictures) > _MOST_PICTURES:
            self._pictures.popitem(last=False)
        self._show(page, self._pictures[page, width])

    def _show(self, page: int, picture: QPixmap) -> None:
        if self.panel is None or self._pages is None:
            return
        self.panel.show_page(page, picture)
        if page in self._maps:
            self._mark(reveal=True)
            return
        pages, is_first = self._pages, not self._maps
        self.panel.say(_LOOKING)
        self._mapping.compute(
            lambda progress: _answered(lambda: _mapped(pages, page, is_first)),
            lambda found: self._on_mapped(page, found),
        )

    def _on_mapped(self, page: int, found: "PageMap | UserError") -> None:
        if self.panel is None:
            return
        if isinstance(found, UserError):
            self.panel.say(str(found))
            return
        is_first = not self._maps
        self._maps[page] = found
        self._mark(reveal=True)
        if is_first:
            self._passage = ()
            self.follow()  # a note that stands after the text may be of another page than its place says

    # The file.

    def _on_opened(self, found: Opened | None) -> None:
        if self.panel is None:
            return
        if found is None:
            self._say_not_kept()
            return
        self._pages, numbers = found
        self.panel.set_numbers(numbers)
        self._passage = ()
        self.follow()

    def _say_not_kept(self) -> None:
        document = self._shown.document
        if self.panel is None or document is None:
            return
        documents = self._session.project.documents
        source = documents.info(document).source
        if Path(source).suffix.lower() not in ("", ".pdf") and not documents.pages(document):
            self.panel.show_message(f"Only PDF files have pages to show; this text was read from “{isolated(source)}”.")
            return
        file = f"the file “{isolated(source)}”" if source else "the file"
        self.panel.show_message(f"The project does not have {file} that this text was read from.", True)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._on_page_failed(error)

    def _on_page_failed(self, error: UserError) -> None:
        if self.panel is not None:
            self.panel.show_message(str(error), True)

    @Slot()
    def choose_file(self) -> None:
        """Ask for the file that the document was read from, and keep it if its text is the document's."""
        document = self._shown.document
        if document is None:
            return
        name, _ = QFileDialog.getOpenFileName(self.panel, "Choose the file of this text", "", "PDF files (*.pdf)")
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Keep a file for the document that is shown, if its text is the document's."""
        document = self._shown.document
        if document is not None:
            self._opening.start(
                lambda project, progress: _looked_into(project, document, path),
                returned=lambda body: self._keep(document, path, body),
                failed=self._on_failed,
            )

    def _keep(self, document: str, path: Path, body: bytes | None) -> None:
        if self.panel is None or document != self._shown.document:
            return
        if body is None:
            name = isolated(path.name)
            self.panel.show_message(f"“{name}” has another text than this document, so it was not kept.", True)
        elif self._session.did(keep_source, DocumentId(document), path.name, body):
            self.open_file()

    def _made(self) -> "SourcePanel":
        from annotator.ui.source_page.panel import SourcePanel  # noqa: PLC0415 - loaded when it is first asked for

        if self.panel is None:
            self.panel = SourcePanel()
            self._splitter.addWidget(self.panel)
            self._splitter.setCollapsible(1, False)
            self.panel.wanted.connect(self._on_wanted)
            self.panel.clicked.connect(self._on_clicked)
            self.panel.closed.connect(self.close)
            self.panel.text_requested.connect(self._on_text_requested)
            self.panel.file_requested.connect(self.choose_file)
        return self.panel

    def _forget(self) -> None:
        for task in (self._opening, self._drawing, self._mapping):
            task.drop()
        self._following.stop()
        self._pages, self._passage = None, ()
        self._maps.clear()
        self._pictures.clear()


def _opened(project: Project, document: str, bring: Bringing, progress: Progress) -> Opened | None:
    """Read the kept file of a document, brought from a hub first; None where there is none. Raises `UserError`."""
    from annotator.readers.source_page.pages import PagedText, pages_of  # noqa: PLC0415 - off the window's thread

    id = DocumentId(document)
    found = source_of(project, id)
    if found is None and project.documents.info(id).source_file is not None and bring(project, id, progress):
        found = source_of(project, id)
    if found is None:
        return None
    kept, body = found
    text = project.documents.get(document)
    pages = pages_of(kept.name, body, PagedText(text.text, text.text_sha256, project.documents.pages(document)))
    return pages, pages.numbers()


def _mapped(pages: "SourcePages", page: int, is_first: bool) -> "PageMap":
    """Map a page; with the first one find out what of the text stands elsewhere than in its order."""
    if is_first:
        pages.learn_order()
    return pages.page_map(page)


def _looked_into(project: Project, document: str, path: Path) -> bytes | None:
    """Return the bytes of a file that has the document's text, else None. Raises `BadFile`."""
    from annotator.readers.source_page.pages import PagedText, is_text_of  # noqa: PLC0415 - off the window's thread

    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadFile(path.name, f"it has more than {_MOST_BYTES >> 20} MB", "choose a smaller copy")
        body = path.read_bytes()
    except OSError as error:
        raise BadFile(path.name, f"it cannot be read ({system_says(error)})") from error
    text = project.documents.get(document)
    paged = PagedText(text.text, text.text_sha256, project.documents.pages(document))
    return body if is_text_of(path.name, body, paged) else None


def _answered(ask: Callable[[], R]) -> R | UserError:
    """Return an answer, or the sentence in its place: it is for the panel."""
    try:
        return ask()
    except UserError as error:
        return error
