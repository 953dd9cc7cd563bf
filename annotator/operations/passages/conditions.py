"""What may be asked of codings, a key each: the one table of it (`KEYS`). All other keys are attributes, and what a
filter of documents may ask for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from annotator.acts.acts import Filling
from annotator.acts.dyads import roles_of
from annotator.model.codebook import Attribute
from annotator.model.errors import BadSearch
from annotator.model.field_values import is_like
from annotator.model.filter_words import FilterSign, Term
from annotator.model.folding import folded
from annotator.model.ids import LabelId, LayerId, RoleId
from annotator.model.span import AttributeValue
from annotator.model.value_forms import told_in
from annotator.model.wording import isolated
from annotator.operations.codebook import stale
from annotator.operations.passages.beside import BESIDE
from annotator.operations.passages.coded import SearchedCoding
from annotator.operations.passages.condition import NO, YES, Condition, Holds, is_yes
from annotator.operations.passages.disputes import decided, disputed
from annotator.operations.passages.names import SearchNames
from annotator.operations.passages.who import Party, Reach
from annotator.store.search.span_query import InSlot, SpanQuery

Makes = Callable[[Term, SearchNames], Condition]


def condition(term: Term, names: SearchNames) -> Condition | None:
    """Return what a term asks of codings; None where it asks something of documents. Raises `BadSearch`."""
    key = folded(term.key)
    if key in KEYS:
        if term.comparison not in (FilterSign.HAS, FilterSign.IS):
            raise BadSearch(f"“{isolated(str(term))}” compares what has no order; write {key}:{isolated(term.value)}.")
        found = KEYS[key](term, names)
    elif attributes := names.attributes(term.key):
        found = _of_attribute(term, attributes)
    else:
        return None
    return found.turned() if term.is_not else found


def _label(term: Term, names: SearchNames) -> Condition:
    """“label:” has the labels below it, too; “label=” has not."""
    family = names.family(term, term.value)
    return Condition(
        lambda coding: coding.span.label in family,
        "coded" if term.is_any else isolated(names.label(term.value).name),
        lambda query: replace(query, labels=_both(query.labels, family)),
        is_all=True,
    )


def _both(before: tuple[LabelId, ...] | None, family: tuple[LabelId, ...]) -> tuple[LabelId, ...]:
    return family if before is None else tuple(id for id in before if id in family)


def _in_role(number: int, word: str, none: str, reach: Reach) -> Makes:
    """Return who speaks (the first role of a party) or is spoken to (the second)."""

    def of_term(term: Term, names: SearchNames) -> Condition:
        roles = {label.id: roles_of(label)[number] for label in names.acts()}
        ids = tuple(dict.fromkeys(RoleId(role.id) for role in roles.values() if role is not None))

        def fillings(coding: SearchedCoding) -> list[Filling]:
            """A party that is a label on the whole document has no words: that is nobody."""
            role = roles.get(coding.span.label)
            some = coding.act.of(role.id) if coding.act is not None and role is not None else ()
            return [one for one in some if one.actor or one.value or one.quote.strip()]

        if term.is_any:
            return Condition(
                lambda coding: bool(fillings(coding)),
                f"{word} anybody",
                lambda query: replace(query, slots=(*query.slots, InSlot(ids))),
            )
        if not term.value:
            return Condition(lambda coding: roles.get(coding.span.label) is not None and not fillings(coding), none)
        itself = Reach.ITSELF if term.comparison is FilterSign.IS else reach
        party = names.party(term.value, itself)
        return Condition(
            lambda coding: party.is_in(fillings(coding), coding.document.info.metadata, coding.document.date),
            f"{word} {isolated(party.name)}{' or a group it is in' if itself is Reach.ITS_GROUPS else ''}",
            _with_slot(ids, party),
        )

    return of_term


def _with_slot(roles: tuple[RoleId, ...], party: Party) -> Callable[[SpanQuery], SpanQuery] | None:
    if party.actor is None:
        return None
    slot = InSlot(roles, tuple(sorted(party.ever)), ("document",))
    return lambda query: replace(query, slots=(*query.slots, slot))


def _mentions(term: Term, names: SearchNames) -> Condition:
    """An actor anywhere: the passage is coded as a mention of it, or it fills whatever slot of the act."""
    if not term.value.strip():
        raise BadSearch("“actor:” names nobody; write who is meant, as in actor:China.")
    party = names.party(term.value, Reach.ITSELF if term.comparison is FilterSign.IS else Reach.ITS_OWN)

    def holds(coding: SearchedCoding) -> bool:
        info, day = coding.document.info, coding.document.date
        if party.is_actor(coding.span.actor, day):
            return True
        slots = coding.act.fillings.values() if coding.act is not None else ()
        return any(party.is_in(some, info.metadata, day) for some in slots)

    return Condition(holds, f"with {isolated(party.name)}")


def _coder(term: Term, names: SearchNames) -> Condition:
    layers: tuple[LayerId, ...] = names.layers_of(term.value)
    return Condition(
        lambda coding: coding.span.layer in layers,
        f"coded by {isolated(term.value)}"
        if folded(term.value) not in ("gold", "all", "me")
        else _WHOSE[folded(term.value)],
        lambda query: replace(query, layers=tuple(one for one in query.layers if one in layers)),
        is_all=True,
    )


_WHOSE = {"gold": "in gold", "all": "of all coders", "me": "of yours"}


def _doubt(term: Term, names: SearchNames) -> Condition:
    wanted = is_yes(term)
    return Condition(
        lambda coding: coding.span.doubt is wanted,
        "in doubt" if wanted else "without doubt",
        lambda query: replace(query, doubt=wanted),
        is_all=True,
    )


def _note(term: Term, names: SearchNames) -> Condition:
    if term.is_any or not term.value or folded(term.value) in YES | NO:
        wanted = is_yes(term)
        return Condition(
            lambda coding: bool(coding.span.note) is wanted,
            "with a note" if wanted else "without a note",
            lambda query: replace(query, noted=wanted),
            is_all=True,
        )
    return Condition(
        lambda coding: is_like(coding.span.note, term),
        f"with “{isolated(term.value)}” in the note",
        lambda query: replace(query, noted=True),
    )


def _stale(term: Term, names: SearchNames) -> Condition:
    wanted = is_yes(term)
    versions = names.project.spans.versions()
    pairs = tuple(stale.changed(names.project, {(label, version) for _, label, version in versions}))
    found = Condition(
        lambda coding: (coding.span.label, coding.span.codebook_version) in pairs,
        "coded before their label changed",
        lambda query: replace(query, coded_under=pairs),
        is_all=True,
    )
    return found if wanted else found.turned()


def _of_attribute(term: Term, attributes: Mapping[LabelId, Attribute]) -> Condition:
    """Of values in an order, from one on or up to one: force>=urges, of the labels that have this value."""
    name = isolated(next(iter(attributes.values())).name)
    if term.is_any or not term.value:
        is_any = term.is_any
        return Condition(
            lambda coding: bool(_texts(coding, attributes)) is is_any,
            f"with a value of {name}" if is_any else f"without a value of {name}",
        )
    ordered = {label: one for label, one in attributes.items() if one.value_type.is_ordered}
    if term.comparison not in (FilterSign.HAS, FilterSign.IS) and ordered:
        holds = _in_order(term, ordered, name)
    else:
        holds = _alike(term, attributes)
    return Condition(holds, f"with {name} {_COMPARED[term.comparison]}{isolated(term.value)}")


def _alike(term: Term, attributes: Mapping[LabelId, Attribute]) -> Holds:
    """Compare values as they are."""
    return lambda coding: any(is_like(text, term) for text in _texts(coding, attributes))


def _in_order(term: Term, attributes: Mapping[LabelId, Attribute], name: str) -> Holds:
    """Compare values by their places in the codebook."""
    ranks = {
        label: {folded(value): str(rank) for rank, value in enumerate(one.values)} for label, one in attributes.items()
    }
    bounds = {label: of[folded(term.value)] for label, of in ranks.items() if folded(term.value) in of}
    if not bounds:
        known = ", ".join(dict.fromkeys(isolated(value) for one in attributes.values() for value in one.values))
        raise BadSearch(f"{name} has no value “{isolated(term.value)}”; it has {known}.")
    asked = {label: replace(term, value=bound) for label, bound in bounds.items()}

    def holds(coding: SearchedCoding) -> bool:
        label = coding.span.label
        found = (ranks[label].get(folded(text)) for text in _texts(coding, attributes)) if label in asked else ()
        return any(rank is not None and is_like(rank, asked[label]) for rank in found)

    return holds


_COMPARED: Mapping[FilterSign, str] = {
    FilterSign.HAS: "",
    FilterSign.IS: "",
    FilterSign.AT_LEAST: "at least ",
    FilterSign.AT_MOST: "at most ",
    FilterSign.MORE: "above ",
    FilterSign.LESS: "below ",
}


def _value(coding: SearchedCoding, attributes: Mapping[LabelId, Attribute]) -> AttributeValue | None:
    attribute = attributes.get(coding.span.label)
    return coding.span.attributes.get(attribute.id) if attribute is not None else None


def _texts(coding: SearchedCoding, attributes: Mapping[LabelId, Attribute]) -> Sequence[str]:
    value = _value(coding, attributes)
    return [] if value is None else told_in(value)


KEYS: Mapping[str, Makes] = {
    "label": _label,
    "to": _in_role(1, "to", "without an addressee", Reach.ITS_OWN),
    "to-groups": _in_role(1, "to", "without an addressee", Reach.ITS_GROUPS),
    "by": _in_role(0, "by", "without a speaker", Reach.ITS_OWN),
    "by-groups": _in_role(0, "by", "without a speaker", Reach.ITS_GROUPS),
    "actor": _mentions,
    "doubt": _doubt,
    "note": _note,
    "stale": _stale,
    "disputed": disputed,
    "decided": decided,
    **BESIDE,
    "coder": _coder,
}
"""What may be asked of codings, in the order in which a sentence says it."""
