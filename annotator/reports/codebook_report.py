"""A codebook as a document, for the appendix on methods: what each label means, its rules, examples, values and slots.

Everything that coders were told stands in it, in the order of the codebook; nothing about who coded what.
"""

from collections.abc import Iterator, Mapping, Sequence

from annotator.model.codebook import Attribute, Codebook, Label, Role, Scope
from annotator.model.ids import AttributeId
from annotator.model.wording import counted
from annotator.reports.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Report,
    TableBlock,
    emphasis,
    listing,
    paragraph,
    row,
)

_DEEPEST = 3


def codebook_report(codebook: Codebook, subtitle: str = "", authors: Sequence[str] = ()) -> Report:
    """Return a codebook as a report. `subtitle`: of which project and version it is; `authors`: by their names."""
    return Report(codebook.name, subtitle, tuple(_blocks(codebook)), authors=tuple(authors))


def _blocks(codebook: Codebook) -> Iterator[Block]:
    if codebook.description:
        yield from map(paragraph, codebook.description.split("\n\n"))
    used = [label for label in codebook.labels if not label.retired]
    yield paragraph(_counts(codebook))
    if used:
        yield _overview(codebook, used)
    depths = _depths(codebook)
    for label in _in_tree(codebook):
        yield Heading(min(_DEEPEST, depths[label.id] + 1), _titled(label))
        yield from _label(label, codebook)


def _counts(codebook: Codebook) -> str:
    retired = sum(label.retired for label in codebook.labels)
    headings = sum(label.heading for label in codebook.labels)
    said = counted(len(codebook.labels) - retired - headings, "label")
    more = [counted(headings, "heading", "headings")] if headings else []
    more += [f"{counted(retired, 'label')} no longer used"] if retired else []
    return f"{', '.join([said, *more])}."


def _overview(codebook: Codebook, used: Sequence[Label]) -> TableBlock:
    depths = _depths(codebook)
    has_codes = any(label.code for label in used)
    header = ["Label", *(["Code"] if has_codes else []), "What it is put on", "Key"]
    rows = [
        row(
            f"{chr(0x2003) * depths[label.id]}{label.name}",
            *([label.code] if has_codes else []),
            _put_on(label),
            label.key,
        )
        for label in _in_tree(codebook)
        if not label.retired
    ]
    return TableBlock(
        columns=tuple(Column() for _ in header), header=(row(*header),), rows=tuple(rows), caption="The labels"
    )


def _put_on(label: Label) -> str:
    if label.heading:
        return "nothing: a heading"
    if label.scope is Scope.DOCUMENT:
        return "a whole document"
    return "an act, with parties" if label.is_act else "a passage"


def _label(label: Label, codebook: Codebook) -> Iterator[Block]:
    if label.retired:
        yield paragraph(emphasis("No longer used."))
    for title, text in (("", label.definition), ("Use it for: ", label.include), ("Not for: ", label.exclude)):
        if text:
            first, *rest = text.split("\n\n")
            yield paragraph(emphasis(title), first) if title else paragraph(first)
            yield from map(paragraph, rest)
    for title, examples in (("Examples", label.examples), ("Near misses", label.near_misses)):
        if examples:
            yield paragraph(emphasis(f"{title}:"))
            yield listing(*(f"“{one}”" for one in examples))
    if label.names_actors:
        yield paragraph("Its passages name actors of the register.")
    if label.attributes:
        yield _attributes(label.attributes, f"What is said of {label.name}")
    if label.roles:
        yield _roles(label, codebook)
    for role in label.roles:
        if role.attributes:
            yield _attributes(role.attributes, f"What is said of each {role.name} of {label.name}")
    if label.counterparts:
        yield _counterparts(label)


def _attributes(attributes: Sequence[Attribute], caption: str) -> TableBlock:
    names = {one.id: one.name for one in attributes}
    rows = []
    for one in attributes:
        rows.append(row(one.name, one.value_type.title, _joined(_asked(one, names), one.definition)))
        rows += [row(f"{chr(0x2003)}{value}", "", one.meanings.get(value, "")) for value in one.values]
    return TableBlock(
        columns=(Column(), Column(), Column()),
        header=(row("Attribute and its values", "Kind", "What it means"),),
        rows=tuple(rows),
        caption=caption,
    )


def _asked(attribute: Attribute, names: Mapping[AttributeId, str]) -> str:
    """Return when an attribute is asked, empty where it always is and may be left out."""
    conditions = [f"{names.get(id, id)} is {' or '.join(values)}" for id, values in attribute.when.items()]
    asked = f"Asked where {' and '.join(conditions)}." if conditions else ""
    return _joined("Has to be said." if attribute.required else "", asked)


def _roles(label: Label, codebook: Codebook) -> TableBlock:
    def filled(role: Role) -> str:
        among = [known.name for id in role.labels if (known := codebook.get(id)) is not None]
        return f"{role.slot_type.title} ({', '.join(among)})" if among else role.slot_type.title

    def how(role: Role) -> str:
        return _joined(
            "Has to be filled." if role.required else "", "May be several." if role.several else "", role.definition
        )

    return TableBlock(
        columns=(Column(), Column(), Column()),
        header=(row("Slot", "What fills it", "What it means"),),
        rows=tuple(row(role.name, filled(role), how(role)) for role in label.roles),
        caption=f"The slots of {label.name}",
    )


def _counterparts(label: Label) -> TableBlock:
    def when(conditions: Mapping[AttributeId, tuple[str, ...]]) -> str:
        return " and ".join(f"{id} is {' or '.join(values)}" for id, values in conditions.items())

    return TableBlock(
        columns=(Column(), Column(), Column(), Column()),
        header=(row("Scheme", "Code", "Name there", "When"),),
        rows=tuple(
            row(Cell(one.scheme), one.code or "none", _joined(one.name, one.note), when(one.when))
            for one in label.counterparts
        ),
        caption=f"{label.name} in other schemes",
    )


def _titled(label: Label) -> str:
    return f"{label.code} {label.name}" if label.code else label.name


def _joined(*said: str) -> str:
    return " ".join(filter(None, said))


def _depths(codebook: Codebook) -> dict[str, int]:
    depths: dict[str, int] = {}
    for label in _in_tree(codebook):
        depths[label.id] = depths[label.parent] + 1 if label.parent is not None else 0
    return depths


def _in_tree(codebook: Codebook) -> Iterator[Label]:
    """Yield each label with those below it behind it, else in the order of the codebook."""
    below: dict[str | None, list[Label]] = {}
    for label in codebook.labels:
        below.setdefault(label.parent, []).append(label)
    waiting = below.get(None, [])[::-1]
    while waiting:
        label = waiting.pop()
        yield label
        waiting += below.get(label.id, [])[::-1]
