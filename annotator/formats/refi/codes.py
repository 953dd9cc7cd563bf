"""Labels out of the codes of REFI-QDA, of a project or a codebook.

A code is known by its GUID alone: names may come twice. Programs that know no codes within codes write the one above in
front of the name (“Coke::diet Coke” of ATLAS.ti, “Food\\Coke” of Taguette): where a code of that name is there, it is
taken for the parent.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from annotator.formats.codebooks import CodebookMaker
from annotator.formats.colours import colour_of
from annotator.formats.losses import Loss, Losses
from annotator.formats.refi.describing import described
from annotator.formats.refi.markup import instructed
from annotator.formats.refi.xml import Element, child, children, guid, said
from annotator.model.codebook import Codebook
from annotator.model.ids import LabelId

TWICE = Loss(
    "1 code has the GUID of another; what is coded with it counts as the first one’s",
    "{n} codes have the GUIDs of others; what is coded with them counts as the first ones’",
)
SETS = Loss(
    "1 group of codes is left out, since a label has one parent",
    "{n} groups of codes are left out, since a label has one parent",
)
COLOUR = Loss("1 colour is none and is left out", "{n} colours are none and are left out")
UNNAMED = "(code without a name)"

_PARTS = re.compile(r"::|\\")


@dataclass(frozen=True, slots=True)
class RefiCode:
    """A code as it stands in the file. `above`: the GUID of the code that it stands in, empty at the top."""

    guid: str
    name: str
    above: str
    element: Element


@dataclass(frozen=True, slots=True)
class RefiCodes:
    """The codes of a file, with the labels that they became, by GUID; `own`: the codebook that this program wrote."""

    codes: tuple[RefiCode, ...]
    labels: dict[str, LabelId]
    own: Codebook | None = None

    def headings(self) -> frozenset[LabelId]:
        """Return the labels of codes that nothing can be coded with."""
        return frozenset(self.labels[one.guid] for one in self.codes if not is_codable(one.element))


def codes_of(book: Element | None, maker: CodebookMaker, losses: Losses, is_ours: bool = False) -> RefiCodes:
    """Return the codes of a codebook element, put into a codebook; `is_ours`: whether this program wrote it."""
    codes = list(_within(child(book, "Codes"), ""))
    if is_ours and (own := _own(book, codes)) is not None:
        return own
    labels: dict[str, LabelId] = {}
    kept = []
    often = Counter(one.name.casefold() for one in codes)
    names = {one.guid: one.name for one in codes}
    for one in codes:
        if one.guid in labels:
            losses.add(TWICE, f"“{one.name}”")
            continue
        key = one.name if often[one.name.casefold()] == 1 else f"{names.get(one.above, '')} {one.name}".strip()
        known = set(labels.values())
        label = maker.label(key)
        while label in known:  # two codes of one name in one place
            key += " 2"
            label = maker.label(key)
        labels[one.guid] = label
        kept.append(one)
    by_name = {one.name.casefold(): one.guid for one in reversed(kept)}
    for one in kept:
        above = one.above or ("" if is_ours else _before(one, by_name))
        maker.describe(labels[one.guid], **_fields(one, labels.get(above), losses, is_ours))
    for group in children(child(book, "Sets"), "Set"):
        losses.add(SETS, f"“{group.get('name', '')}”")
    return RefiCodes(tuple(kept), labels)


def _own(book: Element | None, codes: list[RefiCode]) -> RefiCodes | None:
    """Return the codes as this program wrote them, with all that it says beside them; None where that is not so."""
    about = instructed(book) if book is not None else {}
    beside = [instructed(one.element) for one in codes]
    written = sorted((said for said in beside if said), key=lambda said: str(said.get("at", "")).zfill(9))
    if not codes or len(written) < len(codes):
        return None
    try:
        fields = {**about["rest"], **about["book"], "labels": [said["label"] for said in written]}
        codebook = Codebook.model_validate_json(json.dumps(fields))
        labels = {one.guid: LabelId(said["label"]["id"]) for one, said in zip(codes, beside, strict=True)}
    except (KeyError, TypeError, ValueError):  # a ValidationError is a ValueError
        return None
    return RefiCodes(tuple(codes), labels, codebook)


def is_codable(element: Element) -> bool:
    """Whether a code is one to code with, as those are that do not say otherwise."""
    return element.get("isCodable", "true").strip().lower() not in ("false", "0")


def _within(element: Element | None, above: str) -> Iterator[RefiCode]:
    for number, one in enumerate(children(element, "Code")):
        id = guid(one) or f"{above}/{number}"
        yield RefiCode(id, one.get("name", "").strip() or UNNAMED, above, one)
        yield from _within(one, id)


def _before(one: RefiCode, by_name: dict[str, str]) -> str:
    """Return the GUID of the code that is named in front of the name of one."""
    found = list(_PARTS.finditer(one.name))
    for sign in reversed(found):
        above = by_name.get(one.name[: sign.start()].strip().casefold())
        if above and above != one.guid:
            return above
    return ""


def _fields(one: RefiCode, parent: LabelId | None, losses: Losses, is_ours: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {"name": one.name, "parent": parent, "heading": not is_codable(one.element)}
    if text := said(one.element, "Description"):
        fields |= described(text)
    if (written := one.element.get("color", "").strip()) and written.lower() != "none":
        if (colour := colour_of(written)) is None:
            losses.add(COLOUR, f"“{written}” of “{one.name}”")
        else:
            fields["colour"] = colour
    return fields
