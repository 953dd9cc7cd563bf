"""Walks the body of an OpenDocument text and writes what is to be read of it.

The walk is a loop, since tables and lists may nest deeply.
"""

from lxml import etree

from annotator.model.wording import counted
from annotator.readers.docx_numbering import BULLET, LEVELS
from annotator.readers.flow import Flow
from annotator.readers.odf import attribute, count_of, has_words, local
from annotator.readers.odt_lists import CountedItems, OdtLists, start_of

_PASSED_OVER = frozenset(
    [
        *("sequence-decls", "variable-decls", "user-field-decls", "forms", "scripts", "soft-page-break"),
        *("table-of-content-source", "alphabetical-index-source", "illustration-index-source", "table-index-source"),
        *("user-index-source", "object-index-source", "bibliography-source", "annotation-end", "covered-table-cell"),
        *("note-citation", "script", "shapes", "dde-connection-decls"),
    ]
)
_HIDDEN = "Hidden text was left out."
_TRACKED = "Tracked changes: insertions were kept, deletions dropped."
_MOST_BLANKS, _MOST_CELLS = 1_000, 100


class OdtBody:
    """The text of one document while it is being read."""

    def __init__(self, lists: OdtLists, hidden: frozenset[str]) -> None:
        """Begin with nothing read; `hidden`: styles that hide."""
        self._flow = Flow()
        self._lists, self._hidden = lists, hidden
        self._open_lists: list[CountedItems] = []
        self._label = ""
        self._bullets = False
        self._in_paragraph = 0
        self._layout: list[bool] = []
        self._boxes: list[etree._Element] = []
        self._notes: list[etree._Element] = []
        self._comments = 0
        self._said: dict[str, None] = {}

    def read(self, root: etree._Element) -> None:
        """Read the body, then its notes: a note may have notes of its own only where another program wrote them."""
        self._walk(root)
        self._read_boxes()
        number = 0
        while number < len(self._notes):
            note, number = self._notes[number], number + 1
            self._flow.block(2)
            self._flow.marker(f"[{number}] ")
            self._open_lists, self._bullets, self._in_paragraph = [], False, 0
            self._walk(note)

    def text(self) -> str:
        """Return what was read."""
        return self._flow.text()

    def notices(self) -> tuple[str, ...]:
        """Return sentences about what was decided or left out."""
        comments = f"{counted(self._comments, 'comment was', 'comments were')} left out."
        return (*self._said, comments) if self._comments else tuple(self._said)

    def _walk(self, root: etree._Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            name = local(element)
            if event == "end":
                if element is not root:
                    self._leave(name, element)
            elif element is not root and self._is_skipped(name, element):
                walker.skip_subtree()
            else:
                self._open(name, element)

    def _leave(self, name: str, element: etree._Element) -> None:
        if not self._is_skipped(name, element, said=True):
            self._close(name, element)
        if self._in_paragraph:
            self._write(element.tail)

    def _is_skipped(self, name: str, element: etree._Element, said: bool = False) -> bool:
        """Whether an element is passed over; `said`: its end is reached, and what is to be said of it was."""
        match name:
            case "tracked-changes":
                return self._skip(_TRACKED)
            case "annotation":
                self._comments += not said
                return True
            case "note":
                if not said:
                    self._note(element)
                return True
            case "text-box" | "custom-shape" | "rect" | "ellipse":
                # A text box stands beside the paragraph that it is anchored in, and is read after it.
                if not said:
                    self._boxes.append(element)
                return True
            case "hidden-text" | "hidden-paragraph":
                return self._skip(_HIDDEN)
            case "section" if attribute(element, "text", "display") == "none":
                return self._skip(_HIDDEN)
            case "span" | "p" | "h" if attribute(element, "text", "style-name") in self._hidden:
                return self._skip(_HIDDEN)
        return name in _PASSED_OVER or not name

    def _skip(self, notice: str) -> bool:
        self._said[notice] = None
        return True

    def _note(self, element: etree._Element) -> None:
        self._notes.append(element)
        self._write_mark(f"[{len(self._notes)}]")

    def _open(self, name: str, element: etree._Element) -> None:
        match name:
            case "p" | "h":
                self._open_paragraph(name, element)
            case "s":
                self._flow.verbatim(" " * count_of(element, "text", "c", _MOST_BLANKS))
            case "tab":
                self._write_mark("\t")
            case "line-break":
                self._flow.line_end()
            case "list":
                self._open_list(element)
            case "list-item":
                self._label = self._next(element)
            case "table":
                self._layout.append(_is_layout(element))
                self._flow.block(2)
            case "table-row":
                self._flow.block(1)
            case "table-cell" if self._layout and not self._layout[-1]:
                if any(local(before) == "table-cell" for before in element.itersiblings(preceding=True)):
                    self._flow.next_cell()
                self._flow.enter_cell()
            case "ruby-text":
                self._write_mark("(")
        if self._in_paragraph:
            self._write(element.text)

    def _close(self, name: str, element: etree._Element) -> None:
        match name:
            case "p" | "h":
                self._close_paragraph()
            case "list" if self._open_lists:
                self._open_lists.pop()
                self._flow.block(1 if self._open_lists else 2)
            case "list-item":
                self._label = ""
            case "table" if self._layout:
                self._layout.pop()
                self._flow.block(2)
            case "table-cell" if self._layout and not self._layout[-1]:
                self._flow.leave_cell()
                for _ in range(count_of(element, "table", "number-columns-repeated", _MOST_CELLS) - 1):
                    self._flow.next_cell()
            case "ruby-text":
                self._write_mark(")")

    def _open_list(self, element: etree._Element) -> None:
        inherits = self._open_lists and not attribute(element, "text", "style-name")
        self._open_lists.append(self._open_lists[-1] if inherits else self._lists.begin(element))

    def _next(self, element: etree._Element) -> str:
        depth = len(self._open_lists) - 1
        return self._open_lists[-1].next(depth, start_of(element)) if 0 <= depth < LEVELS else ""

    def _open_paragraph(self, name: str, element: etree._Element) -> None:
        if name == "h" and not self._label and attribute(element, "text", "is-list-header") != "true":
            depth = count_of(element, "text", "outline-level", LEVELS) - 1
            self._label = self._lists.headings.next(depth, start_of(element))
        bullet = self._label == BULLET
        self._flow.block(1 if bullet and self._bullets else 2)
        self._bullets = bullet
        self._in_paragraph += 1

    def _close_paragraph(self) -> None:
        self._in_paragraph -= 1
        self._label = ""
        self._flow.block(1 if self._bullets else 2)
        self._read_boxes()

    def _read_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        inside, self._in_paragraph = self._in_paragraph, 0
        for box in boxes:
            self._walk(box)
            self._flow.block(2)
        self._in_paragraph = inside

    def _write(self, text: str | None) -> None:
        """Write text whose runs of blanks count as one, as the standard has it (part 3, section 6.1.2)."""
        if not text:
            return
        if text.strip():
            self._write_label()
        self._flow.collapsed(text)

    def _write_mark(self, text: str) -> None:
        self._write_label()
        self._flow.verbatim(text)

    def _write_label(self) -> None:
        if self._label:
            self._flow.verbatim(f"{self._label} ")
            self._label = ""


def _is_layout(table: etree._Element) -> bool:
    """Whether cells hold several paragraphs or tables: then each stands by itself, else rows are lines."""
    for cell in (one for one in table.iter() if local(one) == "table-cell"):
        blocks = [one for one in cell if local(one) in ("table", "list") or has_words(one)]
        if len(blocks) > 1 or any(local(one) in ("table", "list") for one in blocks):
            return True
    return False
