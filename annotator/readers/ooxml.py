"""Names in Office Open XML: the same element has two namespaces, of the usual and of the strict kind."""

from collections.abc import Iterator

from lxml import etree

WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MATHS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_ALTERNATIVES = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_READ = frozenset((*WORD, *_MATHS, _ALTERNATIVES))


def local(element: etree._Element) -> str:
    """Return the name of an element of WordprocessingML, of maths or of alternatives, "" for any other."""
    if not isinstance(element.tag, str):  # an entity or a processing instruction
        return ""
    namespace, _, name = element.tag[1:].rpartition("}")
    return name if namespace in _READ else ""


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the children of this name."""
    return (found for found in element if local(found) == name)


def child(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first child of this name."""
    return next(children(element, name), None)


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute of WordprocessingML, "" where it is absent."""
    for namespace in WORD:
        value = element.get(f"{{{namespace}}}{name}")
        if value is not None:
            return value
    return ""


def value_of(element: etree._Element | None) -> str:
    """Return the `w:val` of an element, "" where there is neither."""
    return "" if element is None else attribute(element, "val")


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as `w:vanish` is present and not turned off."""
    return element is not None and value_of(element).lower() not in ("0", "false", "off", "none")
