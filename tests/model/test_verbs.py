"""Every verb is stored under an id that stays, and read back as it was; what is not known is no error."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model import verbs
from annotator.model.decision import Rule
from annotator.model.ids import ActorId, DocumentId, LabelId, LayerId, SpanId
from annotator.model.verbs import coding
from annotator.model.verbs.gold import Decide, Seed
from annotator.model.verbs.verb import Told, Verb
from tests.model.any_verbs import any_verbs

RELEASED = (
    *("new project", "add documents", "rename document", "change metadata", "describe documents", "remove documents"),
    *("add coder", "add layer", "rename coder", "import files", "import annotations", "code", "move edge", "relabel"),
    *("confirm", "delete", "write note", "doubt", "set attribute", "set actor", "fill slot", "empty slot"),
    *("register and fill", "register mentioned", "accept mentions", "offer mentions", "mark done", "change codebook"),
    *("take over codebook", "make example", "rename label", "retire label", "bring back label", "move label"),
    *("merge labels", "split label", "register actor", "change actor", "remove actor", "merge actors", "split actor"),
    *("add shipped actors", "import actors", "decide", "join cases", "reopen case", "add to gold", "take out of gold"),
    *(
        "settle",
        "adjudicate without names",
        "change reasons",
        "release",
        "take back release",
        "change releases",
        "set round",
    ),
    "draw sample",
)
"""Ids stand in projects: this list is only ever added to."""


def below(verb: type[Verb]) -> Iterator[type[Verb]]:
    """Yield the classes that are made of a verb, and of those."""
    for one in verb.__subclasses__():
        yield one
        yield from below(one)


def test_no_id_that_stands_in_a_project_goes_or_changes() -> None:
    assert set(RELEASED) <= verbs.VERBS.keys()


def test_every_verb_stands_in_the_table_once() -> None:
    parts = {
        "AtSpan",
        "AtSpans",
        "AtLabel",
        "AtGold",
        "AtCases",
        "AtLayer",
        "OfWork",
        "Erasure",
        "AboutRemarks",
        "AboutMemo",
        "AboutSearches",
        "Rename",
        "Told",
    }
    made = {one for one in below(Verb) if one.__module__.startswith("annotator.") and one.__name__ not in parts}
    assert made == set(verbs.VERBS.values()) and len(made) == len(verbs.VERBS)


@given(any_verbs())
def test_a_verb_is_read_back_as_it_was_stored(verb: Verb) -> None:
    assert verbs.read(verbs.id_of(verb), verbs.facts_of(verb)) == verb


@given(any_verbs())
def test_the_facts_name_ids_by_what_they_are_ids_of(verb: Verb) -> None:
    for kind in (ActorId, DocumentId, LabelId, LayerId, SpanId):
        assert all(id in verbs.facts_of(verb) for id in verb.ids(kind))
    assert set(verb.passages) <= set(verb.ids(SpanId))


@given(st.sampled_from(sorted(verbs.VERBS)), st.text(max_size=9), st.text(max_size=9))
def test_facts_that_fit_no_verb_leave_the_sentence(id: str, facts: str, sentence: str) -> None:
    known = verbs.read(id, f'{{"document": [{{}}], "mark": "{{", {facts}', sentence)
    assert known == Told(sentence=sentence)
    assert verbs.read(f"{id} of a later version", "{}", sentence) == Told(sentence=sentence)


def test_a_fact_that_a_later_version_adds_is_passed_over() -> None:
    verb = coding.Doubt(document=DocumentId("d"), layer=LayerId("l"), span=SpanId("s"), label=LabelId("a"), on=True)
    assert verbs.read("doubt", verbs.facts_of(verb).replace("{", '{"sure":3,', 1)) == verb


def test_a_verb_is_frozen_and_says_where_it_was_done() -> None:
    settled = Decide(document=DocumentId("d"), candidates=(SpanId("a"), SpanId("b")), rule=Rule.NONE)
    assert settled.passages == ("a",) and settled.ids(SpanId) == ("a", "b")
    assert settled.model_copy(update={"gold": (SpanId("g"),)}).passages == ("g",)
    with pytest.raises(ValueError, match="frozen"):
        settled.rule = Rule.UNION  # type: ignore[misc]


def test_ids_of_verbs_are_plain_words() -> None:
    assert all(re.fullmatch(r"[a-z]+( [a-z]+)*", id) for id in verbs.VERBS)
    assert "seed" not in str(Seed(3))
