"""Attributes, slots, acts as a whole and directed dyads as rows of values, reckoned from what was exported."""

from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import product
from typing import Any

from tests.operations.agreement.reckoning.exported import Coded, Export, Party, Text
from tests.operations.agreement.reckoning.passages import Group, passages

Value = Hashable
Rows = list[list[Value]]
NOTHING = ("nothing",)


def at_places(group: Group, coders: Sequence[str]) -> list[Coded | None]:
    return [next((one for one in group if one.coder == coder), None) for coder in coders]


def attribute_rows(export: Export, label: str, attribute: dict[str, Any] | None, coders: Sequence[str]) -> Rows:
    """Return what each coder said of an attribute where two gave the label; None for the actor of a mention."""
    rows = []
    for text in export.texts:
        for group in passages(text, tuple(coders)):
            alike = [one if one is not None and one.label == label else None for one in at_places(group, coders)]
            rows.append([None if one is None else _said(one, attribute) for one in alike])
    return rows


def _said(one: Coded, attribute: dict[str, Any] | None) -> Value | None:
    if attribute is None:
        return one.actor or NOTHING
    if any(one.attributes.get(other) not in values for other, values in attribute.get("when", {}).items()):
        return None
    given = one.attributes.get(attribute["id"])
    kind, values = attribute["kind"], attribute.get("values", [])
    if kind == "ordinal":
        return given if given in values else None
    if kind == "number":
        return None if given is None else float(given)
    if kind == "choices":
        return frozenset(given or ())
    if kind == "flag":
        return bool(given)
    return NOTHING if given is None else str(given)


def slot_rows(export: Export, label: str, role: str, coders: Sequence[str]) -> Rows:
    """Return the parties of each coder's slot, a set, where two coders gave the label."""
    rows: Rows = []
    for text in export.texts:
        for group in passages(text, tuple(coders)):
            alike = [one if one is not None and one.label == label else None for one in at_places(group, coders)]
            if sum(one is not None for one in alike) > 1:
                rows.append(parties([None if one is None else _of_role(one, role) for one in alike]))
    return rows


def _of_role(one: Coded, role: str) -> list[Party]:
    return [party for party in one.parties if party.role == role]


def parties(given: Sequence[Sequence[Party] | None]) -> list[Value]:
    """Return the set of parties of each coder; words that overlap, or read alike, are one, chains of these too."""
    worded = [one for found in given for one in found or () if one.actor is None and one.value is None and one.pieces]
    sets = [{at} for at in range(len(worded))]
    for at, one in enumerate(worded):
        for other in range(at):
            if _alike(one, worded[other]):
                first, second = (next(s for s in sets if place in s) for place in (at, other))
                if first is not second:
                    sets.remove(second)
                    first |= second

    def called(one: Party) -> Value:
        if one.actor is not None or one.value is not None or not one.pieces:
            return one.actor or one.value or NOTHING
        mine = next(s for s in sets if any(worded[at] is one for at in s))
        # Of several wordings of one party any could name it in other passages; it is the first, quoted.
        return "words", min(f"“{bare(worded[at].words)}”" for at in mine)

    return [None if found is None else frozenset(map(called, found)) for found in given]


def _alike(one: Party, other: Party) -> bool:
    overlap = any(a < d and c < b for a, b in one.pieces for c, d in other.pieces)
    return overlap or bare(one.words) == bare(other.words)


def bare(words: str) -> str:
    """Return words without case, blanks in a row, and an English article before them: the texts here have no other."""
    plain = " ".join(words.split()).casefold()
    for article in ("the ", "an ", "a "):
        if plain.startswith(article) and plain[len(article) :][:1].isalnum():
            return plain[len(article) :]
    return plain


def act_rows(export: Export, with_all_slots: bool, only: str | None, coders: Sequence[str]) -> Rows:
    """Return the act that each coder has wherever one of them has one, the empty set for none."""
    acts = {id for id, label in export.labels.items() if label.get("roles")}
    rows: Rows = []
    for text in export.texts:
        for group in passages(text, tuple(coders)):
            if any(one.label in acts for one in group):
                there = [one if one is not None and one.label in acts else None for one in at_places(group, coders)]
                said = _acts(there, export, with_all_slots)
                if only is not None:
                    said = [one if ("label", only) in one else frozenset() for one in said]
                if only is None or any(said):
                    rows.append(
                        [one if coder in text.coders else None for one, coder in zip(said, coders, strict=True)]
                    )
    return rows


def _acts(there: Sequence[Coded | None], export: Export, with_all_slots: bool) -> list[frozenset[Value]]:
    said: list[set[Value]] = [set() if one is None else {("label", one.label)} for one in there]
    sides: dict[str, list[list[Party] | None]] = {}
    for at, one in enumerate(there):
        if one is not None:
            takes_party = [role["id"] for role in _roles(export, one.label) if role.get("takes", "party") == "party"]
            for role in _roles(export, one.label):
                place = takes_party.index(role["id"]) if role["id"] in takes_party else 9
                name = ("source", "target")[place] if place < 2 else f"slot {role['id']}"
                if place < 2 or with_all_slots:
                    sides.setdefault(name, [None] * len(there))[at] = _of_role(one, role["id"])
    for name, given in sides.items():
        for at, found in enumerate(parties(given)):
            if isinstance(found, frozenset):
                said[at] |= {(name, party) for party in found}
    return [frozenset(one) for one in said]


def _roles(export: Export, label: str) -> list[dict[str, Any]]:
    return list(export.labels[label].get("roles", []))


def dyads(export: Export, text: Text, coder: str, only: str | None) -> Counter[Value]:
    """Return how often a coder has each label with a source and a target in a document."""
    found: Counter[Value] = Counter()
    for one in text.of(coder):
        if _roles(export, one.label) and only in (None, one.label):
            takes_party = [role["id"] for role in _roles(export, one.label) if role.get("takes", "party") == "party"]
            both = [_sides(text, one, role) for role in (*takes_party[:2], None, None)[:2]]
            for source, target in product(*both):
                found[one.label, source, target] += 1
    return found


def _sides(text: Text, one: Coded, role: str | None) -> list[str]:
    given: dict[Value, str] = {}
    for party in _of_role(one, role) if role else ():
        if party.actor is None and party.value == "document":
            is_actor = text.speaker and not text.speaker.startswith("“")
            given.setdefault(text.speaker if is_actor else "document", text.speaker or "document")
            continue
        words = " ".join(party.words.casefold().split())
        key: Value = party.actor or party.value or party.pieces
        given.setdefault(key, party.actor or (f"“{words}”" if words else party.value or ""))
    return [*given.values()] or [""]


def dyad_rows(export: Export, only: str | None, coders: Sequence[str], occurring: bool = False) -> Rows:
    """Return how often each coder has each dyad that there is anywhere, in each document of two of these coders."""
    shared = [text for text in export.texts if sum(coder in text.coders for coder in coders) > 1]
    counts = [{coder: dyads(export, text, coder, only) for coder in coders} for text in shared]
    every = {dyad for of in counts for found in of.values() for dyad in found}
    return [
        [of[coder][dyad] if coder in text.coders else None for coder in coders]
        for text, of in zip(shared, counts, strict=True)
        for dyad in every
        if not occurring or any(of[coder][dyad] for coder in coders)
    ]


def dyad_f1(export: Export, only: str | None, pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return F1 of dyads, added up over pairs of coders."""
    alike = every = 0
    for text in export.texts:
        for first, second in pairs:
            if first in text.coders and second in text.coders:
                one, other = (dyads(export, text, coder, only) for coder in (first, second))
                alike += sum(min(one[dyad], other[dyad]) for dyad in one)
                every += one.total() + other.total()
    return 2 * alike / every if every else None


def is_coded(export: Export, aspect: str, label: str | None, part: str, coders: Sequence[str]) -> bool:
    """Return whether any coder coded what a number hangs on, in a document of two of them: else there is none."""
    shared = [text for text in export.texts if sum(coder in text.coders for coder in coders) > 1]
    spans = [(text, one) for text in shared for coder in coders for one in text.of(coder) if label in (None, one.label)]
    if aspect == "attribute":
        every = {one["id"]: one for one in export.labels[label or ""].get("attributes", [])}
        return any(_says(one, every.get(part)) for _, one in spans)
    if aspect == "slot":
        return any(_of_role(one, part) for _, one in spans)
    if aspect == "dyad":
        return any(dyad[1] or dyad[2] for text, one in spans for dyad in dyads(export, text, one.coder, label))  # type: ignore[index]
    return any(
        _of_role(one, role["id"])
        for _, one in spans
        for role in (_roles(export, one.label) if part == "slots" else _parties_of(export, one.label))
    )


def _parties_of(export: Export, label: str) -> list[dict[str, Any]]:
    return [role for role in _roles(export, label) if role.get("takes", "party") == "party"][:2]


def _says(one: Coded, attribute: dict[str, Any] | None) -> bool:
    said = _said(one, attribute)
    if attribute is not None and attribute["kind"] == "flag":
        # A “no” that was said is one, though it is what leaving it out says too.
        return said is not None and attribute["id"] in one.attributes
    return said not in (None, NOTHING, frozenset())
