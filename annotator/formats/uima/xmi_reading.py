"""A CAS from XMI (OMG XMI 2.0 as UIMA writes it): an element a feature structure, its features as XML attributes.

Arrays and lists are ids or values with blanks between them, texts in arrays are elements of their own. Without its type
system an attribute does not say whether it is a number or a reference: then the usual names of references, and links
whose target is a structure of the file, are taken as such.
"""

import re

from lxml import etree

from annotator.formats.losses import Loss, Losses
from annotator.formats.uima.cas import (
    SOFA,
    Cas,
    CasFeature,
    CasText,
    FeatureStructure,
    FeatureValue,
    FsRef,
    TypeSystem,
    is_collection,
)
from annotator.formats.uima.files import UimaFile
from annotator.formats.uima.type_systems import REFERENCES, read_types
from annotator.model.errors import BadFile
from annotator.readers.archive import parse_xml

CONTROLS = Loss("1 character that XML cannot hold became a blank", "{n} characters that XML cannot hold became blanks")

_ID = "{http://www.omg.org/XMI}id"
_NAMESPACE = re.compile(r"http:///(.*)\.ecore\Z")
_PAIR = re.compile(
    rb"&#(?:(5[5-7]\d{3})|[xX]([dD][89abAB][0-9a-fA-F]{2}));&#(?:(5[5-7]\d{3})|[xX]([dD][c-fC-F][0-9a-fA-F]{2}));"
)
_REFERENCE = re.compile(rb"&#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}));")
_VERSION = re.compile(rb"\A(\xef\xbb\xbf)?(<\?xml\s+version=[\"'])1\.1")
_NUMBERS = re.compile(r"\d+(?: \d+)*")
_PRIMITIVE = "uima.cas."
_WHOLE = frozenset({"uima.cas.Integer", "uima.cas.Long", "uima.cas.Short", "uima.cas.Byte"})
_DECIMAL = frozenset({"uima.cas.Float", "uima.cas.Double"})
_KEPT = frozenset({"sofa", "begin", "end"})


def read_xmi(name: str, data: bytes, types: TypeSystem, losses: Losses) -> Cas:
    """Return the CAS in the bytes of a file called `name`; raises `BadFile`."""
    root = parse_xml(name, _mended(name, data, losses))
    if etree.QName(root).localname != "XMI":
        raise BadFile(name, "it is no XMI file of UIMA", "choose a file whose outermost element is xmi:XMI")
    cas = Cas(types=types)
    elements = [element for element in root if isinstance(element.tag, str)]
    for element in elements:
        _add(cas, element, name)
    for structure in cas.structures.values():
        _resolve(cas, structure)
    return cas


def _add(cas: Cas, element: etree._Element, name: str) -> None:
    type = _type_of(element)
    id = element.get(_ID)
    if type in ("uima.cas.NULL", "uima.cas.View") or id is None:
        return
    number = _whole(id, name)
    if type == SOFA:
        if (text := element.get("sofaString")) is not None:
            cas.texts[number] = CasText(number, element.get("sofaID", ""), text)
        return
    structure = FeatureStructure(number, type)
    for feature, value in element.attrib.items():
        plain = feature if isinstance(feature, str) else feature.decode()
        if plain in _KEPT and not isinstance(value, bytes):
            setattr(structure, plain, _whole(value, name))
        elif not plain.startswith("{"):
            structure.features[plain] = str(value)
    inner: dict[str, list[FeatureValue]] = {}
    for child in element:
        if isinstance(child.tag, str):
            inner.setdefault(etree.QName(child).localname, []).append(child.text or child.get("href") or "")
    structure.features |= inner
    cas.structures[number] = structure


def _resolve(cas: Cas, structure: FeatureStructure) -> None:
    """Make of the texts of a structure what their features are declared to be, or look like."""
    for name, value in list(structure.features.items()):
        declared = cas.types.feature(structure.type, name)
        if isinstance(value, list):
            structure.features[name] = [_valued(str(one), declared.element if declared else "") for one in value]
        elif isinstance(value, str):
            made = _declared(cas, value, declared) if declared else _guessed(cas, structure, name, value)
            structure.features[name] = made


def _declared(cas: Cas, value: str, declared: CasFeature) -> FeatureValue:
    range = declared.range
    if range.startswith(_PRIMITIVE) and range.endswith(("Array", "List")) and not range.startswith("uima.cas.FS"):
        if _refers_to_collection(cas, value):
            return FsRef(int(value))
        element = range.removesuffix("Array").removesuffix("List")
        return [_valued(one, element) for one in value.split(" ") if one]
    if range in ("uima.cas.FSArray", "uima.cas.FSList") or range.endswith("[]"):
        return [FsRef(int(one)) for one in value.split() if one.isdecimal()]
    if _is_plain(cas, range):
        return _valued(value, range)
    return FsRef(int(value)) if value.isdecimal() else value


def _is_plain(cas: Cas, range: str) -> bool:
    known = ("uima.cas.String", "uima.cas.Boolean", *_WHOLE, *_DECIMAL)
    return range in known or cas.types.is_a(range, "uima.cas.String")


def _refers_to_collection(cas: Cas, value: str) -> bool:
    held = cas.structures.get(int(value)) if value.isdecimal() else None
    return held is not None and is_collection(held.type)


def _guessed(cas: Cas, structure: FeatureStructure, name: str, value: str) -> FeatureValue:
    if value in ("true", "false"):
        return value == "true"
    if not _NUMBERS.fullmatch(value):
        return value
    ids = [int(one) for one in value.split(" ")]
    held = [cas.structures.get(id) for id in ids]
    if any(one is None for one in held):
        return value
    if name in REFERENCES or all(one is not None and _is_link(one) for one in held):
        many = len(ids) > 1 or name in ("arguments", "children", "elements") or _is_link(held[0])
        return [FsRef(id) for id in ids] if many else FsRef(ids[0])
    return value


def _is_link(structure: FeatureStructure | None) -> bool:
    """Whether a structure joins another one to a slot: it has no place of its own, but a target."""
    return structure is not None and structure.begin is None and "target" in structure.features


def _valued(value: str, range: str) -> FeatureValue:
    try:
        if range in _WHOLE:
            return int(value)
        if range in _DECIMAL:
            number = float(value)
            return number if abs(number) < float("inf") else value
    except ValueError:
        return value
    return value == "true" if range == "uima.cas.Boolean" and value in ("true", "false") else value


def _type_of(element: etree._Element) -> str:
    name = etree.QName(element)
    package = _NAMESPACE.fullmatch(name.namespace or "")
    if package is None or package[1] == "uima/noNamespace":
        return name.localname
    return f"{package[1].replace('/', '.')}.{name.localname}"


def _whole(value: str, name: str) -> int:
    try:
        return int(value)
    except ValueError as error:
        raise BadFile(name, f"the file is damaged: “{value[:40]}” stands where a number must") from error


def _mended(name: str, data: bytes, losses: Losses) -> bytes:
    """Return XML that can be parsed: halves of characters joined, XML 1.1 as 1.0, other characters as blanks."""
    data = _VERSION.sub(rb"\1\g<2>1.0", data)
    data = _PAIR.sub(_joined, data)

    def kept(found: re.Match[bytes]) -> bytes:
        code = int(found[1]) if found[1] else int(found[2], 16)
        if code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code <= 0x10FFFF:
            return found[0]
        losses.add(CONTROLS, f"in “{name}”")
        return b" "

    return _REFERENCE.sub(kept, data)


def _joined(found: re.Match[bytes]) -> bytes:
    high, low = (_code(found[at], found[at + 1]) for at in (1, 3))
    if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
        return found[0]
    return f"&#{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)};".encode()


def _code(decimal: bytes | None, hexadecimal: bytes | None) -> int:
    return int(decimal) if decimal else int(hexadecimal or b"0", 16)


def read_file(file: UimaFile, losses: Losses) -> Cas:
    """Return the CAS of a file, with the type system beside it; raises `BadFile`."""
    types = file.types()
    system = read_types(f"the type system of {file.name}", types) if types is not None else TypeSystem()
    return read_xmi(file.name, file.data(), system, losses)
