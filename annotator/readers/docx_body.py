"""Walks the body of a Word file and writes what is to be read of it.

The walk is a loop, since tables within tables may nest deeply; what a field shows is told from its instruction by
a small stack of states.
"""

import regex
from lxml import etree

from annotator.readers.docx_numbering import BULLET, Numbering
from annotator.readers.flow import Flow
from annotator.readers.ooxml import attribute, child, children, is_on, local

_DELETED = frozenset({"del", "moveFrom"})
_PASSED_OVER = frozenset(
    [
        "pPr",
        "rPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sectPr",
        "sdtPr",
        "sdtEndPr",
        "instrText",
        "delText",
        "delInstrText",
        "fldData",
        "rubyPr",
    ]
)
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
# Characters of the Symbol and Wingdings fonts that text needs; their numbers mean nothing in another font.
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF06F: "☐", 0xF0A8: "☐", 0xF0FE: "☒", 0xF0FC: "✓", 0xF0D8: "➢", 0xF0E0: "→"}
_SYMBOLS |= {0xF02D: "–", 0xF0B0: "°", 0xF0B1: "±", 0xF0B4: "×", 0xF0A3: "≤", 0xF0B3: "≥", 0xF0AE: "→"}


class DocxBody:
    """The text of one document while it is being read."""

    def __init__(self, numbering: Numbering) -> None:
        """Begin with nothing read; `numbering`: the lists that the file declares."""
        self._flow = Flow()
        self._numbering = numbering
        self._fields: list[bool] = []
        self._boxes: list[etree._Element] = []
        self._layout: list[bool] = []
        self._label = ""
        self._bullets = False
        self._notes: list[tuple[str, str]] = []
        self._texts: dict[tuple[str, str], etree._Element] = {}
        self._said: dict[str, None] = {}

    def read(self, root: etree._Element) -> None:
        """Read the main part."""
        self._walk(root)

    def add_notes(self, kind: str, root: etree._Element | None) -> None:
        """Make the notes of a part known; `kind`: footnote or endnote."""
        for element in () if root is None else children(root, kind):
            self._texts[kind, attribute(element, "id")] = element

    def text(self) -> str:
        """Return the text with the notes that it refers to at its end."""
        for number, key in enumerate(self._notes, 1):
            if key in self._texts:
                self._fields.clear()
                self._flow.block(2)
                self._flow.marker(f"[{number}] ")
                self._walk(self._texts[key])
        self._notes = []
        return self._flow.text()

    def notices(self) -> tuple[str, ...]:
        """Return sentences about what was decided or left out."""
        return tuple(self._said)

    def _walk(self, root: etree._Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            name = local(element)
            if event == "end":
                self._close(name, element)
            elif element is not root and self._is_skipped(name, element):
                walker.skip_subtree()
            else:
                self._open(name, element)

    def _is_skipped(self, name: str, element: etree._Element) -> bool:
        match name:
            case "del" | "moveFrom":
                return self._skip("Tracked changes: insertions were kept, deletions dropped.")
            case "ins" | "moveTo":
                self._said["Tracked changes: insertions were kept, deletions dropped."] = None
                return False
            case "tr":
                properties = child(element, "trPr")
                return properties is not None and child(properties, "del") is not None
            case "r":
                return self._is_hidden(element)
            case "sdt":
                properties = child(element, "sdtPr")
                return properties is not None and is_on(child(properties, "showingPlcHdr"))
            case "Choice" | "Fallback":
                parent = element.getparent()
                return parent is not None and _chosen(parent) is not element
            case "txbxContent":
                # A text box stands beside the paragraph that it is anchored in, and is read after it.
                self._boxes.append(element)
                return True
            case "altChunk":
                return self._skip("A part that is embedded as another file was left out.")
        return name in _PASSED_OVER

    def _skip(self, notice: str) -> bool:
        self._said[notice] = None
        return True

    def _is_hidden(self, run: etree._Element) -> bool:
        properties = child(run, "rPr")
        if properties is None or not is_on(child(properties, "vanish")):
            return False
        return child(run, "t") is None or self._skip("Hidden text was left out.")

    def _open(self, name: str, element: etree._Element) -> None:
        match name:
            case "p":
                self._open_paragraph(element)
            case "t":
                self._write(element.text or "")
            case "br" | "cr":
                if self._is_shown():
                    self._flow.line_end()
            case "tab" | "ptab" | "noBreakHyphen" | "softHyphen":
                self._write(_SIGNS[name])
            case "sym":
                self._write(_symbol(attribute(element, "char")))
            case "fldChar":
                self._field(attribute(element, "fldCharType"))
            case "footnoteReference" | "endnoteReference":
                self._notes.append((name.removesuffix("Reference"), attribute(element, "id")))
                self._write(f"[{len(self._notes)}]")
            case "rt":
                self._write("(")
            case "tbl":
                self._layout.append(_is_layout(element))
                self._flow.block(2)
            case "tr":
                self._flow.block(1)
            case "tc" if self._layout and not self._layout[-1]:
                if any(local(before) == "tc" for before in element.itersiblings(preceding=True)):
                    self._flow.next_cell()
                self._flow.enter_cell()

    def _close(self, name: str, element: etree._Element) -> None:
        match name:
            case "p":
                self._close_paragraph(element)
            case "rt":
                self._write(")")
            case "tbl":
                self._layout.pop()
                self._flow.block(2)
            case "tc" if self._layout and not self._layout[-1]:
                self._flow.leave_cell()

    def _open_paragraph(self, element: etree._Element) -> None:
        properties = child(element, "pPr")
        self._label = "" if _mark_deleted(properties) else self._numbering.label(properties)
        bullet = self._label == BULLET
        if bullet and self._bullets:
            self._flow.block(1)
        elif bullet or self._bullets:
            self._flow.block(2)
        self._bullets = bullet

    def _close_paragraph(self, element: etree._Element) -> None:
        self._label = ""
        # An instruction ends with its paragraph at the latest: a field that is never closed must not swallow the rest.
        self._fields = [shown for shown in self._fields if shown]
        boxes, self._boxes = self._boxes, []
        if boxes or not _mark_deleted(child(element, "pPr")):
            self._flow.block(1 if self._bullets else 2)
        for box in boxes:
            self._walk(box)
            self._flow.block(2)

    def _is_shown(self) -> bool:
        return all(self._fields)

    def _write(self, text: str) -> None:
        if not text or not self._is_shown():
            return
        if self._label:
            self._flow.verbatim(f"{self._label} ")
            self._label = ""
        self._flow.verbatim(text)

    def _field(self, kind: str) -> None:
        match kind:
            case "begin":
                self._fields.append(False)
            case "separate" if self._fields:
                self._fields[-1] = True
            case "end" if self._fields:
                self._fields.pop()


def _mark_deleted(properties: etree._Element | None) -> bool:
    """Whether the end of the paragraph is a tracked deletion: its text runs on into the next one."""
    mark = child(properties, "rPr") if properties is not None else None
    return mark is not None and any(local(one) in _DELETED for one in mark)


def _chosen(alternatives: etree._Element) -> etree._Element | None:
    """Return the one alternative to read: the first that has text, else the first."""
    options = [option for option in alternatives if local(option) in ("Choice", "Fallback")]
    with_text = (option for option in options if any(local(one) == "t" for one in option.iter()))
    return next(with_text, options[0] if options else None)


def _is_layout(table: etree._Element) -> bool:
    """Whether cells hold several paragraphs or tables: then each stands by itself, else rows are lines."""
    for cell in (one for one in table.iter() if local(one) == "tc"):
        blocks = [one for one in cell if local(one) == "tbl" or (local(one) == "p" and _has_text(one))]
        if len(blocks) > 1 or any(local(one) == "tbl" for one in blocks):
            return True
    return False


def _has_text(paragraph: etree._Element) -> bool:
    return any(local(one) == "t" and one.text for one in paragraph.iter())


def _symbol(code: str) -> str:
    if not regex.fullmatch(r"[0-9A-Fa-f]{1,6}", code):
        return ""
    number = int(code, 16)
    known = _SYMBOLS.get(number) or _SYMBOLS.get(number | 0xF000 if number < 0x100 else 0)
    if known:
        return known
    usable = number >= 0x20 and not 0xD800 <= number <= 0xDFFF and number <= 0x10FFFF
    return chr(number) if usable else ""
