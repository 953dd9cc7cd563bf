"""Akoma Ntoso: debates, acts and judgments of parliaments and courts in XML, a document for each.

Speeches begin with who speaks; numbers stand before what they count; notes follow the text. OASIS LegalDocML 1.0.
"""

from lxml import etree

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.archive import parse_xml
from annotator.readers.flow import Flow
from annotator.readers.source import SourceFile
from annotator.readers.xml_root import root_in

_DROPPED = frozenset({"meta", "components", "attachments", "toc", "coverPage", "remark", "img", "marker"})
_BLOCKS = frozenset(
    [
        *("p", "heading", "subheading", "crossHeading", "longTitle", "block", "tr", "li", "item", "speech", "question"),
        *("answer", "narrative", "scene", "summary", "preface", "preamble", "conclusions", "formula", "recital"),
        *(
            "table",
            "blockList",
            "citation",
            "tocItem",
            "container",
            "listIntroduction",
            "listWrapUp",
            "wrapUp",
            "intro",
        ),
    ]
)
_FIELDS = {"FRBRdate": ("date", "date"), "FRBRcountry": ("country", "value"), "FRBRthis": ("id", "value")}


def sniff(data: bytes) -> bool:
    """Whether the root element of a file is that of Akoma Ntoso."""
    return root_in(data).name == "akomaNtoso"


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return a document for each that the file holds; raises `BadFile`."""
    if not sniff(source.data):
        raise BadFile(source.name, "it is no Akoma Ntoso", "give it the extension of what it is")
    root = parse_xml(source.name, source.data.removeprefix(b"\xef\xbb\xbf"))
    collected = [one for one in root.iter("{*}component") if len(one)] or [root]
    found = [_draft(source, one) for holder in collected for one in holder if _local(one) not in ("", "meta")]
    if not found:
        raise BadFile(source.name, "it has no text", "nothing was imported from it")
    return found


def _draft(source: SourceFile, element: etree._Element) -> DocumentDraft:
    body = _AkomaBody()
    body.read(element)
    title = next((_line(one) for one in element.iter("{*}docTitle")), "")
    notices = ("Remarks of the editors were left out.",) if next(element.iter("{*}remark"), None) is not None else ()
    return source.draft(body.flow.text(), title=title, metadata=_metadata(element), notices=notices)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _line(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _metadata(element: etree._Element) -> dict[str, str]:
    found = {"kind": _local(element)}
    work = next(element.iter("{*}FRBRWork"), None)
    for one in () if work is None else work:
        field, attribute = _FIELDS.get(_local(one), ("", ""))
        if field and (value := (one.get(attribute) or "").strip()):
            found.setdefault(field, value)
    language = next(element.iter("{*}FRBRlanguage"), None)
    if language is not None and (value := (language.get("language") or "").strip()):
        found["language"] = value
    return found


class _AkomaBody:
    """The text of one document while it is being read."""

    def __init__(self) -> None:
        self.flow = Flow()
        self._notes: list[etree._Element] = []

    def read(self, root: etree._Element) -> None:
        self._walk(root)
        number = 0
        while number < len(self._notes):
            number += 1
            self.flow.block(2)
            self.flow.marker(f"[{number}] ")
            self._walk(self._notes[number - 1])

    def _walk(self, root: etree._Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            name = _local(element)
            is_passed = element is not root and (name in _DROPPED or name in ("", "authorialNote", "num", "from"))
            if event == "start" and is_passed:
                self._aside(name, element)
                walker.skip_subtree()
            elif event == "start":
                self._open(name)
                self.flow.collapsed(element.text or "")
            else:
                if name in _BLOCKS:
                    self.flow.block(1 if name == "tr" else 2)
                if element is not root:
                    self.flow.collapsed(element.tail or "")

    def _open(self, name: str) -> None:
        if name in _BLOCKS:
            self.flow.block(1 if name == "tr" else 2)
        elif name in ("br", "eol"):
            self.flow.line_end()

    def _aside(self, name: str, element: etree._Element) -> None:
        """Take what does not stand in the run of the text: a note, a number, who speaks."""
        if name == "authorialNote":
            self._notes.append(element)
            self.flow.attached(f"[{len(self._notes)}]")
        elif name in ("num", "from") and (label := _line(element)):
            self.flow.block(2)
            self.flow.marker(f"{label}{'' if name == 'num' or label.endswith(':') else ':'} ")
