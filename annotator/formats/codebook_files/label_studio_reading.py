"""Reading a labelling configuration of Label Studio (https://labelstud.io/tags/) as a codebook.

Labels of every kind of region are labels. Choices, taxonomies, ratings, numbers and texts that are asked of each region
are attributes of the labels, of all or of those that they name. Choices and taxonomies of a whole task are labels too,
below a heading of the control's name where there are several controls: what such a result puts on a text is a label.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.formats.codebook_files.building import CodebookBuilder, LabelSaid
from annotator.formats.codebook_files.codebook_file import ReadCodebook
from annotator.formats.codebooks import Slugs
from annotator.formats.losses import Loss, Losses
from annotator.formats.refi.xml import Element, children, local
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, Label, Role, Scope
from annotator.model.errors import BadFile
from annotator.model.ids import AttributeId, LabelId, RoleId
from annotator.readers.archive import parse_xml
from annotator.readers.registry import bytes_at, printable

DYNAMIC = Loss(
    "1 control is left out, since its labels stand in the tasks and not in the configuration",
    "{n} controls are left out, since their labels stand in the tasks and not in the configuration",
)
TWICE = Loss(
    "1 control is left out, since another of its name asks of the same labels",
    "{n} controls are left out, since others of their names ask of the same labels",
)
OTHER = Loss("1 control that asks for no label is left out", "{n} controls that ask for no label are left out")
_CHOICES = ("Choices", "Taxonomy")
RATING = "Rating"
_ASKED: dict[str, AttributeKind] = {
    RATING: AttributeKind.ORDINAL,
    "Number": AttributeKind.NUMBER,
    "TextArea": AttributeKind.TEXT,
    "DateTime": AttributeKind.DATE,
}
_OTHERS = ("Pairwise", "Ranker", "List", "Rectangle", "Polygon", "KeyPoint", "Brush", "Ellipse", "VideoRectangle")


def read(path: Path) -> ReadCodebook:
    """Read a configuration; raises `BadFile`."""
    root = parse_xml(printable(path.name), bytes_at(path))
    return _LabelStudioConfiguration(root, path).codebook()


class _LabelStudioConfiguration:
    def __init__(self, root: Element, path: Path) -> None:
        self._root, self._path, self._losses = root, path, Losses()
        self._builder = CodebookBuilder(self._losses)
        self._regions: list[str] = []

    def codebook(self) -> ReadCodebook:
        """Return all of it."""
        whole = [one for one in self._root.iter() if local(one) in _CHOICES and not _is_of_region(one)]
        for control in self._root.iter():
            kind = local(control)
            if kind.endswith("Labels"):
                self._take_labels(control)
            elif control in whole:
                self._take_choices(control, len(whole) > 1)
            elif kind in _OTHERS or (kind in _ASKED and not _is_of_region(control)):
                self._losses.add(OTHER, f"“{control.get('name', kind)}”")
        book, ids = self._builder.codebook(self._path.stem)
        if not book.labels:
            raise BadFile(printable(self._path.name), "it has no labels and no choices", "choose another file")
        attributes, roles = self._attributes(ids), self._roles()
        regions = {ids[called] for called in self._regions}
        labels = [
            label.model_copy(
                update={
                    "attributes": tuple(attributes.get(label.id, [])),
                    "roles": roles if label.id in regions else (),
                }
            )
            for label in book.labels
        ]
        fields = frozenset(
            {"id", "name", "parent", "colour", "key", "definition", "scope", "attributes", "roles", "heading"}
        )
        made = Codebook(name=book.name, labels=tuple(Label.model_validate(one.model_dump()) for one in labels))
        return ReadCodebook(made, self._losses.sentences(), fields)

    def _take_labels(self, control: Element) -> None:
        found = list(children(control, "Label"))
        if not found or (control.get("value") or "").startswith("$"):
            self._losses.add(DYNAMIC, f"“{control.get('name', '')}”")
        for one in found:
            called = one.get("value", "")
            if called and not self._builder.has(called):
                self._regions.append(called)
            self._builder.add(called, _said(one, "", Scope.SPAN))

    def _take_choices(self, control: Element, has_others: bool) -> None:
        """Take the choices of a whole task, below a heading where there are several such controls."""
        name = control.get("name", "")
        top = name if has_others and name and not self._builder.has(name) else ""
        if (control.get("value") or "").startswith("$"):
            self._losses.add(DYNAMIC, f"“{name}”")
            return
        if top:
            self._builder.add(top, LabelSaid(top, "", {"heading": True}))
        for one, above in _choices(control, top):
            called = one.get("value", "")
            key = called if not self._builder.has(called) else f"{above} {called}"
            self._builder.add(key, _said(one, above, Scope.DOCUMENT))

    def _attributes(self, ids: dict[str, LabelId]) -> dict[LabelId, list[Attribute]]:
        found: dict[LabelId, list[Attribute]] = {}
        slugs = Slugs()
        for control in self._root.iter():
            if not (local(control) in (*_CHOICES, *_ASKED) and _is_of_region(control)):
                continue
            made = _attribute(control, slugs)
            if made is None:
                self._losses.add(DYNAMIC, f"“{control.get('name', '')}”")
                continue
            named = (_inherited(control, "whenLabelValue") or "").split(",")
            owners = [name.strip() for name in named if name.strip() in ids] or self._regions
            asked = [found.setdefault(ids[owner], []) for owner in dict.fromkeys(owners)]
            free = [known for known in asked if all(one.id != made.id for one in known)]
            for known in free:
                known.append(made)
            if len(free) < len(asked):
                self._losses.add(TWICE, f"“{made.name}”")
        return found

    def _roles(self) -> tuple[Role, ...]:
        slugs = Slugs()
        names = dict.fromkeys(one.get("value", "").strip() for one in self._root.iter() if local(one) == "Relation")
        return tuple(Role(id=RoleId(slugs.get(name)), name=name, several=True) for name in names if name)


def _said(one: Element, parent: str, scope: Scope) -> LabelSaid:
    fields: dict[str, Any] = {"scope": scope}
    fields |= {"colour": one.get("background", ""), "key": one.get("hotkey", ""), "definition": one.get("hint", "")}
    alias, value = one.get("alias", ""), one.get("value", "")
    is_id = alias.isascii() and alias == alias.lower() and alias.replace("-", "").replace("_", "").isalnum()
    return LabelSaid(
        value, parent, {name: said for name, said in fields.items() if said}, alias if is_id and len(alias) > 1 else ""
    )


def _choices(control: Element, above: str) -> Iterator[tuple[Element, str]]:
    for one in children(control, "Choice"):
        yield one, above
        yield from _choices(one, one.get("value", ""))


def _inherited(element: Element, name: str) -> str | None:
    """Return what an element or a view around it says."""
    for one in (element, *element.iterancestors()):
        if (value := one.get(name)) is not None:
            return str(value)
    return None


def _is_of_region(control: Element) -> bool:
    is_per_region = (control.get("perRegion") or "").lower() == "true"
    return is_per_region or (_inherited(control, "visibleWhen") or "") == "region-selected"


def _attribute(control: Element, slugs: Slugs) -> Attribute | None:
    name = control.get("name", "") or local(control).lower()
    kind, values = _ASKED.get(local(control)), tuple[str, ...]()
    if kind is None:
        values = tuple(dict.fromkeys(one.get("value", "").strip() for one, _ in _choices(control, "")))
        values = tuple(filter(None, values))
        several = control.get("choice") == "multiple" or local(control) == "Taxonomy"
        kind = AttributeKind.CHOICES if several else AttributeKind.CHOICE
        if not values:
            return None
    elif local(control) == RATING:
        most = control.get("maxRating", "5")
        values = tuple(
            str(number) for number in range(1, 1 + (int(most) if most.isdecimal() and int(most) < 100 else 5))
        )
    required = (control.get("required") or "").lower() == "true"
    return Attribute(id=AttributeId(slugs.get(name)), name=name, kind=kind, values=values, required=required)
