"""The codebook found in a file that has none, as far as it says what ours lacks: what nobody said widens nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from annotator.model.bundle import CodedDocument
from annotator.model.codebook import Attribute, Codebook, Label
from annotator.model.span import AttributeValue

Said = Mapping[str, Mapping[str, list[AttributeValue]]]
"""By label and attribute, the values that spans have."""


def only_said(theirs: Codebook, ours: Codebook, documents: Iterable[CodedDocument]) -> Codebook:
    """Return their codebook with no more of the labels that are known here than spans and links need."""
    values: dict[str, dict[str, list[AttributeValue]]] = defaultdict(lambda: defaultdict(list))
    roles: dict[str, set[str]] = defaultdict(set)
    for coded in documents:
        labels = {span.id: span.label for span in coded.spans}
        for span in coded.spans:
            for name, value in span.attributes.items():
                values[span.label][name].append(value)
        for link in coded.links:
            roles[labels.get(link.act, "")].add(link.role)
    return theirs.with_labels(
        label if (known := ours.get(label.id)) is None else _needed(label, known, values[label.id], roles[label.id])
        for label in theirs.labels
    )


def _needed(theirs: Label, ours: Label, values: Mapping[str, list[AttributeValue]], roles: set[str]) -> Label:
    used = [one for one in theirs.attributes if one.id in values]
    attributes = [_attribute(one, ours.attribute(one.id), values[one.id]) for one in used]
    here = {one.id for one in attributes}
    # It may be asked only where another has a value, which nobody said.
    sound = (one if here.issuperset(one.when) else one.model_copy(update={"when": {}}) for one in attributes)
    kept = tuple(ours.role(role.id) or role for role in theirs.roles if role.id in roles)
    return theirs.model_copy(update={"attributes": tuple(sound), "roles": kept, "counterparts": ()})


def _attribute(theirs: Attribute, ours: Attribute | None, values: list[AttributeValue]) -> Attribute:
    return ours if ours is not None and all(map(ours.fits, values)) else theirs
