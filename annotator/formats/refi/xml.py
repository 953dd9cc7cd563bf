"""What all readers of REFI-QDA need of its XML: names without namespaces, and GUIDs as they are compared.

The namespaces in the field differ (codebook:0:4, project:0:10, codebook:1:0), braces around a GUID and its capitals are
free, and some programs write names where GUIDs belong.
"""

from collections.abc import Iterator

from lxml import etree

Element = etree._Element


def local(element: Element) -> str:
    """Return the name of an element without its namespace, empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield the elements directly within one that are called so."""
    if element is not None:
        yield from (child for child in element if local(child) in names)


def child(element: Element | None, *names: str) -> Element | None:
    """Return the first element directly within one at the end of a path of names."""
    found = element
    for name in names:
        found = next(children(found, name), None)
    return found


def said(element: Element | None, name: str, is_exact: bool = False) -> str:
    """Return the words of an element directly within one, or of its attribute of that name, which some write so.

    `is_exact`: with the blanks at their ends, which are often only how the file is set.
    """
    if element is None:
        return ""
    within = child(element, name)
    text = element.get(name[0].lower() + name[1:], "") if within is None else "".join(map(str, within.itertext()))
    return text if is_exact else text.replace("\r\n", "\n").replace("\r", "\n").strip()


def guid(element: Element | None, name: str = "guid") -> str:
    """Return a GUID as it is compared, empty where there is none."""
    return element.get(name, "").strip().removeprefix("{").removesuffix("}").lower() if element is not None else ""


def is_root(element: Element, name: str) -> bool:
    """Whether a root element is this one, whatever its capitals."""
    return local(element).lower() == name.lower()
