"""Any verb with any facts, for the tests of what is said and stored of verbs."""

from collections.abc import Callable
from enum import Enum
from typing import Any, get_args, get_origin

from hypothesis import strategies as st

from annotator.model import verbs
from annotator.model.coder import TeamRole
from annotator.model.decision import Rule
from annotator.model.ids import (
    ActorId,
    AttributeId,
    CoderId,
    DecisionId,
    DocumentId,
    FieldId,
    LabelId,
    LayerId,
    MemoId,
    RemarkId,
    RoleId,
    SearchId,
    SetId,
    SpanId,
)
from annotator.model.verbs.gold import PolicyName, Seed
from annotator.model.verbs.reverting import Revert, StepNumber
from annotator.model.verbs.verb import Verb

IDS: tuple[Callable[[str], str], ...] = (
    *(ActorId, AttributeId, CoderId, DecisionId, DocumentId, LabelId, LayerId, RoleId, SpanId),
)
"""All kinds of ids that can be a fact."""

_NEW_IDS = st.uuids().map(str).map(lambda id: f"{id[:14]}7{id[15:]}")
"""Ids of the version that ours have."""
_NUMBERS = st.integers(0, 10**9)
_FACTS: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(max_size=20),
    int: _NUMBERS,
    Seed: _NUMBERS,
    StepNumber: _NUMBERS,
    bool: st.booleans(),
    float: st.floats(0, 1),
    TeamRole: st.sampled_from(TeamRole),
    Rule: st.sampled_from(Rule),
    PolicyName: st.sampled_from(["unanimous", "majority", "preferred", "of a later version"]),
    **dict.fromkeys((*IDS, RemarkId, MemoId, SearchId, SetId, FieldId), _NEW_IDS),
}


def any_verbs(known: dict[object, st.SearchStrategy[Any]] | None = None) -> st.SearchStrategy[Verb]:
    """Return verbs of the table with facts of their types; `known`: what to take facts of a kind from."""
    return st.sampled_from(list(verbs.VERBS.values())).flatmap(lambda verb: facts_for(verb, known or {}))


def facts_for(verb: type[Verb], known: dict[object, st.SearchStrategy[Any]]) -> st.SearchStrategy[Verb]:
    """Return verbs of one class."""
    fields = {name: _fact(field.annotation, _FACTS | known) for name, field in verb.model_fields.items()}
    if verb is Revert:  # which is always of a step
        fields["steps"] = st.lists(_NUMBERS, min_size=1, max_size=6).map(tuple)
    return st.builds(verb, **fields)


def _fact(annotation: Any, kinds: dict[object, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    first = next(iter(get_args(annotation)), annotation)
    if isinstance(first, type) and issubclass(first, Enum) and first not in kinds:
        kinds = {**kinds, first: st.sampled_from(list(first))}
    if get_origin(annotation) is tuple:
        return st.lists(kinds[first], max_size=6).map(tuple)
    return st.none() | kinds[first] if first is not annotation else kinds[first]
