"""Places in XML, as a map names them: documents, titles and fields found, and the text between them."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from annotator.readers.flow import Flow


@dataclass(frozen=True, slots=True)
class XmlMap:
    """Which element is a document, and which places in it are its title and its fields; `leave`: elements left out.

    `root`: the root element of files that it is for, "" for all.
    """

    document: str
    title: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    leave: tuple[str, ...] = ()
    root: str = ""

    def documents(self, root: etree._Element) -> list[etree._Element]:
        """Return the elements that are documents, none within another."""
        names = self.document.split("/")
        found: list[etree._Element] = []
        walker = etree.iterwalk(root, events=("start",))
        for _, element in walker:
            if _is_at(element, names):
                found.append(element)
                walker.skip_subtree()
        return found

    def title_of(self, document: etree._Element) -> str:
        """Return the title of a document, "" where it has none."""
        return "; ".join(_values(document, self.title)) if self.title else ""

    def metadata(self, document: etree._Element) -> dict[str, str]:
        """Return the fields that a document has; several values of one are divided by semicolons."""
        found = {name: "; ".join(_values(document, place)) for name, place in self.fields}
        return {name: value for name, value in found.items() if value}

    def text(self, document: etree._Element) -> str:
        """Return the words of a document without its fields: a paragraph for each element that has words itself."""
        places = [place for _, place in self.fields if "@" not in place and place not in ("", ".")]
        left = {one for place in places for one in _elements(document, place)}
        flow, depth = Flow(), 0
        passed: etree._Element | None = None
        walker = etree.iterwalk(document, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if element in left or local_name(element) in self.leave:
                    walker.skip_subtree()
                    passed = element  # whose end comes next
                    continue
                # What is in a paragraph is on its lines; all else ends one.
                if not depth:
                    flow.block(2)
                depth += depth > 0 or _has_words(element)
                flow.collapsed(element.text or "")
                continue
            if element is not passed:
                depth -= depth > 0
            passed = None
            if not depth:
                flow.block(2)
            if element is not document:
                flow.collapsed(element.tail or "")
        return flow.text()

    def said(self) -> str:
        """Return what the map says, for people: “<speech>, with the fields date (@when), speaker”."""
        fields = [name if place == name else f"{name} ({place})" for name, place in self.fields]
        return f"<{self.document}>" + (f", with the fields {', '.join(fields)}" if fields else "")


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _has_words(element: etree._Element) -> bool:
    return bool((element.text or "").strip()) or any((one.tail or "").strip() for one in element)


def _is_at(element: etree._Element | None, names: list[str]) -> bool:
    for name in reversed(names):
        if element is None or local_name(element) != name:
            return False
        element = element.getparent()
    return True


def _elements(document: etree._Element, place: str) -> Iterator[etree._Element]:
    """Yield the elements at a place, however deep in the document; the document itself for none."""
    names = [name for name in place.partition("@")[0].rstrip("/").split("/") if name not in ("", ".")]
    if not names:
        yield document
        return
    for element in document.iterdescendants():
        if local_name(element) == names[-1] and _is_at(element, names):
            yield element


def _values(document: etree._Element, place: str) -> Iterator[str]:
    _, is_attribute, attribute = place.partition("@")
    for element in _elements(document, place):
        if not is_attribute:
            value = " ".join("".join(map(str, element.itertext())).split())
        else:
            wanted = attribute.rpartition(":")[2]
            pairs = element.attrib.items()
            value = next((str(value) for key, value in pairs if str(key).rpartition("}")[2] == wanted), "")
        if value:
            yield value
