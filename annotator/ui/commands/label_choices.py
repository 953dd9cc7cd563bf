"""The labels as lines of the picker: by name, by key, and by the code that they have in the scheme they come from."""

from collections.abc import Iterable, Sequence

from annotator.model.codebook import Codebook, Label
from annotator.ui.kit.fuzzy_match import fold
from annotator.ui.kit.picker import Find, PickItem, ranked


def title_of(label: Label) -> str:
    """Return what a label is called in a list: its code before its name, if it has one that says something else."""
    return f"{label.code}  {label.name}" if fold(label.code) not in ("", fold(label.name)) else label.name


def label_items(codebook: Codebook, offered: Iterable[Label]) -> list[PickItem]:
    """Return the labels that are offered, in the codebook's order; a heading above one of them cannot be chosen."""
    with_keys = {label.id: label for label in offered}
    above = set()
    for label in with_keys.values():
        at: Label | None = label
        while at is not None and at.parent not in above:
            above.add(at.parent)
            at = codebook.get(at.parent) if at.parent else None
    shown = (with_keys.get(one.id, one) for one in codebook.labels)
    return [_item(one) for one in shown if one.id in with_keys or (one.heading and one.id in above)]


def finder_of(items: Sequence[PickItem], codebook: Codebook) -> Find:
    """Return what finds labels by what was typed: one whose whole code it is before all others."""
    codes = {str(label.id): fold(label.code) for label in codebook.labels if label.code}

    def find(typed: str) -> list[PickItem]:
        code = fold(typed.strip())
        # Sorting keeps the order among those alike.
        return sorted(ranked(typed, items), key=lambda item: not (code and codes.get(item.id) == code and item.enabled))

    return find


def _item(label: Label) -> PickItem:
    why = "a heading" if label.heading else ""
    detail = "" if label.heading else label.definition
    title = title_of(label)
    return PickItem(label.id, title, detail, label.key, label.colour, label.cue, not label.heading, why=why)
