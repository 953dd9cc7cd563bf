"""What a TEI file says about its documents: who wrote to whom, when and where, from which archive.

The documents of a volume say it in their heads, datelines and closers; a single text in the header of its file.
TEI P5 guidelines, chapters 2 and 4; P4 for the older names of the same.
"""

from collections.abc import Collection, Iterator

import regex
from lxml import etree

from annotator.readers.tei_body import line_of
from annotator.readers.tei_dates import date_of_division, date_of_text
from annotator.readers.tei_elements import DIVISIONS, child, id_of, local

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FRUS = "{http://history.state.gov/ns/1.0}"
_DATE = regex.compile(r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:T([0-9:.]+(?:Z|[+-][0-9:]+)?))?")
_COMPACT = regex.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_ADDRESS = regex.compile(r"https?://\S+")
_SIDES = {"from": "from", "to": "to", "sent": "from", "received": "to"}
_LISTS = {"from": "from", "to": "to", "subject": "subject", "subjects": "subject"}
_OTHERS = frozenset(["attachment", "floatingText"])

Metadata = dict[str, str]


def of_document(
    division: etree._Element, inner: Collection[etree._Element], edition: etree._Element | None = None
) -> tuple[Metadata, tuple[etree._Element, ...]]:
    """Return what is known of one document, and what does not belong to its text: notes on its source, `inner` ones.

    `edition`: the file, where that is this one document.
    """
    own = list(_own(division, inner))
    notes = _source_notes(division, own)
    found = date_of_division(division, own) if edition is None else date_of_text(edition, own)
    places = [line_of(one) for line in own if local(line) == "dateline" for one in line.iter("{*}placeName")]
    found |= {"place": places[0]} if places else {}
    found |= _joined(_parties(division, own, notes))
    found |= _joined([("signatory", name) for one in own if local(one) == "signed" for name in _signatories(one)])
    found |= _joined([("source", line_of(note)) for note in notes])
    attributes = {"number": division.get("n"), "id": id_of(division), "kind": division.get("subtype")}
    if local(division) in DIVISIONS:
        found |= {key: value for key, value in attributes.items() if value} | _section(division)
    return found, (*inner, *notes)


def of_volume(edition: etree._Element) -> Metadata:
    """Return what the documents of a volume have in common."""
    numbers = [line_of(one) for one in _header(edition, "publicationStmt/{*}idno") if one.get("type") == "frus"]
    found = {"volume": title_of(edition), "volume_id": id_of(edition) or next(iter(numbers), "")}
    return {key: value for key, value in found.items() if value}


def of_edition(edition: etree._Element) -> Metadata:
    """Return what the header says of a file that is one document."""
    pairs = [("author", line_of(one)) for one in _header(edition, "titleStmt/{*}author")]
    for action in _header(edition, "correspAction"):
        side = _SIDES.get(action.get("type") or "")
        names = [one for one in action if local(one) in ("persName", "orgName", "name")]
        pairs += [(side, line_of(name)) for name in names if side]
        if side == "from":
            pairs += [("place", line_of(one)) for one in action.iter("{*}placeName", "{*}settlement")]
    found = _joined(pairs)
    for number in _header(edition, "publicationStmt/{*}idno"):
        key, value = (number.get("type") or "").casefold(), line_of(number)
        if value and regex.fullmatch(r"[a-z][a-z0-9_-]*", key):
            found.setdefault(key, value)
    sources = _header(edition, "sourceDesc/{*}*")
    if address := next(
        filter(None, (_ADDRESS.fullmatch(line_of(one) or one.get("target") or "") for one in sources)), None
    ):
        found["source_url"] = address[0]
    return found


def title_of(edition: etree._Element) -> str:
    """Return the title of a file: the complete or main one where it has several."""
    titles = _header(edition, "titleStmt/{*}title")
    best = [one for kind in ("complete", "main", None) for one in titles if one.get("type") == kind]
    return line_of(next(iter((*best, *titles)), None))


def language_of(element: etree._Element) -> Metadata:
    """Return the language that is declared for an element: by it or around it, in the header, or in its sentences."""
    edition = element
    for around in (element, *element.iterancestors()):
        if tag := around.get(_XML_LANG) or around.get("lang"):
            return {"language": tag}
        edition = around
        if local(around) in ("TEI", "TEI.2"):
            break
    used = [one for one in _header(edition, "langUsage/{*}language") if one.get("ident")]
    if len(used) == 1:
        return {"language": used[0].get("ident") or ""}
    inner = (one.get(_XML_LANG) or one.get("lang") for one in element.iter("{*}p", "{*}s", "{*}u", "{*}ab"))
    tag = next(filter(None, inner), "")
    return {"language": tag} if tag else {}


def _own(division: etree._Element, inner: Collection[etree._Element]) -> Iterator[etree._Element]:
    """Yield the elements of a document that are in no other one, nor in what is attached to it."""
    walker = etree.iterwalk(division, events=("start",))
    for _, element in walker:
        if element in inner or local(element) in _OTHERS:
            walker.skip_subtree()
        else:
            yield element


def _source_notes(division: etree._Element, own: list[etree._Element]) -> list[etree._Element]:
    """Return the notes on where a document is from: those that say so, else the first of its heading."""
    notes = [one for one in own if local(one) == "note" and one.get("type") == "source"]
    head = child(division, "head") if division.get("type") == "document" else None
    return notes or ([] if head is None else list(head.iter("{*}note"))[:1])


def _parties(
    division: etree._Element, own: list[etree._Element], notes: list[etree._Element]
) -> Iterator[tuple[str, str]]:
    """Yield ("from", "to" or "subject", words) of the heading and of the lists at the top of a memorandum."""
    head = child(division, "head")
    for one in () if head is None else head.iter("{*}*"):
        side = one.get("type") or ""
        if side in ("from", "to") and not any(note in notes for note in one.iterancestors("{*}note")):
            yield side, line_of(one)
    for one in own:
        if local(one) == "list":
            kind = one.get("type") or line_of(child(one, "head")).rstrip(" :")
            key = _LISTS.get(kind.casefold(), "")
            yield from ((key, line_of(item)) for item in one if key and local(item) == "item")


def _signatories(signed: etree._Element) -> list[str]:
    names = [line_of(one) for one in signed.iter("{*}persName")]
    return names or [line_of(signed)]


def _joined(pairs: list[tuple[str, str]] | Iterator[tuple[str, str]]) -> Metadata:
    """Return each key with its values, each one once, divided by semicolons."""
    found: dict[str, dict[str, None]] = {}
    for key, value in pairs:
        if value:
            found.setdefault(key, {})[value] = None
    return {key: "; ".join(values) for key, values in found.items()}


def _section(division: etree._Element) -> Metadata:
    heads = [child(around, "head") for around in division.iterancestors() if local(around) in DIVISIONS]
    names = [name for name in map(line_of, reversed(heads)) if name]
    return {"section": " / ".join(names)} if names else {}


def _header(edition: etree._Element, path: str) -> list[etree._Element]:
    header = child(edition, "teiHeader")
    return [] if header is None else header.findall(f".//{{*}}{path}")
