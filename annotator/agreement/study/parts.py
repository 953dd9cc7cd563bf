"""Codings taken apart: found, label, attribute by attribute, slot by slot; each as ratings of places.

What is compared narrows from part to part: the label where two found something, attributes and slots where they gave
it the same label. So a number says how far coders agree on that part, whatever they missed before.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from annotator.acts.acts import Filling
from annotator.acts.wordings import bare
from annotator.agreement.input.passages import CodedPassage, Values
from annotator.agreement.input.ratings import Ratings, Row, Value
from annotator.agreement.results import NOTHING
from annotator.agreement.study.study import Aspect
from annotator.model.asking import asked
from annotator.model.attribute_kinds import Scale
from annotator.model.codebook import Attribute, Label
from annotator.model.ids import LabelId, SpanId
from annotator.model.span import AttributeValue, Span

ACTOR = "actor"
"""The part that is the registered actor whom a mention names; the other where an attribute has this id."""
MENTIONED_ACTOR = "mentioned actor"
ON_DOCUMENTS = "document"
"""The part of the label that is about whole documents, where the coders marked passages as well."""
ON_LABEL = (
    "Over the passages that at least two coders found: the label that each gave. Labels on whole documents are "
    "compared by themselves."
)
ON_DOCUMENT_LABELS = (
    "Over the documents on which, as a whole, at least two coders put labels: the set of these. Labels of passages are "
    "compared by themselves."
)
ON_DOCUMENT_LABEL = (
    "Over the documents on which, as a whole, at least two coders put labels: whether this one is among them. Labels "
    "of passages are compared by themselves."
)
ON_ATTRIBUTE = "Over the places that at least two coders found and gave this label."
ON_ACTOR = f"{ON_ATTRIBUTE} Where a mention names no registered actor, that is a value too."
ON_SLOT = (
    "Over the acts that at least two coders found and gave this label. The parties of a slot are a set: registered "
    "actors, explicit values, words of the text; words that overlap, or read the same apart from article and case, are "
    "the same party."
)
ON_SLOT_VALUE = (
    "Over the parties that at least two coders put into this slot of acts that they found and gave this label: each "
    "party of each act by itself."
)
_RANKED = "Where a coder gave no value, or one that the codebook no longer has, the value is missing."
_NOT_RANKED = "Where a coder gave no value, that is a value too."
_HANGING = "Where it is not asked, since it hangs on what another says, the value is missing."

Fillings = Mapping[SpanId, Sequence[Filling]]
Said = Mapping[str, AttributeValue]
"""What is said of a span or a party, by attribute."""
Read = Callable[[Span], Value | None]
"""What a span says of the part that is compared, None where its coder said nothing."""


def convention_of(attribute: Attribute) -> str:
    """Return what is compared of an attribute, as a sentence."""
    return f"{ON_ATTRIBUTE} {_missing(attribute)}"


def convention_of_slot(attribute: Attribute) -> str:
    """Return what is compared of an attribute of a role, as a sentence."""
    return f"{ON_SLOT_VALUE} {_missing(attribute)}"


def _missing(attribute: Attribute) -> str:
    said = _RANKED if attribute.value_type.scale.is_ranked else _NOT_RANKED
    return f"{said} {_HANGING}" if attribute.when else said


def slot_value_part(role: str, attribute: str) -> str:
    """Return what a part is called that is an attribute of a role."""
    return f"{role}/{attribute}"


def is_label(ratings: Ratings, label: LabelId) -> Ratings:
    """Return whether it is this label, or this is among them, from ratings whose values are labels or sets of them."""
    return ratings.mapped(
        lambda value: label in value if isinstance(value, frozenset) else value == label, (False, True)
    )


def read_attribute(attribute: Attribute, among: Sequence[Attribute] = ()) -> Read:
    """Return what is read of a span: the value of an attribute; `among`: all of its label, on which it may hang."""
    read = read_value(attribute, among)
    return lambda span: read(span.attributes)


def read_value(attribute: Attribute, among: Sequence[Attribute] = ()) -> Callable[[Said], Value | None]:
    """Return what is read of all that is said of a span or a party; None where the attribute is not asked."""
    read = _ranked if attribute.value_type.scale.is_ranked else _as_category
    unsaid = read(None, attribute)

    def value(said: Said) -> Value | None:
        if attribute.when and among and attribute not in asked(among, said):
            return None
        given = said.get(attribute.id)
        return unsaid if given is None else read(given, attribute)

    return value


def says_value(attribute: Attribute, among: Sequence[Attribute] = ()) -> Callable[[Said], bool]:
    """Return whether anything is said of an attribute: a value that counts as one where it is compared."""
    read = read_value(attribute, among)
    unsaid = read_value(attribute)({})

    def says(said: Said) -> bool:
        value, given = read(said), said.get(attribute.id)
        # Who says “no” has said something, though it counts as what is left out does.
        is_answer = given is not None and attribute.value_type.unsaid is not None and attribute.fits(given)
        return value is not None and (value != unsaid or is_answer)

    return says


def read_actor(span: Span) -> Value:
    """Return the registered actor whom a mention names."""
    return span.actor or NOTHING


def of_role(fillings: Fillings, span: Span, role: str) -> list[Filling]:
    """Return what fills a slot of an act."""
    return [one for one in fillings.get(span.id, ()) if one.link.role == role]


def parties(given: Sequence[Sequence[Filling] | None]) -> Row:
    """Return the set of parties of each coder in a slot, None for a coder without such an act."""
    names = _names([one for found in given for one in found or ()])
    return tuple(None if found is None else frozenset(names[id(one)] for one in found) for found in given)


def slot_values(given: Sequence[Sequence[Filling] | None], read: Callable[[Said], Value | None]) -> dict[Hashable, Row]:
    """Return what each coder says of each party that at least two of them put into a slot, by what it is called."""
    names = _names([one for found in given for one in found or ()])
    rows: dict[Hashable, list[Value | None]] = defaultdict(lambda: [None] * len(given))
    having: dict[Hashable, set[int]] = defaultdict(set)
    for column, found in enumerate(given):
        for one in found or ():
            name = names[id(one)]
            if column not in having[name]:
                having[name].add(column)
                rows[name][column] = read(one.link.attributes)
    return {name: tuple(row) for name, row in rows.items() if len(having[name]) > 1}


def plain_parties(given: Sequence[Filling]) -> Value | None:
    """Return the set of parties where it is the same whoever else fills the slot; None where words stand in it."""
    if any(_is_worded(one) for one in given):
        return None
    return frozenset(map(_called, given))


def values_behind(
    aspect: Aspect, label: LabelId | None, part: str, labels: Mapping[str, Label], fillings: Sequence[Fillings]
) -> Values:
    """Return what is read of each place for an aspect of the codings, of one label or of all.

    `part`: the id of an attribute or a role. `labels`: those of the codebook; `fillings`: by document, for a slot.
    """
    if aspect is Aspect.FOUND:
        return _found_at(label)
    if aspect is Aspect.BOUNDARY:
        return _extents_at(label)
    if aspect is Aspect.LABEL:
        return _label_at if label is None else _is_label_at(label)
    if label is None or aspect is Aspect.ALL:
        return _marked_at(label)
    if aspect is Aspect.SLOT:
        return slot_at(label, part, fillings)
    if aspect is Aspect.SLOT_VALUE:
        return slot_value_at(labels[label], part, fillings)
    return said_at(label, labels[label], part)


def _label_at(place: CodedPassage) -> Row | None:
    """Read the label that each coder gave, where two gave one."""
    if len(place.found) < 2:
        return None
    return tuple(None if span is None else span.label for span in place.spans)


def _alike(place: CodedPassage, label: LabelId) -> list[Span | None]:
    """Return the spans with this label, None for those who have none or another."""
    return [span if span is not None and span.label == label else None for span in place.spans]


def attribute_at(label: Label, attribute: Attribute) -> Values:
    """Read the value that each coder gave an attribute of a label; missing where it is not asked."""
    return _read_at(label.id, read_attribute(attribute, label.attributes))


def said_at(label: LabelId, known: Label | None, part: str) -> Values:
    """Read what a part says: an attribute, or the actor whom a mention names; `known`: the label in the codebook."""
    attribute = known.attribute(part) if known is not None else None
    # A codebook may have an attribute that is called as the actor is; the part is then that one.
    return attribute_at(known, attribute) if known is not None and attribute is not None else actor_at(label)


def actor_at(label: LabelId) -> Values:
    """Read the registered actor whom each coder's mention names."""
    return _read_at(label, read_actor)


def _read_at(label: LabelId, read: Read) -> Values:
    return lambda place: tuple(None if span is None else read(span) for span in _alike(place, label))


def slot_at(label: LabelId, role: str, fillings: Sequence[Fillings]) -> Values:
    """Read the set of parties in a slot of each coder's act; `fillings`: by document and act."""

    def values(place: CodedPassage) -> Row | None:
        spans = _alike(place, label)
        if sum(span is not None for span in spans) < 2:
            return None
        return parties([None if span is None else of_role(fillings[place.document], span, role) for span in spans])

    return values


def slot_value_at(label: Label, part: str, fillings: Sequence[Fillings]) -> Values:
    """Read what each coder says of the parties that two have in a slot: of one alone its value, of several theirs."""
    role, _, id = part.partition("/")
    found = label.role(role)
    attribute = found.attribute(id) if found is not None else None

    def values(place: CodedPassage) -> Row | None:
        spans = _alike(place, label.id)
        if found is None or attribute is None or sum(span is not None for span in spans) < 2:
            return None
        given = [None if span is None else of_role(fillings[place.document], span, role) for span in spans]
        rows = list(slot_values(given, read_value(attribute, found.attributes)).values())
        if len(rows) < 2:
            return rows[0] if rows else None
        columns = zip(*rows, strict=True)
        return tuple(None if all(one is None for one in column) else column for column in columns)

    return values


def labels_on_documents(places: Sequence[CodedPassage], label: LabelId | None) -> Values:
    """Return what is read of a label on a whole document; `places`: all of them on whole documents.

    Who put other labels on the document did not give this one; who put none on it says nothing.
    """
    gave: dict[tuple[int, int], set[LabelId]] = defaultdict(set)
    for place in places:
        for column, span in enumerate(place.spans):
            if span is not None:
                gave[place.document, column].add(span.label)

    def said(place: CodedPassage, column: int) -> Value | None:
        given = gave.get((place.document, column))
        if given is None:
            return None
        if label is not None:
            return label in given
        span = place.spans[column]
        return span.label if span is not None else next((one.label for one in place.found if one.label in given), "")

    return lambda place: (
        tuple(said(place, column) for column in range(len(place.spans))) if label is None or place.has(label) else None
    )


def _is_label_at(label: LabelId) -> Values:
    """Read whether each coder who found a place gave it this label."""

    def values(place: CodedPassage) -> Row | None:
        given = _label_at(place)
        return None if given is None else tuple(None if one is None else one == label for one in given)

    return values


def _marked_at(label: LabelId | None) -> Values:
    """Read what each coder marked, with which label; with a label, only where somebody gave that one."""

    def values(place: CodedPassage) -> Row | None:
        if label is not None and not place.has(label):
            return None
        return tuple(
            (span.label if label is None else span.label == label, span.extents)
            if span is not None
            else ("",)
            if present
            else None
            for span, present in zip(place.spans, place.present, strict=True)
        )

    return values


def _found_at(label: LabelId | None) -> Values:
    """Read whether each coder has a span; with a label, only where somebody gave that one."""

    def values(place: CodedPassage) -> Row | None:
        if label is not None and not place.has(label):
            return None
        return tuple(
            span is not None if present else None for span, present in zip(place.spans, place.present, strict=True)
        )

    return values


def _extents_at(label: LabelId | None) -> Values:
    """Read the extents of those who found something; with a label, of those who gave it that one."""
    return lambda place: tuple(
        span.extents if span is not None and label in (None, span.label) else None for span in place.spans
    )


def categories_of(attribute: Attribute) -> tuple[str, ...]:
    """Return what could have been said of an attribute, rising for an ordinal one; nothing where it is open."""
    kind = attribute.value_type
    if kind.is_typed or kind.scale is Scale.SETS:
        return ()
    said = tuple(word for value in attribute.offered for word in attribute.words(value))
    if kind.unsaid is not None:
        return tuple(sorted(said))
    return said if kind.is_ordered else (*said, NOTHING)


def is_open(attribute: Attribute) -> bool:
    """Whether there is no telling what could have been said of an attribute: a text, a date, a number, a set."""
    return not categories_of(attribute)


def _ranked(given: AttributeValue | None, attribute: Attribute) -> Value | None:
    """Return a value that has a place in the order, None for what has none."""
    if given is None or not attribute.fits(given):
        return None
    word = attribute.words(given)[0]
    return word if attribute.value_type.is_ordered else float(word)


def _as_category(given: AttributeValue | None, attribute: Attribute) -> Value:
    kind = attribute.value_type
    if kind.scale is Scale.SETS:
        return frozenset(attribute.words(given) if given is not None else ())
    if kind.unsaid is not None and (given is None or not attribute.fits(given)):
        given = kind.unsaid
    return NOTHING if given is None else ", ".join(attribute.words(given))


def _names(fillings: Iterable[Filling]) -> dict[int, Hashable]:
    """Return what each party is called (by the identity of its filling), the same for the same party."""
    names: dict[int, Hashable] = {}
    worded: list[list[Filling]] = []
    for one in fillings:
        if not _is_worded(one):
            names[id(one)] = _called(one)
            continue
        same = [group for group in worded if any(_same_words(one, other) for other in group)]
        worded = [group for group in worded if group not in same]
        worded.append([one, *(other for group in same for other in group)])
    for group in worded:
        name = min(f"“{bare(one.quote)}”" for one in group)
        names.update((id(one), name) for one in group)
    return names


def _is_worded(filling: Filling) -> bool:
    return filling.actor is None and filling.value is None and bool(filling.extents)


def _called(filling: Filling) -> str:
    return str(filling.actor or filling.value or NOTHING)


def _same_words(first: Filling, second: Filling) -> bool:
    overlap = any(a < d and c < b for a, b in first.extents for c, d in second.extents)
    return overlap or bare(first.quote) == bare(second.quote)
