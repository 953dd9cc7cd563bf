"""Where a text mentions registered actors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.acts import mentions
from annotator.acts.mentions import MentionFinder
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId


def actor(id: str, name: str, *others: str) -> Actor:
    return Actor(id=ActorId(id), name=name, kind=ActorKind.STATE, aliases=others)


REGISTER = [
    actor("fra", "France", "the French President", "la partie française", "法国", "فرنسا", "Франция", "Франции"),
    actor("chn", "China", "Beijing", "the Chinese side", "中国", "中方", "الصين", "Китай"),
    actor("usa", "United States", "US", "United States of America"),
    actor("civ", "Côte d'Ivoire"),
    actor("cod", "Democratic Republic of the Congo", "Congo"),
    actor("cog", "Congo", "Republic of the Congo"),
]


def found(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.stop], " ".join(one.actors)) for one in MentionFinder(REGISTER).find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France urged China.", [("France", "fra"), ("China", "chn")]),
        ("the French President and the Chinese side", [("the French President", "fra"), ("the Chinese side", "chn")]),
        ("Chinatown, Frances and us", []),
        ("China’s and France's", [("China", "chn"), ("France", "fra")]),
        ("UNITED STATES OF AMERICA", [("UNITED STATES OF AMERICA", "usa")]),
        ("the United States of America", [("United States of America", "usa")]),
        ("the United\nStates and the US", [("United\nStates", "usa"), ("US", "usa")]),
        ("the USA", []),
        ("Côte d’Ivoire", [("Côte d’Ivoire", "civ")]),
        ("Congo", [("Congo", "cod cog")]),
        ("the Republic of the Congo", [("Republic of the Congo", "cog")]),
        ("中方呼吁法国保持克制。", [("中方", "chn"), ("法国", "fra")]),
        ("دعت فرنسا الصين", [("فرنسا", "fra"), ("الصين", "chn")]),
        ("وفرنسا وبالصين", [("فرنسا", "fra"), ("الصين", "chn")]),
        ("والصين للصين", [("الصين", "chn"), ("للصين", "chn")]),
        ("МИД Франции", [("Франции", "fra")]),
        ("🕊 China", [("China", "chn")]),
        ("China\u0301", []),
        ("", []),
    ],
)
def test_mentions_are_whole_words_and_the_longest_that_fits(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_register_without_names_finds_nothing() -> None:
    assert MentionFinder([]).find("China") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rome and the Rome Statute", ["Rome"]),
        ("ROME STATUTE", []),
        ("印度洋与印度", ["印度"]),
        ("其中方案，集中方式", []),
        ("中方面临，中方针对，中方法国", ["中方", "中方", "中方"]),
        ("中方方面，中方面", ["中方"]),
    ],
)
def test_longer_words_that_name_nobody_keep_shorter_names_from_being_found(text: str, expected: list[str]) -> None:
    finder = MentionFinder(
        [actor("ita", "Rome"), actor("ind", "印度"), actor("chn", "中方")], ["Rome Statute", "印度洋"]
    )
    assert [text[one.start : one.stop] for one in finder.find(text)] == expected


WORDS = st.sampled_from(
    ["China", "France", "US", " ", ", ", "\n", "中国", "中方", "الصين", "و", "🕊", "town", "’s", "Congo"]
)


@given(st.lists(WORDS, max_size=20).map("".join))
def test_mentions_never_overlap_and_always_stand_for_an_alias(text: str) -> None:
    names = {name for one in REGISTER for alias in (one.name, *one.aliases) for name in mentions._forms(alias)}
    end = 0
    for start, stop, actors in MentionFinder(REGISTER).find(text):
        assert end <= start < stop <= len(text)
        assert mentions._seen(text[start:stop]) in names
        assert actors
        end = stop


def test_an_office_is_found_by_whose_it_is() -> None:
    office = Actor(id=ActorId("pfr"), name="President of France", kind=ActorKind.OFFICE)
    union = Actor(id=ActorId("peu"), name="President of the European Union", kind=ActorKind.OFFICE)
    finder = MentionFinder([*REGISTER, office, union])
    text = "France’s president met the European Union's President. France’s market is open."
    found = [(text[one.start : one.stop], one.actors) for one in finder.find(text)]
    assert found == [
        ("France’s president", ("pfr",)),
        ("European Union's President", ("peu",)),
        ("France", ("fra",)),
    ]
